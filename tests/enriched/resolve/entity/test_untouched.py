"""Rows that stand are taken over: random documents come, go and change, and every table equals one made anew."""

import datetime as dt
import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from assets.columns import frame
from assets.enriched.annotate.records import Annotation, EventMention, Holding, LocalEntity, Participant, Telling
from assets.enriched.resolve import resolve as resolving
from assets.enriched.resolve.entity import rows as rows_of_entities
from assets.enriched.resolve.entity.untouched import TABLES, Earlier
from assets.enriched.resolve.events import meeting
from assets.enriched.resolve.events.rows import event_row
from assets.enriched.resolve.local_entities import Document, DocumentFacts
from assets.enriched.resolve.named.columns import facts_in_columns
from assets.enriched.resolve.previous_ids import NOTHING_BEFORE, Previous
from assets.enriched.resolve.resolve import Resolution, own_tables, resolve_documents
from assets.enriched.resolve.rulings import NO_RULINGS
from assets.enriched.schema import TABLES as DECLARED

TEXT = "Minister Ann Kim met Bo Lee. " * 8
PEOPLE = ("Ann Kim", "Ann M. Kim", "Bo Lee", "Lee", "Kim", "Carl Ode", "Karl Ode", "Dana Roe", "Eve Poe")
BODIES = ("Ministry of Trade", "Trade Ministry", "Harbour Board", "HB")
STATES = (("South Korea", "KOR"), ("Japan", "JPN"), ("France", "FRA"))
OFFICES = ("defence minister", "foreign minister", "president")
DAY = dt.date(2024, 5, 1)
Facts = dict[str, DocumentFacts]


def document(number: int, chance: random.Random, at: Sequence[int] = (17, 46, 46)) -> Annotation:
    """A document that names some people, bodies and states, gives offices, and tells of an act or two."""
    entities = [LocalEntity("person", name, [name.split()[-1]], chance.choice(("KOR", "JPN", None)))
                for name in chance.sample(PEOPLE, 3)]  # fmt: skip
    entities += [
        LocalEntity("organisation", name, country=chance.choice(("KOR", None))) for name in chance.sample(BODIES, 1)
    ]
    entities += [
        LocalEntity("country", name, country=code, key=f"country:{code}") for name, code in chance.sample(STATES, 2)
    ]
    holdings = [Holding(0, chance.choice(OFFICES), entities[0].country, "current", None, 0, 8)] * chance.randrange(2)
    events = [
        EventMention(
            0, 0, 28, at, at + 3, "CONSULT", chance.choice(("meeting", "visit")),
            status=chance.choice(("happened", "happened", "planned", "denied")),
            start_on=(day := chance.choice((None, DAY + dt.timedelta(days=chance.randrange(4))))), end_on=day,
            date_precision="day" if day else "none",
            participants=[Participant(one, "actor", entities[one].country) for one in chance.sample(range(6), 2)],
            tellings=[Telling(0, 0, 28, at, at + 3)],
        )
        for at in at[: chance.randrange(len(at) + 1)]
    ]  # fmt: skip
    return Annotation(f"{number:032x}", entities=entities, holdings=holdings, events=events)


def facts_of(document_id: str, chance: random.Random) -> DocumentFacts:
    day = DAY + dt.timedelta(days=chance.randrange(5))
    outlet = chance.choice(("Courier", "Post", None))
    return DocumentFacts(document_id, TEXT, day, outlet, None, f"story-{chance.randrange(4)}", None)


def resolved(
    held: Mapping[str, Annotation], facts: Facts, previous: Previous, earlier: Earlier | None
) -> tuple[Resolution, dict[str, pl.DataFrame]]:
    own = own_tables((annotation, TEXT) for annotation in held.values())
    told = facts_in_columns(facts[document_id] for document_id in held)

    def read(wanted: Collection[str]) -> list[Document]:
        return [Document(held[document_id], facts[document_id]) for document_id in wanted]

    found = resolve_documents(told, own, read, NO_RULINGS, previous, earlier)
    declared = {table.name: table for table in DECLARED}
    tables = {}
    for name in (*TABLES, "tenures"):
        made = found.columns[name] if name in found.columns else frame(declared[name], found.tables[name])
        tables[name] = found.taken[name].vstack(made) if name in found.taken else made
    return found, tables


