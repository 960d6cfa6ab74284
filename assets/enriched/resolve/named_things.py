"""Decides which organisations, places, forums, equipment and agreements of different documents are one, by name.

What a gazetteer knows has its key and is settled in `entities`; people are settled in `persons`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import polars as pl

from assets.enriched.resolve.named.columns import Named, numbers
from assets.enriched.resolve.named.rows import Way
from assets.enriched.resolve.persons.name_similarity import words
from assets.enriched.resolve.union_find import Tag, apart
from assets.knowledge.countries import by_code, by_demonym, by_name
from assets.reference import read_csv

SMALL = frozenset({"the", "of", "for", "and", "on", "in", "a"})
SPELLINGS = {"defence": "defense", "organisation": "organization", "centre": "center", "labour": "labor"}
STATELESS = frozenset({"equipment", "forum", "agreement"})  # their name alone tells them, whoever has them
SHORTEST_ACRONYM = 3
_COMPACT = re.compile(r"[\W_]+")


@cache
def _generic() -> frozenset[str]:
    return frozenset(row["word"] for row in read_csv("generic_names"))


@lru_cache(maxsize=200_000)
def body_key(kind: str, name: str, country: str | None) -> str:
    """The key under which the written forms of one name meet.

    "Ministry of Defence", "Defense Ministry" and, in Japan's service, "Japan's Defense Ministry" are one; so are "F-35"
    and "F35".
    """
    if kind == "equipment":
        return _COMPACT.sub("", name.casefold()) or name
    found = [SPELLINGS.get(word, word) for word in words(name) if word not in SMALL]
    if country and kind == "organisation":
        found = _without_country(name, found, country)
    return " ".join(sorted(found) if kind == "organisation" else found) or name


def _without_country(name: str, found: list[str], country: str) -> list[str]:
    """The words of a body's name without its country in front or behind, so long as something is left."""
    written = re.sub(r"['’]s\b", "", name[:200]).split()
    for size in (3, 2, 1):
        for part in (written[:size], written[-size:]):
            text = " ".join(part)
            state = by_name(text) or by_demonym(text)
            if state and state.code == country:
                own = set(words(text))
                rest = [word for word in found if word not in own]
                return rest or found
    return found


def is_generic(key: str) -> bool:
    """Whether a key is made of words alone that name a kind of body."""
    return all(word in _generic() for word in key.split())


def group_bodies(named: Named, tags: Sequence[Tag]) -> pl.DataFrame:
    """The rows of what no gazetteer knows and is no person, with the `group` of each and how far `behind` in it it is.

    Of one group are those of one kind, name and country; a name without country joins the only country it is known in.
    A generic name without country is not carried from one story to another.
    """
    ways = [w for w, way in enumerate(named.ways) if way.kind != "person" and not way.key]
    rows = named.of(ways)
    found = rows.group_by("w", "tag").agg(pl.col("row").min()).sort("row").iter_rows()
    homes = _homes(named.ways[w] for w in ways)
    placed: list[tuple[int, int, _Home, bool]] = []  # way, tag, where it belongs, whether behind those with a country
    by_story: list[tuple[int, int]] = []
    for w, tag, _ in found:
        kind, key, home = _own_home(named.ways[w])
        known = homes.get((kind, key), set())
        generic = kind == "organisation" and is_generic(key)
        if home is not None:
            placed.append((w, tag, (kind, key, home), False))
        elif len(known) == 1 and not generic:
            placed.append((w, tag, (kind, key, min(known)), True))
        elif generic:
            by_story.append((w, tag))
        else:
            placed.append((w, tag, (kind, key, "?"), True))
    return _numbered(named, rows, placed, by_story, tags)


_Home = tuple[str, str, str]  # kind, key and country


def _own_home(way: Way) -> tuple[str, str, str | None]:
    """Kind, key and country of a name; None where it has none, but might have."""
    stateless = way.kind in STATELESS
    country = None if stateless else way.country
    return way.kind, body_key(way.kind, way.name, country), "" if stateless else country


def _homes(ways: Iterable[Way]) -> dict[tuple[str, str], set[str]]:
    """The countries in which a name is known, by kind and key."""
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, key, home in map(_own_home, ways):
        if home is not None:
            homes[kind, key].add(home)
    return homes


@dataclass
class _Group:
    """Things of one kind, name, country and ruling: the name that its first naming gives, and the countries of all."""

    kind: str
    name: str
    countries: set[str]
    tags: set[Tag]
    acronyms: set[str] = field(default_factory=set)
    joined: list[int] = field(default_factory=list)


