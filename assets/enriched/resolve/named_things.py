"""Decides which organisations, places, forums, equipment and agreements of different documents are one, by name.

What a gazetteer knows has its key and is settled in `entities`; people are settled in `persons`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from assets.enriched.resolve.local_entities import DocumentEntity
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


def group_bodies(locals_: Iterable[DocumentEntity]) -> list[list[DocumentEntity]]:
    """Groups of one kind, name and country; a name without country joins the only country it is known in.

    A generic name without country is not carried from one story to another.
    """
    groups: dict[tuple[str, str, str, Tag], list[DocumentEntity]] = defaultdict(list)
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    unplaced: list[tuple[str, str, DocumentEntity]] = []
    for local in locals_:
        country = None if local.kind in STATELESS else local.entity.country
        key = body_key(local.kind, local.entity.name, country)
        if country or local.kind in STATELESS:
            groups[local.kind, key, country or "", local.tag].append(local)
            homes[local.kind, key].add(country or "")
        else:
            unplaced.append((local.kind, key, local))
    for kind, key, local in unplaced:
        known = homes.get((kind, key), set())
        generic = kind == "organisation" and is_generic(key)
        if len(known) == 1 and not generic:
            groups[kind, key, min(known), local.tag].append(local)
        else:
            groups[kind, key, f"?{local.document.story}" if generic else "?", local.tag].append(local)
    return _with_acronyms([members for _, members in sorted(groups.items(), key=lambda item: item[0][:3])])


def _with_acronyms(groups: Sequence[list[DocumentEntity]]) -> list[list[DocumentEntity]]:
    """Joins a group that is known by an acronym alone to the only group that another document ties to it."""
    owners: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, members in enumerate(groups):
        for local in members:
            for alias in local.entity.aliases:
                if _acronym(alias) and not _acronym(local.entity.name):
                    owners[local.kind, alias].add(number)
    joined: list[list[DocumentEntity]] = [list(members) for members in groups]
    for number, members in enumerate(groups):
        name = members[0].entity.name
        found = owners.get((members[0].kind, name), set()) - {number}
        if not _acronym(name) or len(found) != 1:
            continue
        home = joined[min(found)]
        if _compatible(members, home):
            home.extend(members)
            joined[number] = []
    return [members for members in joined if members]


def _acronym(name: str) -> bool:
    return len(name) >= SHORTEST_ACRONYM and name.isupper() and name.isalnum()


def _compatible(a: Iterable[DocumentEntity], b: Sequence[DocumentEntity]) -> bool:
    """Whether neither country nor ruling speaks against one body."""
    mine = {local.entity.country for local in a if local.entity.country}
    theirs = {local.entity.country for local in b if local.entity.country}
    if mine and theirs and not mine & theirs:
        return False
    return not any(apart(x.tag, y.tag) for x in a for y in b[:50])


def known_name(key: str | None) -> str | None:
    """The name under which we know what a gazetteer's key stands for, where that is a country."""
    kind, _, code = (key or "").partition(":")
    state = by_code(code) if kind == "country" else None
    return state.name if state else None
