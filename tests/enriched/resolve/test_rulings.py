"""Analysts' rulings: how they are read, and that they hold."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assets.enriched.resolve.previous_ids import Previous
from assets.enriched.resolve.rulings import RulingsError, parse_rulings

if TYPE_CHECKING:
    from tests.enriched.resolve.conftest import Newsroom

DAY = dt.date(2024, 6, 10)


def ids(news: Newsroom) -> dict[tuple[str, str], str]:
    """(document, name) → entity_id."""
    return {(r["document_id"], r["name"]): r["entity_id"] for r in news.resolve().tables["entity_merges"]}


def people(news: Newsroom, ruling: Any, previous: bool = False) -> dict[str, str]:
    """Document → the entity_id of its only person, under a ruling; `previous` with the ids of a run before."""
    before = Previous.of(news.resolve().tables["entity_merges"], []) if previous else Previous()
    rows = news.resolve(parse_rulings({"entities": ruling}), before).tables["entity_merges"]
    return {row["document_id"]: row["entity_id"] for row in rows}


@pytest.mark.parametrize("previous", [False, True])
def test_two_entities_that_are_the_same_become_the_first(news: Newsroom, previous: bool) -> None:
    one = news.page(DAY)
    one.holder("Yasukazu Hamada", "defence minister", "JPN")
    other = news.page(DAY)
    other.holder("Hamada Yasu", "member of parliament", "JPN")
    before = ids(news)
    first, second = before[other.id, "Hamada Yasu"], before[one.id, "Yasukazu Hamada"]
    assert first != second
    found = people(news, {"same": [[first, second]]}, previous)
    assert set(found.values()) == {first}
    tables = news.resolve(parse_rulings({"entities": {"same": [[first, second]]}})).tables
    assert "overrule" in {row["method"] for row in tables["entity_merges"]}


@pytest.mark.parametrize("previous", [False, True])
def test_bearers_in_two_documents_can_be_parted(news: Newsroom, previous: bool) -> None:
    pages = [news.page(DAY), news.page(DAY), news.page(DAY)]
    for page in pages:
        page.holder("Kim Min-seok", "official", "KOR")
    assert len(set(ids(news).values())) == 1
    ruling = [[{"document": pages[0].id, "name": "Kim Min-seok"}, {"document": pages[2].id, "name": "Kim Min-seok"}]]
    found = people(news, {"not_same": ruling}, previous)
    assert found[pages[0].id] != found[pages[2].id]


def test_a_ruling_holds_when_documents_come(news: Newsroom) -> None:
    one, other = news.page(DAY), news.page(DAY)
    one.holder("Yasukazu Hamada", "defence minister", "JPN")
    other.holder("Hamada Yasu", "member of parliament", "JPN")
    before = ids(news)
    ruling = {"same": [[before[one.id, "Yasukazu Hamada"], before[other.id, "Hamada Yasu"]]]}
    news.page(DAY).holder("HAMADA Yasukazu", "defence minister", "JPN")
    assert len(set(people(news, ruling).values())) == 1


def meeting(news: Newsroom, on: dt.date, again: int = 0) -> str:
    """A document that reports a meeting of two ministers; returns its id."""
    page = news.page(on)
    parties = [
        page.holder("Shin Won-sik", "defence minister", "KOR"),
        page.holder("Minoru Kihara", "defence minister", "JPN"),
    ]
    page.event("meeting", parties, on + dt.timedelta(days=again))
    return page.id


def reports(news: Newsroom, ruling: Any) -> dict[str, str]:
    """Document → event_id, under a ruling."""
    rows = news.resolve(parse_rulings({"events": ruling})).tables["event_reports"]
    return {row["document_id"]: row["event_id"] for row in rows}


def test_two_events_that_are_the_same_become_one(news: Newsroom) -> None:
    one, other = meeting(news, DAY), meeting(news, DAY, 9)
    before = reports(news, {})
    assert before[one] != before[other]
    after = reports(news, {"same": [[before[one], before[other]]]})
    assert after[one] == after[other] == before[one]


def test_reports_of_one_event_can_be_parted(news: Newsroom) -> None:
    one, other = meeting(news, DAY), meeting(news, DAY)
    rows = news.resolve().tables["event_reports"]
    at = {row["document_id"]: row["trigger_start"] for row in rows}
    assert len({row["event_id"] for row in rows}) == 1
    after = reports(news, {"not_same": [[{"document": d, "at": at[d]} for d in (one, other)]]})
    assert after[one] != after[other]


def test_what_is_no_event_goes_with_all_its_reports(news: Newsroom) -> None:
    meeting(news, DAY)
    meeting(news, DAY)
    third = meeting(news, DAY, 30)
    event = news.resolve().tables["events"][0]["event_id"]
    assert list(reports(news, {"not_an_event": [event]})) == [third]


def test_one_report_alone_can_be_struck(news: Newsroom) -> None:
    one, other = meeting(news, DAY), meeting(news, DAY)
    at = news.resolve().tables["event_reports"][0]["trigger_start"]
    assert list(reports(news, {"not_an_event": [{"document": one, "at": at}]})) == [other]


def test_an_events_id_points_to_it_even_when_it_bears_another(news: Newsroom) -> None:
    late = meeting(news, DAY)
    identity = news.resolve().tables["events"][0]["event_id"]
    early = meeting(news, DAY - dt.timedelta(days=1), 1)
    assert news.resolve().tables["events"][0]["event_id"] != identity
    assert reports(news, {"not_an_event": [identity]}) == {}
    assert {late, early} == set(reports(news, {}))


def test_references_that_point_to_nothing_are_told(news: Newsroom) -> None:
    meeting(news, DAY)
    ruling = parse_rulings(
        {"entities": {"same": [["per-00", "per-11"]]}, "events": {"not_an_event": ["ev-" + "0" * 16]}}
    )
    assert news.resolve(ruling).dangling == ("ev-" + "0" * 16, "per-00", "per-11")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (["entities"], "must be a mapping"),
        ({"people": {}}, "entities, events"),
        ({"entities": {"same": "per-1"}}, "must be a list"),
        ({"entities": {"same": [["per-1"]]}}, "2 or more"),
        ({"entities": {"same": [["per-1", "nobody"]]}}, "'nobody' is neither"),
        ({"events": {"same": [["per-1", "per-2"]]}}, "'per-1' is neither"),
        ({"events": {"not_an_event": [{"document": "0" * 32, "at": "five"}]}}, "neither"),
        ({"events": {"not_an_event": [{"document": "short", "at": 5}]}}, "neither"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(content: Any, message: str) -> None:
    with pytest.raises(RulingsError, match=message):
        parse_rulings(content, "overrules.yaml")
