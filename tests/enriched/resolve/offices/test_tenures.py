"""Who held which office when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.enriched.resolve.conftest import Newsroom


def tenures(news: Newsroom, **wanted: Any) -> list[dict[str, Any]]:
    rows = [r for r in news.resolve().tables["tenures"] if all(r[k] == v for k, v in wanted.items())]
    return sorted(rows, key=lambda row: row["first_seen_on"])


def test_a_tenure_spans_its_first_and_last_sighting(news: Newsroom) -> None:
    for month in (3, 1, 2):
        news.page(dt.date(2022, month, 1)).holder("Sergei Shoigu", "defence minister", "RUS")
    (row,) = tenures(news)
    assert (row["first_seen_on"], row["last_seen_on"]) == (dt.date(2022, 1, 1), dt.date(2022, 3, 1))
    assert (row["office"], row["country"], row["status"], row["document_count"]) == (
        "defence minister",
        "RUS",
        "current",
        3,
    )


def test_status_is_as_of_the_documents_date(news: Newsroom) -> None:
    news.page(dt.date(2022, 1, 1)).holder("Ben Wallace", "defence minister", "GBR")
    news.page(dt.date(2024, 1, 1)).holder("Ben Wallace", "defence minister", "GBR", "former")
    assert [row["status"] for row in tenures(news)] == ["current", "former"]


def test_an_office_left_and_taken_again_is_two_tenures(news: Newsroom) -> None:
    for year, name in (
        (1994, "Silvio Berlusconi"),
        (1997, "Romano Prodi"),
        (1997, "Romano Prodi"),
        (2001, "Silvio Berlusconi"),
    ):
        news.page(dt.date(year, 9, 1)).holder(name, "prime minister", "ITA")
    person = next(r["entity_id"] for r in news.resolve().tables["entities"] if r["name"] == "Silvio Berlusconi")
    assert [row["first_seen_on"].year for row in tenures(news, person_id=person)] == [1994, 2001]


def test_an_office_without_country_takes_the_only_one_that_others_name(news: Newsroom) -> None:
    news.page(dt.date(2023, 1, 1)).holder("Sanna Marin", "prime minister", "FIN")
    news.page(dt.date(2023, 2, 1)).holder("Sanna Marin", "prime minister", None)
    (row,) = tenures(news)
    assert (row["country"], row["document_count"]) == ("FIN", 2)


def office_mention(news: Newsroom) -> dict[str, Any]:
    (row,) = [row for row in news.resolve().tables["mentions"] if row["kind"] == "office"]
    return row


def test_an_office_without_a_person_is_its_holder_on_that_day(news: Newsroom) -> None:
    news.page(dt.date(2023, 6, 1)).holder("Lee Jong-sup", "defence minister", "KOR")
    news.page(dt.date(2023, 6, 20)).role("defence minister", "KOR")
    person = next(r["entity_id"] for r in news.resolve().tables["entities"] if r["kind"] == "person")
    assert (office_mention(news)["entity_id"], office_mention(news)["method"]) == (person, "tenure")


def test_an_office_long_after_its_last_holder_was_seen_is_nobody(news: Newsroom) -> None:
    news.page(dt.date(2021, 6, 1)).holder("Lee Jong-sup", "defence minister", "KOR")
    news.page(dt.date(2023, 6, 20)).role("defence minister", "KOR")
    assert office_mention(news)["entity_id"] is None


def test_an_office_with_two_holders_or_many_seats_is_nobody(news: Newsroom) -> None:
    news.page(dt.date(2023, 6, 1)).holder("Lee Jong-sup", "ambassador", "KOR")
    news.page(dt.date(2023, 6, 20)).role("ambassador", "KOR")
    assert office_mention(news)["entity_id"] is None


def test_two_people_in_one_seat_on_one_day_contradict_each_other(news: Newsroom) -> None:
    for day, name in ((1, "Ann Lum"), (20, "Ann Lum"), (10, "Bo Strand")):
        news.page(dt.date(2023, 6, day)).holder(name, "defence minister", "SGP")
    (found,) = news.resolve().contradictions
    assert (found.office, found.country, found.on) == ("defence minister", "SGP", dt.date(2023, 6, 10))
    assert sorted(found.sentences) == ["Ann Lum is the defence minister", "Bo Strand is the defence minister"]
    assert found.names == ("Ann Lum", "Bo Strand")
    assert "Bo Strand (" in str(found)
    assert "Bo Strand is the defence minister" in str(found)


def test_one_who_follows_another_is_no_contradiction(news: Newsroom) -> None:
    for day, name in ((1, "Ann Lum"), (9, "Ann Lum"), (10, "Bo Strand"), (20, "Bo Strand")):
        news.page(dt.date(2023, 6, day)).holder(name, "defence minister", "SGP")
    news.page(dt.date(2023, 6, 5)).holder("Cy Moss", "spokesperson", "SGP")
    news.page(dt.date(2023, 6, 5)).holder("Di Park", "spokesperson", "SGP")
    assert news.resolve().contradictions == ()


def test_a_top_diplomat_is_no_second_foreign_minister(news: Newsroom) -> None:
    news.page(dt.date(2023, 2, 1)).holder("Wang Bolin", "foreign minister", "CHN", called="top diplomat")
    for day in (1, 20):
        news.page(dt.date(2023, day // 10 + 1, day)).holder("Qin Anning", "foreign minister", "CHN")
    assert {row["office"] for row in tenures(news)} == {"foreign minister", "official"}
    assert news.resolve().contradictions == ()


def test_a_top_diplomat_without_a_rival_is_the_foreign_minister(news: Newsroom) -> None:
    news.page(dt.date(2023, 2, 1)).holder("Wang Bolin", "foreign minister", "CHN", called="top diplomat")
    news.page(dt.date(2015, 2, 1)).holder("Qin Anning", "foreign minister", "CHN")
    news.page(dt.date(2023, 2, 9)).holder("Wang Bolin", "foreign minister", "CHN")
    assert {row["office"] for row in tenures(news)} == {"foreign minister"}
