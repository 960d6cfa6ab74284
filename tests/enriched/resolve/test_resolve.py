"""Whatever the documents say: ids join, keys hold, and the order of documents does not matter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from assets.enriched.annotate.records import (
    Annotation,
    EventMention,
    EventStatus,
    Holding,
    LocalEntity,
    Mention,
    MentionKind,
    Participant,
    ParticipantRole,
    Sentence,
    Speaker,
    Statement,
    TenureStatus,
    TimeMention,
)
from assets.enriched.resolve.resolve import DocumentFacts, Row, resolve, resolve_all
from assets.enriched.schema import TABLES

if TYPE_CHECKING:
    from tests.enriched.resolve.conftest import Newsroom

TEXT = "x" * 400
NAMES = [
    "Ann Lee",
    "LEE Ann",
    "Lee",
    "Ann-Marie Lee",
    "Bo Strand",
    "Strand",
    "George Bush",
    "Bush",
    "NATO",
    "F-16",
    "",
    "''s",
]
KINDS: list[MentionKind] = [
    "person", "organisation", "place", "country", "nationality", "forum", "equipment", "agreement", "office",
]  # fmt: skip
TENURES: list[TenureStatus] = ["current", "former"]
STATUSES: list[EventStatus] = ["happened", "planned"]
ROLES: list[ParticipantRole] = ["actor", "target"]
COUNTRIES = [None, "USA", "KOR"]
DAYS = st.none() | st.dates(dt.date(2003, 1, 1), dt.date(2003, 1, 4)) | st.just(dt.date(1991, 5, 5))
SPANS = st.integers(0, 300).map(lambda start: (start, start + 7))


@st.composite
def readings(draw: st.DrawFn, number: int = 0) -> Annotation:
    """One document's annotation with every kind of record, pointing only to what is there."""
    found = Annotation(f"{number:032x}", sentences=[Sentence(0, 0, 0, 200), Sentence(1, 1, 200, 400)])
    for _ in range(draw(st.integers(1, 5))):
        kind, country = draw(st.sampled_from(KINDS)), draw(st.sampled_from(COUNTRIES))
        key = f"country:{country}" if kind in ("country", "nationality") and country else None
        found.entities.append(LocalEntity(kind, draw(st.sampled_from(NAMES)), ["alias"], country, key))
    here = st.integers(0, len(found.entities) - 1)
    for start, end in draw(st.lists(SPANS, max_size=4)):
        found.mentions.append(Mention(start, end, "person", "model", 0.5, 0, draw(st.none() | here)))
        found.times.append(TimeMention(start, end, "DATE", "2003"))
    for office in draw(st.lists(st.sampled_from(["president", "mayor"]), max_size=2)):
        holder, country, tenure = draw(st.tuples(here, st.sampled_from(COUNTRIES), st.sampled_from(TENURES)))
        found.holdings.append(Holding(holder, office, country, tenure, None, 0, 5))
    for start, end in draw(st.lists(SPANS, max_size=3)):
        found.events.append(draw(events(start, end, here)))
    event = draw(st.none() | st.integers(0, len(found.events) - 1)) if found.events else None
    for start, end in draw(st.lists(SPANS, max_size=2)):
        speaker = Speaker(0, 3, draw(st.none() | here))
        found.statements.append(Statement(0, "direct", False, "said", start, end, [speaker], event=event))
    return found


@st.composite
def events(draw: st.DrawFn, start: int, end: int, here: st.SearchStrategy[int]) -> EventMention:
    """A meeting or an attack at a place in the text."""
    on = draw(DAYS)
    return EventMention(
        0,
        start,
        end,
        start,
        start + 2,
        "CONSULT",
        draw(st.sampled_from(["meeting", "attack"])),
        status=draw(st.sampled_from(STATUSES)),
        start_on=on,
        end_on=on,
        date_precision="day" if on else "none",
        participants=[Participant(p, draw(st.sampled_from(ROLES)), "USA") for p in draw(st.lists(here, max_size=3))],
    )


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Annotation], dict[str, DocumentFacts]]:
    found = [draw(readings(number)) for number in range(draw(st.integers(0, 4)))]
    facts = {
        a.document_id: DocumentFacts(
            a.document_id, TEXT, draw(DAYS), "outlet", None, draw(st.sampled_from([None, "s"])), None
        )
        for a in found
    }
    return found, facts


Corpus = tuple[list[Annotation], dict[str, DocumentFacts]]


@settings(max_examples=150, deadline=None)
@given(corpora())
def test_every_row_keeps_the_contract(corpus: Corpus) -> None:
    tables = resolve(*corpus)
    assert tables.keys() == {table.name for table in TABLES}
    for table in TABLES:
        rows = tables[table.name]
        keys = [tuple(row[column] for column in table.key) for row in rows]
        assert len(set(keys)) == len(keys), table.name
        for column in table.columns:
            if column.name in {"first_run_id", "first_seen_at"}:  # the stage says them, which knows the store
                continue
            values = [row[column.name] for row in rows]
            assert column.nullable or None not in values, (table.name, column.name)
            given_values = [value for value in values if value is not None]
            if column.pattern:
                assert all(re.fullmatch(column.pattern, value) for value in given_values), (table.name, column.name)
            if column.allowed:
                assert set(given_values) <= set(column.allowed)
            if column.minimum is not None:
                assert all(value >= column.minimum for value in given_values)
            if column.maximum is not None:
                assert all(value <= column.maximum for value in given_values)
        for reference in table.references:
            if reference.table in tables:
                known = {row[reference.other] for row in tables[reference.table]} | {None}
                assert {row[reference.column] for row in rows} <= known, (table.name, reference.column)


def _sorted(rows: list[Row]) -> list[str]:
    return sorted(map(repr, rows))


@settings(max_examples=100, deadline=None)
@given(corpora(), st.randoms())
def test_the_order_of_documents_does_not_matter(corpus: Corpus, random: object) -> None:
    found, facts = corpus
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = resolve_all(found, facts), resolve_all(shuffled, facts)
    assert {name: _sorted(rows) for name, rows in one.tables.items()} == {
        name: _sorted(rows) for name, rows in other.tables.items()
    }
    assert one.contradictions == other.contradictions


def test_an_entity_that_no_row_names_is_not_published(news: Newsroom) -> None:
    page = news.page(dt.date(2024, 1, 1))
    page.annotation.entities.append(LocalEntity("person", "Nobody Atall"))
    page.name("Ann Lee")
    assert [row["name"] for row in news.resolve().tables["entities"]] == ["Ann Lee"]


def test_of_two_annotations_of_a_document_the_last_counts(news: Newsroom) -> None:
    page = news.page(dt.date(2024, 1, 1))
    page.name("Ann Lee")
    tables = resolve([Annotation(page.id), page.annotation], news.facts())
    assert len(tables["mentions"]) == 1


def test_a_real_text_resolves(read_text: Callable[..., Annotation]) -> None:
    text = "Singapore's Defence Minister Ng Eng Hen met Finnish Defence Minister Antti Hakkanen in Helsinki on Monday."
    annotation = read_text(text)
    facts = DocumentFacts(annotation.document_id, text, dt.date(2024, 5, 15), None, None, None, None)
    tables = resolve([annotation], {annotation.document_id: facts})
    assert {row["text"] for row in tables["sentences"]} == {text}
    assert all(row["text"] == text[row["raw_start"] : row["raw_end"]] for row in tables["mentions"])
    assert {"Ng Eng Hen", "Antti Hakkanen"} <= {row["name"] for row in tables["entities"]}