def _numbered(
    named: Named,
    rows: pl.DataFrame,
    placed: Sequence[tuple[int, int, _Home, bool]],
    by_story: Sequence[tuple[int, int]],
    tags: Sequence[Tag],
) -> pl.DataFrame:
    """The rows with their groups, once acronyms have joined the groups they stand for."""
    parts: dict[tuple[_Home, Tag], int] = {}
    told = [(w, tag, parts.setdefault((home, tags[tag]), len(parts)), late) for w, tag, home, late in placed]
    types = {"w": pl.UInt32, "tag": pl.UInt32, "part": pl.UInt32, "late": pl.Boolean}
    whole = rows.join(pl.DataFrame(told, types, orient="row"), on=["w", "tag"], how="inner")
    generic = rows.join(pl.DataFrame(by_story, {"w": pl.UInt32, "tag": pl.UInt32}, orient="row"), on=["w", "tag"])
    of_story = [
        (
            w,
            tag,
            story,
            parts.setdefault(((*_own_home(named.ways[w])[:2], f"?{story:010}"), tags[tag]), len(parts)),
            True,
        )
        for w, tag, story in generic.select("w", "tag", "story").unique(maintain_order=True).iter_rows()
    ]
    stories = pl.DataFrame(of_story, {"w": pl.UInt32, "tag": pl.UInt32, "story": pl.UInt32, **types}, orient="row")
    generic = generic.join(stories, on=["w", "tag", "story"], how="inner").select(whole.columns)
    rows = whole.vstack(generic)
    groups, order = _groups_of(named, rows, list(parts), tags)
    home = _with_acronyms(groups, order)
    rank = {part: n for group in groups for n, part in enumerate(group.joined, 1)}
    joined = [(part, home[part], 2 * rank.get(part, 0)) for part in range(len(groups))]
    found = pl.DataFrame(joined, {"part": pl.UInt32, "group": pl.UInt32, "behind": pl.Int64}, orient="row")
    behind = pl.col("behind") + pl.col("late").cast(pl.Int64)
    return rows.join(found, on="part", how="inner").with_columns(behind).drop("part", "late")


def _groups_of(
    named: Named, rows: pl.DataFrame, parts: Sequence[tuple[_Home, Tag]], tags: Sequence[Tag]
) -> tuple[list[_Group], list[int]]:
    """The groups by number, and their numbers in the order in which acronyms look for a home."""
    groups = [_Group(home[0], "", set(), set()) for home, _ in parts]
    first: dict[int, tuple[bool, int]] = {}
    told = rows.group_by("part", "w", "tag", "late").agg(pl.col("row").min())
    for part, w, tag, late, row in told.iter_rows():
        way, group = named.ways[w], groups[part]
        group.tags.add(tags[tag])
        group.countries |= {way.country} if way.country else set()
        if part not in first or (late, row) < first[part]:
            first[part], group.name = (late, row), way.name
    long = [w for w in set(told["w"]) if not _acronym(named.ways[w].name)]
    forms = named.forms(rows.join(numbers("w", long), on="w", how="semi").select("i", "part")).unique()
    shouted = forms.filter(pl.col("form") == pl.col("form").str.to_uppercase())
    for part, alias in shouted.iter_rows():
        if _acronym(alias):
            groups[part].acronyms.add(alias)
    return groups, sorted(range(len(groups)), key=lambda part: (parts[part][0], first[part]))


def _with_acronyms(groups: Sequence[_Group], order: Sequence[int]) -> list[int]:
    """Joins a group that is known by an acronym alone to the only group that another document ties to it.

    The number of the group that each is in.
    """
    owners: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number in order:
        for alias in groups[number].acronyms:
            owners[groups[number].kind, alias].add(number)
    home = list(range(len(groups)))
    own = [(set(group.countries), set(group.tags)) for group in groups]
    for number in order:
        group = groups[number]
        found = owners.get((group.kind, group.name), set()) - {number}
        if not _acronym(group.name) or len(found) != 1:
            continue
        other = home[min(found)]
        if other != number and _compatible(*own[number], groups[other]):
            for part in (number, *group.joined):
                home[part] = other
                groups[other].joined.append(part)
            groups[other].countries |= group.countries
            groups[other].tags |= group.tags
            group.joined = []
    return home


def _acronym(name: str) -> bool:
    return len(name) >= SHORTEST_ACRONYM and name.isupper() and name.isalnum()


def _compatible(countries: set[str], tags: set[Tag], other: _Group) -> bool:
    """Whether neither country nor ruling speaks against one body."""
    if countries and other.countries and not countries & other.countries:
        return False
    return not any(apart(one, tag) for one in tags for tag in other.tags)


def known_name(key: str | None) -> str | None:
    """The name under which we know what a gazetteer's key stands for, where that is a country."""
    kind, _, code = (key or "").partition(":")
    state = by_code(code) if kind == "country" else None
    return state.name if state else None
