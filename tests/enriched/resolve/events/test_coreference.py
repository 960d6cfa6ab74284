"""Which reports tell one event, and what the event is then said to be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assets.enriched.annotate.records import Telling

if TYPE_CHECKING:
    from tests.enriched.resolve.conftest import Newsroom, Page

DAY = dt.date(2024, 6, 10)
NEXT = dt.timedelta(days=1)


def ministers(page: Page) -> list[int]:
    return [
        page.holder("Shin Won-sik", "defence minister", "KOR"),
        page.holder("Minoru Kihara", "defence minister", "JPN"),
    ]


def events(news: Newsroom) -> list[dict[str, Any]]:
    return news.resolve().tables["events"]


def test_three_outlets_reporting_one_meeting_give_one_event_with_three_reports(news: Newsroom) -> None:
    for number, outlet in enumerate(("The Courier", "Daily Wire", "Evening Post")):
        page = news.page(DAY + number * NEXT, outlet)
        page.event("meeting", ministers(page), DAY, country="KOR")
    tables = news.resolve().tables
    (event,) = tables["events"]
    assert (event["document_count"], event["outlet_count"]) == (3, 3)
    assert len(tables["event_reports"]) == 3
    assert len(tables["event_participants"]) == 2
    assert all(0.6 <= row["match_score"] <= 1 for row in tables["event_reports"])


def test_every_place_where_a_document_tells_an_act_is_evidence_for_its_event(news: Newsroom) -> None:
    page = news.page(DAY)
    number = page.event("meeting", ministers(page), DAY)
    told = page.annotation.events[number].tellings
    page.said("they met", 0)
    sentence = page.annotation.sentences[-1]
    told.append(Telling(sentence.sentence_no, sentence.start, sentence.end, sentence.start, sentence.start + 4))
    tables = news.resolve().tables
    (event,) = tables["events"]
    assert [row["raw_start"] for row in tables["event_reports"]] == [t.start for t in told]
    assert event["document_count"] == 1


def test_two_acts_of_one_document_stay_two_events(news: Newsroom) -> None:
    page = news.page(DAY)
    parties = ministers(page)
    page.event("meeting", parties, DAY)
    page.event("meeting", parties, DAY)
    assert len(events(news)) == 2


def test_what_one_state_says_by_itself_is_not_what_two_say_together(news: Newsroom) -> None:
    page = news.page(DAY)
    parties = ministers(page)
    page.event("condemnation", parties, DAY)
    page.event("condemnation", [page.state("South Korea", "KOR")], DAY)
    assert len(events(news)) == 2


@pytest.mark.parametrize("apart", [7, 30, 400])
def test_the_same_parties_meeting_again_is_another_event(news: Newsroom, apart: int) -> None:
    for on in (DAY, DAY + dt.timedelta(days=apart)):
        page = news.page(on)
        page.event("meeting", ministers(page), on)
    assert len(events(news)) == 2


def test_two_days_of_one_document_are_two_meetings(news: Newsroom) -> None:
    page = news.page(DAY + NEXT)
    parties = ministers(page)
    page.event("meeting", parties, DAY)
    page.event("meeting", parties, DAY + NEXT)
    assert len(events(news)) == 2


def test_a_month_joins_one_of_two_meetings_in_it_and_not_both(news: Newsroom) -> None:
    for on in (DAY, DAY + dt.timedelta(days=12)):
        page = news.page(on, story="s")
        page.event("meeting", ministers(page), on)
    page = news.page(dt.date(2024, 7, 2), story="s")
    page.event("meeting", ministers(page), DAY.replace(day=1), end_on=DAY.replace(day=30), date_precision="month")
    assert sorted(row["document_count"] for row in events(news)) == [1, 2]


def test_a_party_that_each_lacks_makes_two_meetings(news: Newsroom) -> None:
    page = news.page(DAY)
    host, guest = ministers(page)
    other = page.holder("Penny Wong", "foreign minister", "AUS")
    page.event("meeting", [host, guest], DAY)
    page.event("meeting", [host, other], DAY)
    assert len(events(news)) == 2


def test_another_office_of_the_same_state_is_another_party(news: Newsroom) -> None:
    page = news.page(DAY)
    guest, host = ministers(page)
    chief = page.holder("Yoshihide Yoshida", "chief of defence staff", "JPN")
    page.event("meeting", [guest, host], DAY)
    page.event("meeting", [guest, chief], DAY)
    assert len(events(news)) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ({"country": "KOR"}, {"country": "SGP"}, 2),
        ({"country": "KOR"}, {}, 1),
        ({"status": "denied"}, {}, 2),
    ],
)
def test_place_and_status_rule_a_match_out(
    news: Newsroom, one: dict[str, str], other: dict[str, str], count: int
) -> None:
    for said in (one, other):
        page = news.page(DAY)
        page.event("meeting", ministers(page), DAY, **said)
    assert len(events(news)) == count


def test_towns_far_apart_are_two_places(news: Newsroom) -> None:
    for name, latitude in (("Busan", 35.1), ("Seoul", 37.6), ("Gwacheon", 37.4)):
        page = news.page(DAY, story="s")
        parties = ministers(page)
        town = page.name(name, "place", "KOR", latitude=latitude, longitude=127.0)
        page.event("meeting", parties, DAY, place=town, country="KOR")
    assert sorted(row["document_count"] for row in events(news)) == [1, 2]


def test_a_call_is_no_meeting_and_a_visitor_no_host(news: Newsroom) -> None:
    page = news.page(DAY)
    parties = ministers(page)
    page.event("meeting", parties, DAY)
    page.event("call", parties, DAY)
    page.event("visit", parties, DAY, roles=["visitor", "host"])
    page.event("visit", parties[::-1], DAY, roles=["visitor", "host"])
    assert len(events(news)) == 4


def test_a_plan_and_its_happening_are_one_event_that_happened(news: Newsroom) -> None:
    before = news.page(DAY - 5 * NEXT)
    before.event("planned_meeting", ministers(before), DAY, event_type="AGREE", status="planned")
    after = news.page(DAY)
    after.event("meeting", ministers(after), DAY)
    (event,) = events(news)
    assert (event["status"], event["event_kind"], event["event_type"]) == ("happened", "meeting", "CONSULT")
    statuses = {row["reported_status"] for row in news.resolve().tables["event_reports"]}
    assert statuses == {"planned", "happened"}


def test_a_plan_told_after_what_happened_is_another_event(news: Newsroom) -> None:
    first = news.page(DAY)
    first.event("meeting", ministers(first), DAY)
    later = news.page(DAY + 3 * NEXT)
    later.event("planned_meeting", ministers(later), DAY, status="planned")
    assert len(events(news)) == 2


def test_lone_acts_need_the_day(news: Newsroom) -> None:
    for on in (DAY, DAY, DAY + 9 * NEXT, None):
        page = news.page(DAY)
        page.event("weapons_test", [page.state("North Korea", "PRK")], on, event_type="MOBILIZE")
    assert sorted(row["document_count"] for row in events(news)) == [1, 1, 2]


def test_dates_are_the_most_exact_and_most_frequent(news: Newsroom) -> None:
    for on in (DAY + NEXT, DAY, DAY):
        page = news.page(DAY + NEXT, story="s")
        page.event("meeting", ministers(page), on)
    page = news.page(DAY, story="s")
    page.event("meeting", ministers(page), DAY.replace(day=9), end_on=DAY.replace(day=15), date_precision="week")
    (event,) = events(news)
    assert (event["start_on"], event["date_precision"]) == (DAY, "day")
    assert {row["reported_start_on"] for row in news.resolve().tables["event_reports"]} == {
        DAY,
        DAY + NEXT,
        DAY.replace(day=9),
    }


def test_the_town_wins_over_the_country(news: Newsroom) -> None:
    for name, kind in (("Japan", "country"), ("Japan", "country"), ("Sasebo", "place")):
        page = news.page(DAY, story="s")
        parties = ministers(page)
        key = "country:JPN" if kind == "country" else None
        page.event("meeting", parties, DAY, place=page.name(name, kind, "JPN", key=key), country="JPN")
    (event,) = events(news)
    names = {row["entity_id"]: row["name"] for row in news.resolve().tables["entities"]}
    assert names[event["place_id"]] == "Sasebo"


def test_a_minister_named_in_one_report_stands_for_the_state_of_the_other(news: Newsroom) -> None:
    page = news.page(DAY, story="s")
    page.event("meeting", [page.state("South Korea", "KOR"), page.state("Japan", "JPN")], DAY)
    page = news.page(DAY, story="s")
    page.event("meeting", ministers(page), DAY)
    rows = news.resolve().tables["event_participants"]
    assert {(row["entity_id"][:3], row["country"], row["office"]) for row in rows} == {
        ("per", "KOR", "defence minister"),
        ("per", "JPN", "defence minister"),
    }


def test_a_statement_points_to_the_merged_event(news: Newsroom) -> None:
    for _ in range(2):
        page = news.page(DAY)
        parties = ministers(page)
        page.said("we will train together", parties[0], page.event("meeting", parties, DAY))
    tables = news.resolve().tables
    assert {row["event_id"] for row in tables["statements"]} == {tables["events"][0]["event_id"]}


def test_many_like_reports_cost_little(news: Newsroom) -> None:
    page = news.page(DAY)
    state = page.state("North Korea", "PRK")
    for number in range(600):
        page.event("weapons_test", [state], DAY - number * NEXT, event_type="MOBILIZE")
    assert len(events(news)) == 600


def test_a_planned_visit_and_planned_talks_are_two_events(news: Newsroom) -> None:
    for number, roles in enumerate((["visitor", "host"], ["actor", "actor"])):
        page = news.page(DAY, story="s")
        guest, host = ministers(page)
        other = host if number else page.state("Japan", "JPN")
        page.event("planned_meeting", [guest, other], roles=roles, status="planned")
    assert len(events(news)) == 2


def test_a_host_state_and_its_minister_are_one_side_of_a_meeting(news: Newsroom) -> None:
    for named in (False, True):
        page = news.page(DAY, story="s")
        guest, host = ministers(page)
        page.event("meeting", [guest, host if named else page.state("Japan", "JPN")], DAY)
    tables = news.resolve().tables
    assert len(tables["events"]) == 1
    assert len(tables["event_participants"]) == 2


def test_a_rebel_body_is_not_the_state_that_it_attacks(news: Newsroom) -> None:
    page = news.page(DAY)
    body, state = page.name("Northern Front", "organisation", "SYR"), page.state("Syria", "SYR")
    page.event("attack", [body, state], DAY, roles=["actor", "target"], event_type="ASSAULT")
    assert len(news.resolve().tables["event_participants"]) == 2


def test_a_plan_and_its_denial_in_a_later_document_are_one_event_with_both_statuses(news: Newsroom) -> None:
    for number, status in enumerate(("planned", "denied")):
        page = news.page(DAY + number * NEXT)
        page.event("planned_meeting", ministers(page), DAY + 9 * NEXT if status == "planned" else None, status=status)
    tables = news.resolve().tables
    assert [event["status"] for event in tables["events"]] == ["denied"]
    assert [row["reported_status"] for row in tables["event_reports"]] == ["planned", "denied"]


def test_a_plan_made_after_a_denial_is_another_event(news: Newsroom) -> None:
    for number, status in enumerate(("denied", "planned")):
        page = news.page(DAY + number * NEXT)
        page.event("planned_meeting", ministers(page), None, status=status)
    assert len(events(news)) == 2


def test_what_was_done_earlier_that_month_is_not_the_day_s_news(news: Newsroom) -> None:
    page = news.page(DAY)
    state = [page.state("North Korea", "PRK")]
    page.event("weapons_test", state, DAY)
    page.event("weapons_test", state, DAY.replace(day=1), date_precision="month", end_on=DAY)
    assert len(events(news)) == 2


@pytest.mark.parametrize(("told", "events"), [(False, 1), (True, 2)])
def test_datelines_do_not_part_reports(news: Newsroom, told: bool, events: int) -> None:
    for code in ("RUS", "LVA"):
        page = news.page(DAY)
        parties = [page.state("Russia", "RUS"), page.state("Latvia", "LVA")]
        page.event(
            "condemnation", parties, DAY, roles=["actor", "target"], event_type="ACCUSE", country=code, place_told=told
        )
    assert len(news.resolve().tables["events"]) == events
