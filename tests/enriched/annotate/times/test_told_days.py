"""Days that count from the last day told, parts of days, and plans in a past clause."""

import pytest

from tests.enriched.annotate.times.conftest import ReadTimes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Friday. On the same day they signed a pact.", "2024-05-10"),
        ("They met on May 3. Two days earlier they had spoken by phone.", "2024-05-01"),
        ("They met on May 3. Two days later they signed a pact.", "2024-05-05"),
        ("They met on Friday. The following day they flew to Rome.", "2024-05-11"),
        ("They met on Friday and left the next day.", "2024-05-11"),
        ("They met on Friday; the day before, they had spoken.", "2024-05-09"),
        ("A day earlier, the minister had met his counterpart.", "2024-05-14"),
        ("He spoke earlier in the day.", "2024-05-15"),
        ("On Monday he flew to Rome, having spoken earlier in the day.", "2024-05-13"),
        ("Rockets fell overnight.", "2024-05-14TNI"),
        ("Rockets fell overnight on Tuesday.", "2024-05-14TNI"),
        ("They met in the early hours of Tuesday.", "2024-05-14"),
        ("The pact was signed on the fifth of May.", "2024-05-05"),
        ("The envoy left ahead of a summit on Friday.", "2024-05-17"),
        ("He arrived in Oslo on Friday, ahead of a meeting with officials on Monday.", "2024-05-20"),
        ("The minister was due to fly to Rome on Friday.", "2024-05-17"),
        ("He welcomed a visit planned for Thursday.", "2024-05-16"),
    ],
)
def test_the_last_time_of_the_text(read_times: ReadTimes, text: str, expected: str) -> None:
    assert read_times(text)[-1].value == expected


def test_overnight_before_a_noun_is_no_time(read_times: ReadTimes) -> None:
    assert read_times("Overnight stays fell.") == []


def test_a_month_takes_no_stop_of_the_sentence(read_times: ReadTimes) -> None:
    assert read_times("The pact was signed on the 5th of June.")[0].end == 38
