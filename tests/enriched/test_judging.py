"""What all documents say together: a document that breaks a rule is set aside whole, too many stop the run."""

import datetime as dt
from collections.abc import Callable, Collection

import polars as pl
import pytest

from assets.enriched import judging
from assets.enriched.annotate.records import (
    Annotation,
    EventMention,
    Holding,
    LocalEntity,
    Mention,
    Participant,
    Sentence,
    Telling,
    TimeMention,
)
from assets.enriched.resolve.resolve import DocumentFacts, Resolution, own_tables, resolve_all
from checks import meaning
from checks.registry import TABLES, frame

TEXT = "Kim met Lee."
DAY = dt.date(2024, 5, 1)
Wrong = Callable[[Annotation], None]


def annotation(number: int) -> Annotation:
    """One document, a day each: Kim met Lee, whom all documents name."""
    told, day = Telling(0, 0, 12, 4, 7), DAY + dt.timedelta(days=number)
    return Annotation(
        f"{number:032x}",
        sentences=[Sentence(0, 0, 0, 12)],
        mentions=[Mention(0, 3, "person", "pattern", 0.9, 0, 0), Mention(8, 11, "person", "pattern", 0.9, 0, 1)],
        entities=[LocalEntity("person", "Kim Ann", ["Kim"], "KOR"), LocalEntity("person", "Bo Lee", ["Lee"], "USA")],
        events=[
            EventMention(
                0, 0, 12, 4, 7, "CONSULT", "meeting", start_on=day, end_on=day, date_precision="day",
                participants=[Participant(0, "actor", "KOR"), Participant(1, "actor", "USA")], tellings=[told],
            )
        ],
    )  # fmt: skip


def overlapping(one: Annotation) -> None:
    one.mentions[0].end = 10


def ends_before_it_begins(one: Annotation) -> None:
    one.times.append(TimeMention(0, 3, "DATE", "2024-05-01", DAY, DAY - dt.timedelta(days=1), "day", sentence_no=0))


@pytest.mark.parametrize("spoil", [overlapping, ends_before_it_begins])
def test_what_a_document_breaks_by_itself_costs_no_second_resolving(spoil: Wrong) -> None:
    held = {f"{n:032x}": annotation(n) for n in range(5)}
    wrong = f"{3:032x}"
    spoil(held[wrong])
    facts = {i: DocumentFacts(i, TEXT, DAY, None, None, None, None) for i in held}
    articles = frame(TABLES["articles"], [{"document_id": i, "published_on": DAY, "body": TEXT} for i in held])
    raw = frame(TABLES["documents"], [{"document_id": i, "raw_text": TEXT, "source_uri": f"{i}.txt"} for i in held])
    known = {"articles": articles, "documents": raw}
    without: list[set[str]] = []

    def resolve(left_out: Collection[str]) -> Resolution:
        without.append(set(left_out))
        return resolve_all([a for i, a in held.items() if i not in left_out], facts)

    twice = judging.judge(resolve, known)
    assert without == [set(), {wrong}]
    without.clear()
    own = own_tables((a, TEXT) for a in held.values())
    once = judging.judge(resolve, known, own=judging.alone(own, known, judging.NOTHING_BEFORE))
    assert without == [{wrong}]
    assert once.aside.keys() == twice.aside.keys() == once.blamed == {wrong}
    assert all(rows.equals(twice.tables[name]) for name, rows in once.tables.items())
    assert [o for o in once.outcomes if not o.passed] == [o for o in twice.outcomes if not o.passed]


def run(
    documents: int, wrong: Collection[int], spoil: Wrong, before: judging.Before = judging.NOTHING_BEFORE
) -> judging.Judged:
    """Judges so many documents, of which some are spoiled."""
    held = {f"{n:032x}": annotation(n) for n in range(documents)}
    for number in wrong:
        spoil(held[f"{number:032x}"])
    days = {i: DAY + dt.timedelta(days=n) for n, i in enumerate(held)}
    facts = {i: DocumentFacts(i, TEXT, days[i], None, None, None, None) for i in held}
    articles = frame(TABLES["articles"], [{"document_id": i, "published_on": days[i], "body": TEXT} for i in held])
    raw = frame(TABLES["documents"], [{"document_id": i, "raw_text": TEXT, "source_uri": f"{i}.txt"} for i in held])

    def resolve(without: Collection[str]) -> Resolution:
        return resolve_all([a for i, a in held.items() if i not in without], facts)

    return judging.judge(resolve, {"articles": articles, "documents": raw}, before)