def ids(documents: Iterable[str]) -> pl.DataFrame:
    return pl.DataFrame({"document_id": list(documents)}, {"document_id": pl.String})


def told(tables: Mapping[str, pl.DataFrame]) -> Previous:
    return Previous.of(tables["entity_merges"].to_dicts(), tables["event_reports"].to_dicts())


@pytest.mark.parametrize("crowded", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_rows_that_stand_equal_rows_that_are_made_anew(
    seed: int, crowded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if crowded:  # blocks hold more than are compared
        monkeypatch.setattr(meeting, "MOST_IN_A_BLOCK", 2)
        monkeypatch.setattr(meeting, "AT_ONCE", 5)
    chance = random.Random(seed)
    held: dict[str, Annotation] = {}
    facts: Facts = {}
    tables: dict[str, pl.DataFrame] = {}
    previous, taken, found = NOTHING_BEFORE, 0, Resolution({})
    for step in range(6):
        before = dict(facts)
        for number in range(step * 10, step * 10 + (30 if not step else chance.randrange(4))):
            new = document(number, chance)
            held[new.document_id], facts[new.document_id] = new, facts_of(new.document_id, chance)
        if step > 1:
            del held[chance.choice(list(held))]
            one = chance.choice(list(held))
            told_anew = replace(facts[one], outlet="another"), replace(facts[one], story_id="another")
            facts[one] = chance.choice(told_anew)
            if step == 4:
                facts[one] = replace(facts[one], published_on=None)
        same = ids(i for i in held if facts[i] == before.get(i))
        earlier = Earlier(tables, same, found.told) if tables and found.told else None
        found, ours = resolved(held, facts, previous, earlier)
        _, theirs = resolved(held, facts, previous, None)
        for name, rows in theirs.items():
            assert sorted(map(repr, ours[name].iter_rows())) == sorted(map(repr, rows.iter_rows())), (step, name)
        taken += sum(rows.height for rows in found.taken.values())
        tables, previous = {name: ours[name] for name in TABLES}, told(ours)
    assert taken > 100


def test_only_what_a_new_document_speaks_of_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    held = {(d := document(number, chance, (17, 46))).document_id: d for number in range(40)}
    facts = {i: facts_of(i, chance) for i in held}
    before, tables = resolved(held, facts, NOTHING_BEFORE, None)
    new = Annotation(f"{99:032x}", entities=[LocalEntity("person", "Una Wye", [], "FRA")],
                     holdings=[Holding(0, "president", "FRA", "current", None, 0, 8)])  # fmt: skip
    made: list[str] = []
    for module, name, function in (
        (rows_of_entities, "entity_row", rows_of_entities.entity_row),
        (resolving, "event_row", event_row),
    ):

        def counted(*given: Any, function: Any = function, name: str = name) -> Any:
            made.append(name)
            return function(*given)

        monkeypatch.setattr(module, name, counted)
    assert before.told is not None
    earlier = Earlier({name: tables[name] for name in TABLES}, ids(held), before.told)
    grown = {**held, new.document_id: new}
    found, ours = resolved(grown, facts | {new.document_id: facts_of(new.document_id, chance)}, told(tables), earlier)
    published = set(tables["entities"]["entity_id"])
    assert "event_row" not in made
    assert len(made) < 12, "what nobody refers to is not published, and thus made again to be looked at"
    assert [row["name"] for row in found.tables["entities"] if row["entity_id"] not in published] == ["Una Wye"]
    assert len(found.tables["entities"]) == 1
    assert ours["entities"].height == tables["entities"].height + 1
    assert ours["events"].equals(tables["events"])
