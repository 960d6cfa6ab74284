"""A day between a verb of speech and what it asks for is the day on which it was asked."""

import datetime as dt

import pytest

from assets.enriched.annotate.annotate import Source, annotate
from assets.enriched.annotate.records import Context


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mauritania was asked by Mali on Tuesday to hand over ten deserters.", dt.date(2024, 3, 12)),
        ("Brazil was urged by Peru on Tuesday to stop its patrols on the river.", dt.date(2024, 3, 12)),
        ("The two ministers are scheduled to meet in Oslo on Tuesday.", dt.date(2024, 3, 19)),
    ],
)
def test_the_day_of_a_request_is_its_own(text: str, day: dt.date) -> None:
    context = Context("d", published_on=dt.date(2024, 3, 14), reference_on=dt.date(2024, 3, 14))
    (annotation,) = annotate([Source(text, ((0, len(text), "paragraph"),), context)])
    assert [time.start_on for time in annotation.times] == [day]
