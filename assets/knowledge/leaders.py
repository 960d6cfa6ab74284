"""Who led which state when: the look-up behind a bare "President Clinton" or "King Hussein".

Here belongs reading `seeds/reference/leaders.yaml` by name, office and year. When a text may be helped by it belongs to
`annotate`.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from assets.reference import read_yaml

_ENTRY = re.compile(r"(.{1,60}) (\d{4})-(\d{4})")
FAMILY_FIRST = frozenset({"KOR", "PRK", "CHN", "TWN", "VNM", "KHM"})
# Years after the last one in which news still uses the title: papers appear, and old leaders are remembered.
LATE = 1


@dataclass(frozen=True, slots=True)
class Leader:
    """A person who held an office of a country (alpha-3) from one year to another, both inclusive."""

    name: str
    words: tuple[str, ...]
    office: str
    country: str
    since: int
    until: int


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


def _bears(leader: Leader, words: tuple[str, ...]) -> bool:
    """Whether the words may name the leader: his family name alone, or words that all are his."""
    if len(words) == 1:
        first = leader.country in FAMILY_FIRST
        return words[0] == leader.words[-1] or (first and words[0] == leader.words[0])
    mine = [word for word in words if len(word) > 1]
    return set(mine) <= set(leader.words) or set(leader.words) <= set(mine)


def _words(name: str) -> tuple[str, ...]:
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(re.findall(r"[a-z]+", folded.lower().replace("-", " ")))


@cache
def _index() -> dict[tuple[str, str], list[Leader]]:
    """Leaders by every word of their names and their office."""
    index: dict[tuple[str, str], list[Leader]] = defaultdict(list)
    for country, offices in read_yaml("leaders").items():
        for office, entries in offices.items():
            for entry in entries:
                parts = _ENTRY.fullmatch(entry)
                if parts is None:
                    raise ValueError(f"leaders.yaml: {entry!r} is not 'Name first-last'")
                leader = Leader(parts[1], _words(parts[1]), office, country, int(parts[2]), int(parts[3]))
                for word in set(leader.words):
                    index[word, office].append(leader)
    return index