def evidence_outside(one: Annotation) -> None:
    one.events[0].tellings[0].sentence_no = 4


def unknown_office(one: Annotation) -> None:
    one.holdings.append(Holding(0, "boss", "KOR", "current", None, 0, 3))


@pytest.mark.parametrize("spoil", [evidence_outside, overlapping, ends_before_it_begins, unknown_office])
def test_a_document_that_breaks_a_rule_is_set_aside_and_no_row_speaks_of_it(spoil: Wrong) -> None:
    found = run(5, [3], spoil)
    wrong = f"{3:032x}"
    assert not [o for o in found.outcomes if o.stops]
    assert [o.severity for o in found.outcomes if not o.passed] != []
    for name, rows in found.tables.items():
        if "document_id" in rows.columns:
            assert wrong not in rows["document_id"].to_list(), name
    assert found.tables["sentences"].height == 4
    assert found.tables["entities"]["document_count"].to_list() == [4, 4]
    assert sum(found.tables["events"]["document_count"]) == 4
    told = [*judging.refused(found, "r", {f"{n:032x}": f"{n}.txt" for n in range(5)})]
    assert {row["document_id"] for row in told if row["document_id"]} == {wrong}
    assert all(row["level"] == "row" and row["message"] for row in told)


def test_sound_documents_are_resolved_once_and_nothing_is_said() -> None:
    found = run(5, [], evidence_outside)
    assert not found.aside
    assert all(o.passed for o in found.outcomes)


def test_too_many_documents_are_no_fault_of_theirs() -> None:
    found = run(40, range(30), evidence_outside)
    stops = {o.name for o in found.outcomes if o.stops}
    assert stops == {"event_reports_meaning"}
    assert found.tables["sentences"].height == 40


def test_what_no_document_can_be_blamed_for_stops_the_run() -> None:
    held = [annotation(0)]
    facts = {held[0].document_id: DocumentFacts(held[0].document_id, TEXT, DAY, None, None, None, None)}

    def resolve(without: Collection[str]) -> Resolution:
        resolution = resolve_all([a for a in held if a.document_id not in without], facts)
        for row in resolution.tables["events"]:
            row["document_count"] += 1
        return resolution

    articles = pl.DataFrame(
        {"document_id": [held[0].document_id], "published_on": [DAY], "outlet": ["x"], "domain": ["x"], "body": [TEXT]}
    )
    documents = pl.DataFrame({"document_id": [held[0].document_id], "raw_text": [TEXT], "source_uri": ["a"]})
    found = judging.judge(resolve, {"articles": articles, "documents": documents})
    assert [o.name for o in found.outcomes if o.stops] == ["events_meaning"]
    assert "counted" in next(o.message for o in found.outcomes if o.stops)


def test_what_a_document_breaks_by_itself_is_asked_once_and_kept() -> None:
    asked = run(5, [3], ends_before_it_begins)
    told = meaning.faults({}, [])
    assert asked.blamed == {f"{3:032x}"}
    assert asked.faults.equals(told)
    held = judging.Before(pl.Series("document_id", [f"{n:032x}" for n in range(5)]), told)
    assert not run(5, [3], ends_before_it_begins, held).blamed
    fault = pl.DataFrame([(f"{2:032x}", "sentences", "filled", f'["{2:032x}", 0]')], meaning.FAULTS, orient="row")
    found = run(5, [], ends_before_it_begins, judging.Before(held.documents, fault))
    assert found.aside.keys() == {f"{2:032x}"}
    assert found.tables["sentences"].height == 4
