"""Months that are people, and days that are part of a name."""

import pytest

from tests.enriched.annotate.times.conftest import ReadTimes


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May met the chancellor in Berlin.",
        "Prime Minister May said talks would go on.",
        "Officials told May that the pact was ready.",
        "June Carter and April Jones testified.",
        "A Sunday paper reported the sale.",
        "The March 23 Movement seized a town.",
        "The April 6 Youth Movement called a strike.",
        "The July 1 Agreement was annulled.",
        "The Bloody Sunday inquiry was closed.",
    ],
)
def test_names_are_no_times(read_times: ReadTimes, text: str) -> None:
    assert read_times(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The president may meet him in May.", ["2024-05"]),
        ("Congress balked, and in April Nixon named an envoy.", ["2024-04"]),
        ("It became known as the April 12 Incident.", ["2024-04-12"]),
        ("May was the driest month since April.", ["2024-05", "2024-04"]),
        ("The Sunday Times reported the sale on Friday.", ["2024-05-10"]),
        ("May met Merkel on Friday.", ["2024-05-10"]),
        ("He spoke of the September 11 attacks.", ["2001-09-11"]),
        ("The June 3 attack killed two.", ["2024-06-03"]),
    ],
)
def test_times_beside_names_are_read(read_times: ReadTimes, text: str, expected: list[str]) -> None:
    assert [time.value for time in read_times(text)] == expected
