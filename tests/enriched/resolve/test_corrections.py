"""Analysts' corrections of an event: how they are read, that they hold, what follows, and what cannot stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assets.enriched.resolve.previous_ids import Previous
from assets.enriched.resolve.rulings import RulingsError, parse_rulings

if TYPE_CHECKING:
    from assets.enriched.resolve.resolve import Resolution
    from tests.enriched.resolve.conftest import Newsroom

DAY = dt.date(2024, 6, 10)
SEOUL = {"latitude": 37.57, "longitude": 126.98, "key": "place:1835848"}


def told(news: Newsroom, kind: str = "meeting", on: dt.date = DAY, **said: Any) -> str:
    """A document that reports what two ministers did in Seoul, and names a third and Japan; returns its id."""
    page = news.page(on)
    parties = [
        page.holder("Shin Won-sik", "defence minister", "KOR"),
        page.holder("Minoru Kihara", "defence minister", "JPN"),
    ]
    page.holder("Yoko Kamikawa", "foreign minister", "JPN")
    page.state("Japan", "JPN")
    place = page.name("Seoul", "place", "KOR", **SEOUL)
    page.event(kind, parties, on, place=place, country="KOR", **said)
    return page.id


def only(found: Resolution) -> dict[str, Any]:
    [event] = found.tables["events"]
    return event


def names(found: Resolution) -> dict[str, str]:
    """Name → entity_id."""
    return {row["name"]: row["entity_id"] for row in found.tables["entities"]}


def ids(news: Newsroom) -> dict[str, str]:
    return {row["name"]: row["entity_id"] for row in news.resolve().tables["entity_merges"]}


def parties(found: Resolution) -> dict[str, tuple[str, str | None, str | None, str | None]]:
    called = {row["entity_id"]: row["name"] for row in found.tables["entities"]}
    return {
        called[row["entity_id"]]: (row["role"], row["country"], row["office"], row["level"])
        for row in found.tables["event_participants"]
    }


def under(news: Newsroom, *corrections: dict[str, Any], previous: Previous | None = None) -> Resolution:
    rulings = parse_rulings({"events": {"corrected": list(corrections)}})
    return news.resolve(rulings, previous or Previous())


def test_a_day_is_set_and_the_event_says_so(news: Newsroom) -> None:
    told(news)
    before = only(news.resolve())
    assert before["corrected"] == []
    found = under(news, {"event": before["event_id"], "day": "2024-06-08", "until": "2024-06-09"})
    event = only(found)
    assert (event["start_on"], event["end_on"]) == (dt.date(2024, 6, 8), dt.date(2024, 6, 9))
    assert event["corrected"] == ["day"]
    assert event["confidence"] == 1.0
    assert "from 8 to 9 June 2024" in event["summary"]
    [report] = found.tables["event_reports"]
    assert report["reported_start_on"] == DAY
    assert report["confidence"] < 1.0


def test_a_month_a_year_and_no_day_at_all(news: Newsroom) -> None:
    told(news)
    event = only(news.resolve())["event_id"]
    month = only(under(news, {"event": event, "day": "2024-02"}))
    assert (month["start_on"], month["end_on"], month["date_precision"]) == (
        dt.date(2024, 2, 1), dt.date(2024, 2, 29), "month",
    )  # fmt: skip
    assert only(under(news, {"event": event, "day": 2023}))["end_on"] == dt.date(2023, 12, 31)
    none = only(under(news, {"event": event, "day": "unknown"}))
    assert (none["start_on"], none["end_on"], none["date_precision"]) == (None, None, "none")


def test_one_party_is_another(news: Newsroom) -> None:
    told(news)
    who = ids(news)
    event = only(news.resolve())["event_id"]
    found = under(news, {"event": event, "without": [who["Minoru Kihara"]], "with": {who["Yoko Kamikawa"]: "actor"}})
    assert parties(found) == {
        "Shin Won-sik": ("actor", "KOR", "defence minister", None),
        "Yoko Kamikawa": ("actor", "JPN", "foreign minister", "minister"),
    }
    assert only(found)["corrected"] == ["parties"]
    assert "Kamikawa" in only(found)["summary"]
    assert "Kihara" not in only(found)["summary"]


def test_a_meeting_was_a_visit(news: Newsroom) -> None:
    told(news, event_mode="multilateral")
    who = ids(news)
    event = only(news.resolve())["event_id"]
    visit = {"event": event, "kind": "visit", "with": {who["Minoru Kihara"]: "visitor", who["Shin Won-sik"]: "host"}}
    found = under(news, visit)
    assert {name: said[0] for name, said in parties(found).items()} == {
        "Minoru Kihara": "visitor",
        "Shin Won-sik": "host",
    }
    row = only(found)
    assert (row["event_type"], row["event_mode"], row["event_kind"]) == ("CONSULT", "visit", "visit")
    assert row["corrected"] == ["kind", "parties"]


def test_a_meeting_is_only_planned(news: Newsroom) -> None:
    told(news)
    row = only(under(news, {"event": only(news.resolve())["event_id"], "status": "planned", "day": "2024-07-01"}))
    assert (row["event_type"], row["event_kind"], row["status"]) == ("AGREE", "planned_meeting", "planned")
    assert row["start_on"] == dt.date(2024, 7, 1)


def test_it_was_elsewhere_or_nobody_knows_where(news: Newsroom) -> None:
    told(news)
    who, event = ids(news), only(news.resolve())["event_id"]
    assert only(news.resolve())["place_id"] == who["Seoul"]
    elsewhere = only(under(news, {"event": event, "place": who["Japan"]}))
    assert (elsewhere["place_id"], elsewhere["country"], elsewhere["corrected"]) == (who["Japan"], "JPN", ["place"])
    nowhere = only(under(news, {"event": event, "place": "unknown"}))
    assert (nowhere["place_id"], nowhere["country"]) == (None, None)


def test_a_correction_is_found_again_when_other_reports_come(news: Newsroom) -> None:
    document = told(news)
    first = news.resolve()
    event, [report] = only(first), first.tables["event_reports"]
    told(news, on=DAY - dt.timedelta(days=1), end_on=DAY)
    before = Previous.of(first.tables["entity_merges"], first.tables["event_reports"])
    for reference in (event["event_id"], {"document": document, "at": report["trigger_start"]}):
        found = under(news, {"event": reference, "day": "2024-06-07"}, previous=before)
        held = {row["document_id"]: row["event_id"] for row in found.tables["event_reports"]}[document]
        [now] = [row for row in found.tables["events"] if row["event_id"] == held]
        assert (now["start_on"], now["corrected"]) == (dt.date(2024, 6, 7), ["day"])


def test_of_two_corrections_of_one_field_the_first_counts(news: Newsroom) -> None:
    told(news)
    event = only(news.resolve())["event_id"]
    row = only(under(news, {"event": event, "day": "2024-06-01"}, {"event": event, "day": 2020, "place": "unknown"}))
    assert (row["start_on"], row["place_id"], row["corrected"]) == (dt.date(2024, 6, 1), None, ["day", "place"])


def test_what_no_document_holds_is_told_and_nothing_is_set(news: Newsroom) -> None:
    told(news)
    before = only(news.resolve())
    nobody, nothing = "per-" + "0" * 16, "ev-" + "0" * 16
    found = under(
        news, {"event": before["event_id"], "day": 2020, "with": {nobody: "actor"}}, {"event": nothing, "day": 2020}
    )
    assert found.dangling == (nothing, nobody)
    assert found.unfit == ()
    assert only(found) == before


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"day": "2024-06-20"}, "2024-06-20 lies after 2024-06-10"),
        ({"until": "2024-06-01"}, "its last day, 2024-06-01, lies before its first, 2024-06-10"),
        ({"day": "unknown", "until": 2024}, "needs a first one"),
        ({"without": ["Minoru Kihara"]}, "needs 2 parties"),
        ({"without": ["Yoko Kamikawa"]}, "Yoko Kamikawa, who is to be left out, takes no part"),
        ({"kind": "visit"}, "two sides: say by `with` who was visitor and host"),
        ({"kind": "condemnation"}, "who was actor and target"),
        ({"kind": "visit", "with": {"Shin Won-sik": "host", "Minoru Kihara": "host"}}, "a visitor"),
        ({"kind": "condemnation", "status": "denied"}, "no event"),
        ({"kind": "call", "status": "planned"}, "a call cannot be planned"),
    ],
)
def test_what_cannot_stand_is_told_and_nothing_is_set(news: Newsroom, said: dict[str, Any], why: str) -> None:
    told(news)
    who, before = ids(news), only(news.resolve())
    if "without" in said:
        said = said | {"without": [who[name] for name in said["without"]]}
    if "with" in said:
        said = said | {"with": {who[name]: role for name, role in said["with"].items()}}
    found = under(news, {"event": before["event_id"]} | said)
    assert only(found) == before
    [reason] = found.unfit
    assert why in reason
    assert before["event_id"] in reason


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("ev-0123456789abcdef", "must be a mapping"),
        ({"day": "2024-05-03"}, "must name an event"),
        ({"event": "ev-0123456789abcdef"}, "must name an event and what is wrong"),
        ({"event": "ev-0123456789abcdef", "date": 2024}, "with the keys day, event, kind"),
        ({"event": "per-0123456789abcdef", "day": 2024}, "neither an id"),
        ({"event": "ev-0123456789abcdef", "day": "2023-02-30"}, "there is no day 2023-02-30"),
        ({"event": "ev-0123456789abcdef", "day": "last week"}, "'last week' is no day"),
        ({"event": "ev-0123456789abcdef", "day": "0999-01-01"}, "outside the years 1700 to 2150"),
        ({"event": "ev-0123456789abcdef", "kind": "tea"}, "'tea' is none of meeting, visit"),
        ({"event": "ev-0123456789abcdef", "status": "cancelled"}, "none of happened, planned"),
        ({"event": "ev-0123456789abcdef", "place": "per-0123456789abcdef"}, "is no place"),
        ({"event": "ev-0123456789abcdef", "without": "per-1"}, "must be a list"),
        ({"event": "ev-0123456789abcdef", "with": ["per-1"]}, "of every id a role"),
        ({"event": "ev-0123456789abcdef", "with": {"per-1": "guest"}}, "none of actor, recipient"),
    ],
)
def test_what_is_wrong_with_a_correction_is_said(content: Any, message: str) -> None:
    with pytest.raises(RulingsError, match=message):
        parse_rulings({"events": {"corrected": [content]}}, "overrules.yaml")
