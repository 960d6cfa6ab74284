"""Who held which public office when: the look-up behind a bare "President Clinton", "King Hussein" or "Putin".

Here belongs reading `seeds/reference/leaders.yaml` and `officials.yaml` by name, office and year. When a text may be
helped by it belongs to `annotate`.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache

from assets.reference import read_yaml

_ENTRY = re.compile(r"(.{1,60}) (\d{4})-(\d{4})")
FAMILY_FIRST = frozenset(read_yaml("titles")["family_first_countries"])
# Years after the last one in which news still uses the title: papers appear, and old leaders are remembered.
LATE = 1
# Offices whose holders news calls by one name alone.
HEADS = frozenset({"president", "prime minister", "chancellor", "leader", "supreme leader", "crown prince"})
BODIES_HEADS = "secretary-general"
# An office that says less of a person than the others that the same person may hold at the time.
VAGUE = frozenset({"leader", "vice president"})


@dataclass(frozen=True, slots=True)
class Leader:
    """A person who held an office from one year to another, both inclusive.

    `country` is alpha-3, and None of an office that no state gives; `body` is then the name of the organisation.
    """

    name: str
    words: tuple[str, ...]
    office: str
    country: str | None
    since: int
    until: int
    body: str | None = None

    def surely_in(self, year: int) -> bool:
        """Whether the office is held for the whole of a year, not only for some months of it."""
        return self.since < year < self.until


def country_of(name: str, office: str, year: int | None) -> str | None:
    """The only country whose holder of the office bears that name in that year; None where none or several do."""
    words = _words(name)
    found = {
        leader.country
        for leader in (_index().get((words[-1], office), ()) if words else ())
        if _bears(leader, words) and (year is None or leader.since <= year <= leader.until + LATE)
    }
    return found.pop() if len(found) == 1 else None


def full_name(family: str, office: str, year: int) -> str | None:
    """The full name of the only holder of the office, of whatever country, who bears the family name in that year.

    None where none or several people do.
    """
    words = _words(family)
    found = {
        (leader.country, leader.words): leader.name
        for leader in (_index().get((words[-1], office), ()) if words else ())
        if _bears(leader, words) and leader.since <= year <= leader.until
    }
    return next(iter(found.values())) if len(found) == 1 else None


def in_office(name: str, year: int, countries: Set[str] = frozenset()) -> Leader | None:
    """The office that the bearer of a name held in a year; None where none is known, or bearers of several countries.

    A single name is only that of a head of state, of a government or of a body of states. Where bearers of several
    countries fit, the one whose country is among `countries` is meant. Of a year in which an office passes from one to
    another of the same name, either is given.
    """
    words = _words(name)
    if not words:
        return None
    found = [leader for leader in _named(words) if leader.since <= year <= leader.until]
    if len(words) == 1:
        found = [leader for leader in found if leader.office in HEADS or leader.office == BODIES_HEADS]
    if len({leader.country for leader in found}) > 1:
        found = [leader for leader in found if leader.country in countries]
    if not found or len({leader.country for leader in found}) > 1:
        return None
    return min(found, key=lambda leader: (not leader.surely_in(year), leader.office in VAGUE, leader.since))


def home_of(name: str) -> str | None:
    """The only country in which anybody of that full name has held an office, in whatever year."""
    words = _words(name)
    if len(words) < 2:
        return None
    named = {leader.country for leader in _named(words)}
    return named.pop() if len(named) == 1 else None


def is_known(name: str) -> bool:
    """Whether anybody of that name has held an office, in whatever country and year."""
    words = _words(name)
    return bool(words) and bool(_named(words))


def _named(words: tuple[str, ...]) -> list[Leader]:
    """Whoever the words name; a monarch's one name is no part of somebody's longer one."""
    bearers = (leader for leader in _by_word().get(words[-1], ()) if _bears(leader, words))
    return [leader for leader in bearers if len(words) == 1 or len(leader.words) > 1]


def _bears(leader: Leader, words: tuple[str, ...]) -> bool:
    """Whether the words may name the leader: his family name alone, or words that all are his."""
    if len(words) == 1:
        first = leader.country in FAMILY_FIRST
        return words[0] == leader.words[-1] or (first and words[0] == leader.words[0])
    mine = [word for word in words if len(word) > 1]
    within = len(set(leader.words)) > 1 and set(leader.words) <= set(
        mine
    )  # "Turki bin Abdullah" is no Abdullah Abdullah
    return set(mine) <= set(leader.words) or within


def _words(name: str) -> tuple[str, ...]:
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(re.findall(r"[a-z]+", folded.lower().replace("-", " ")))


@cache
def _leaders() -> tuple[Leader, ...]:
    """Every entry of both files."""
    officials = read_yaml("officials")
    found: list[Leader] = []
    for country, offices in (*read_yaml("leaders").items(), *officials["states"].items()):
        found += _entries(offices, country, None)
    for body, offices in officials["bodies"].items():
        found += _entries(offices, None, body)
    return tuple(found)


def _entries(offices: dict[str, list[str]], country: str | None, body: str | None) -> Iterable[Leader]:
    for office, entries in offices.items():
        for entry in entries:
            parts = _ENTRY.fullmatch(entry)
            if parts is None:
                raise ValueError(f"{country or body}, {office}: {entry!r} is not 'Name first-last'")
            yield Leader(parts[1], _words(parts[1]), office, country, int(parts[2]), int(parts[3]), body)


@cache
def _index() -> dict[tuple[str, str], list[Leader]]:
    """Leaders of states by every word of their names and their office."""
    index: dict[tuple[str, str], list[Leader]] = defaultdict(list)
    for leader in _leaders():
        if leader.country is not None:
            for word in set(leader.words):
                index[word, leader.office].append(leader)
    return index


@cache
def _by_word() -> dict[str, list[Leader]]:
    """All of them by every word of their names."""
    index: dict[str, list[Leader]] = defaultdict(list)
    for leader in _leaders():
        for word in set(leader.words):
            index[word].append(leader)
    return index
