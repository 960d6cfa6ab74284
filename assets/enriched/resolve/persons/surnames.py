"""Decides who is meant by a surname alone: office, country and time, or the story, must point to one person.

What full names share is decided in `persons`. Here a bearer who fits no full name is grouped with its like: those of
one surname in one office and country without another holder or a long gap between them (`runs`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from assets.enriched.resolve.named.columns import numbers
from assets.enriched.resolve.persons.bearers import Bearer, Bearers
from assets.enriched.resolve.persons.name_similarity import standard
from assets.enriched.resolve.persons.persons import NEAR, Person
from assets.enriched.resolve.persons.runs import runs_in_office
from assets.enriched.resolve.union_find import Tag, apart

SURNAME_FIRST = frozenset({"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "JPN", "VNM", "KHM", "SGP", "MYS", "HUN", "MMR"})
TOP_OFFICES = frozenset({"president", "prime minister", "chancellor", "supreme leader", "leader", "monarch"})
FITTING = {
    "bearer": pl.UInt32, "person": pl.UInt32, "by_story": pl.Boolean, "by_office": pl.Boolean, "known": pl.Boolean,
    "first": pl.Date, "last": pl.Date,
}  # fmt: skip


def link_surnames(held: Bearers, people: Sequence[Person], named: pl.DataFrame) -> pl.DataFrame:
    """Which person each surname-only bearer is: the rows with `group`, and whether it is `behind` that person's own.

    `named` are the rows of `people`, with `person`. A bearer who means none of them is of a group with a later number.
    """
    alone = [number for number, bearer in enumerate(held.all) if not bearer.name.full]
    rows = held.rows.join(numbers("bearer", alone), on="bearer", how="semi")
    fitting = pl.DataFrame(list(_fitting(held.all, alone, people)), FITTING, orient="row")
    meant = _meant(rows, fitting, named)
    rest = rows.join(meant, on="row", how="anti")
    added = rows.join(meant, on="row", how="inner").with_columns(pl.lit(1, pl.Int64).alias("behind"))
    found = rest.join(_groups(held, rest, len(people)), on="row", how="inner")
    return pl.concat([added, found.with_columns(pl.lit(0, pl.Int64).alias("behind")).select(added.columns)])


def _surnames_of(person: Person) -> set[str]:
    """The words of a name that may stand for it alone: all but a given name in front."""
    name = person.name
    first = name.core[:1] if SURNAME_FIRST & person.countries.keys() else ()
    return {standard(word) for word in (name.family, *first, *name.core[1:])}


def _fitting(all_: Sequence[Bearer], alone: Iterable[int], people: Sequence[Person]) -> Iterator[tuple[object, ...]]:
    """Those whom a surname-only bearer may be, and what can point to them (FITTING)."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        for word in _surnames_of(person):
            by_word[word].append(number)
    for bearer in alone:
        local = all_[bearer]
        for number in by_word.get(local.surname, ()):
            person = people[number]
            if not apart(local.tag, person.tag) and _may_be(local, person):
                ways = _story_fits(local, person), _same_office(local, person), _well_known(local, person)
                yield (bearer, number, *ways, person.first, person.last)


def _may_be(local: Bearer, person: Person) -> bool:
    here = local.way.countries
    return not here or not person.countries or bool(here & person.countries.keys())


def _story_fits(local: Bearer, person: Person) -> bool:
    """Whether a person of the same story may be meant, as far as offices go."""
    offices = local.way.offices
    return not offices or not person.offices or bool(offices & {office for office, _ in person.offices})


def _same_office(local: Bearer, person: Person) -> bool:
    """Whether an office is one of the person's; its country may be left unsaid by either."""
    held = local.way.held
    open_ = {h.office for h in held if h.country is None} | {
        h.office for h in held if (h.office, None) in person.offices
    }
    exact = {(h.office, h.country) for h in held} & person.offices
    return bool(exact or open_ & {office for office, _ in person.offices})


def _well_known(local: Bearer, person: Person) -> bool:
    """Whether a bare surname may be that of a head of state or government: news needs no more to name one."""
    return not local.way.held and bool(TOP_OFFICES & {office for office, _ in person.offices})


def _meant(rows: pl.DataFrame, fitting: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """The one person (`group`) that story, office and fame point to, by `row`; the one narrows the other."""
    asked = rows.select("row", "bearer", "at", "story", "on").join(fitting, on="bearer", how="inner")
    theirs = named.join(fitting.select("person").unique(), on="person", how="semi")
    for where, flag in (("story", "in_story"), ("at", "in_document")):
        told = theirs.select("person", where).unique().with_columns(pl.lit(True).alias(flag))
        asked = asked.join(told, on=["person", where], how="left").with_columns(pl.col(flag).fill_null(False))
    on = pl.col("on")
    about = (pl.col("first").dt.offset_by(f"-{NEAR.days}d") <= on) & (
        on <= pl.col("last").dt.offset_by(f"{NEAR.days}d")
    )
    about = about.fill_null(False)
    tests = (
        pl.col("by_story") & pl.col("in_story") & ~pl.col("in_document"),
        pl.col("by_office") & about,
        pl.col("known") & ~pl.col("in_document") & about,
    )
    asked = asked.select("row", "person", *(test.alias(f"test{n}") for n, test in enumerate(tests)), open=pl.lit(True))
    found = []
    for number in range(len(tests)):
        asked = asked.with_columns((pl.col("open") & pl.col(f"test{number}")).alias("points"))
        asked = asked.with_columns(pl.col("points").sum().over("row").alias("pointed"))
        one = pl.col("pointed") == 1
        found.append(asked.filter(one & pl.col("points")).select("row", pl.col("person").alias("group")))
        asked = asked.filter(~one).with_columns(open=pl.when(pl.col("pointed") > 0).then("points").otherwise("open"))
    return pl.concat(found)


def _groups(held: Bearers, rest: pl.DataFrame, begin: int) -> pl.DataFrame:
    """The `group` of surname-only rows: those of one office and country in an unbroken run, else those of one story."""
    there = rest["bearer"].unique().to_list()
    offices = [number for number in there if held.all[number].way.held]
    in_office, end = runs_in_office(
        held, rest.join(numbers("bearer", offices), on="bearer", how="semi"), offices, begin
    )
    kinds: dict[tuple[str, Tag], int] = {}
    alike = [
        (number, kinds.setdefault((held.all[number].surname, held.all[number].tag), len(kinds)))
        for number in there
        if not held.all[number].way.held
    ]
    named = rest.join(pl.DataFrame(alike, {"bearer": pl.UInt32, "kind": pl.UInt32}, orient="row"), on="bearer")
    stories = named.select("kind", "story").unique().with_row_index("group", end)
    of_story = named.join(stories, on=["kind", "story"]).select("row", "group")
    return pl.concat([in_office, of_story])
