"""Which source gives the day of publication, and how sure it is."""

import datetime as dt

import pytest

from assets.parsed.dateline.find import find_dateline
from assets.parsed.dates.published import Evidence, decide, stamps_in
from assets.parsed.dates.timestamps import Stamp
from assets.parsed.records import Dateline

TODAY = dt.date(2026, 6, 1)


def stamps(text: str) -> tuple[Stamp, ...]:
    return stamps_in(text, ((0, len(text)),))


def dateline(text: str) -> Dateline | None:
    return find_dateline(text, 0, len(text))


def test_supplied_data_wins_over_everything() -> None:
    found = decide(Evidence(supplied="2024-05-01", metadata="2024-05-09T10:00:00Z", today=TODAY))
    assert (found.on, found.method, found.precision, found.confidence) == (dt.date(2024, 5, 1), "supplied", "day", 1.0)
    assert found.evidence == (("supplied", "2024-05-01"), ("metadata", "2024-05-09T10:00:00Z"))


def test_a_moment_with_an_offset_keeps_its_local_day() -> None:
    found = decide(Evidence(supplied="2024-05-01T22:30:00-05:00", today=TODAY))
    assert (found.on, found.precision) == (dt.date(2024, 5, 1), "minute")
    assert found.at == dt.datetime(2024, 5, 2, 3, 30, tzinfo=dt.UTC)


def test_given_data_without_an_offset_is_utc() -> None:
    found = decide(Evidence(metadata="2024-05-01T22:30:00", today=TODAY))
    assert found.at == dt.datetime(2024, 5, 1, 22, 30, tzinfo=dt.UTC)


def test_a_printed_clock_without_a_zone_gives_no_moment() -> None:
    found = decide(Evidence(printed=stamps("1 May 2024 22:30"), today=TODAY))
    assert (found.on, found.at, found.method) == (dt.date(2024, 5, 1), None, "header")


def test_disagreement_lowers_the_confidence_and_is_kept() -> None:
    url = "https://example.org/2024/05/07/harbour"
    alone = decide(Evidence(metadata="2024-05-01", today=TODAY))
    against = decide(Evidence(metadata="2024-05-01", url=url, today=TODAY))
    beside = decide(Evidence(metadata="2024-05-07", url=url, today=TODAY))
    assert against.on == dt.date(2024, 5, 1)
    assert against.confidence < alone.confidence < beside.confidence
    assert ("url", "2024-05-07") in against.evidence


def test_an_updated_stamp_is_not_the_publication() -> None:
    page = stamps("Published 8 May 2025 | Updated 9 May 2025")
    found = decide(Evidence(printed=page, today=TODAY))
    assert found.on == dt.date(2025, 5, 8)
    only = decide(Evidence(updated=stamps("Updated 9 May 2025"), today=TODAY))
    assert (only.on, only.method) == (dt.date(2025, 5, 9), "updated")  # the page prints no other day
    assert only.confidence < found.confidence - 0.2


@pytest.mark.parametrize(
    ("evidence", "day"),
    [
        (Evidence(printed=stamps("04/06/2023"), domain="example.co.uk", today=TODAY), "2023-06-04"),
        (Evidence(printed=stamps("04/06/2023"), domain="example.com", today=TODAY), "2023-04-06"),
        (Evidence(printed=stamps("04/06/2023"), text="It opened on April 5.", today=TODAY), "2023-04-06"),
        (Evidence(printed=stamps("04/06/2023"), text="It opened on 5 April.", today=TODAY), "2023-06-04"),
        (Evidence(printed=stamps("04/06/2023"), url="https://e.com/2023/04/06/x", today=TODAY), "2023-04-06"),
        (Evidence(printed=stamps("04/06/2023, 13:55"), today=TODAY), "2023-06-04"),
    ],
)
def test_a_day_in_numbers_is_read_as_the_evidence_says(evidence: Evidence, day: str) -> None:
    assert str(decide(evidence).on) == day


def test_a_dateline_with_its_year_gives_the_day() -> None:
    found = decide(Evidence(dateline=dateline("OSLO, Sept. 8, 2025 (AFP) - Ferries stood still."), today=TODAY))
    assert (found.on, found.method) == (dt.date(2025, 9, 8), "dateline")


def test_a_dateline_without_a_year_takes_that_of_a_source_nearby() -> None:
    evidence = Evidence(
        metadata="2026-01-01T03:00:00Z",
        dateline=dateline("OSLO, Dec. 31 (AFP) - Ferries stood still."),
        today=TODAY,
    )
    found = decide(evidence)
    assert found.on == dt.date(2026, 1, 1)
    assert ("dateline_inferred", "--12-31 with metadata") in found.evidence


def test_a_dateline_without_a_year_takes_it_from_the_weekday() -> None:
    text = "OSLO, Sept. 8 (UPI) -- Harbour ministers met on Monday for the first time since 2015."
    found = decide(Evidence(dateline=dateline(text), text=text, today=TODAY))
    assert (found.on, found.method) == (dt.date(2025, 9, 8), "dateline_weekday")
    assert found.confidence < 0.9


def test_a_dateline_whose_year_stays_open_gives_no_day() -> None:
    text = "OSLO, Sept. 8 (UPI) -- Harbour ministers met for talks."
    found = decide(Evidence(dateline=dateline(text), text=text, today=TODAY))
    assert (found.on, found.precision, found.method) == (None, "none", "none")
    assert found.evidence == (("dateline", "--09-08"),)


def test_a_future_day_is_kept_but_doubted() -> None:
    found = decide(Evidence(metadata="2031-01-01", today=TODAY))
    assert found.on == dt.date(2031, 1, 1)
    assert found.confidence < 0.5


def test_a_headers_day_before_all_stamps_is_the_publishers_own() -> None:
    late = stamps("2023-12-23T03:00:00Z 2023-12-23T03:00:00Z 2023-12-23T03:00:00Z")
    found = decide(Evidence(header=stamps("2023-12-22"), printed=late, today=TODAY))
    assert found.on == dt.date(2023, 12, 22)
