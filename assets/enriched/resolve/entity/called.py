"""What an entity is called, and which country it is of: the most frequent of what its members say.

Here belong the record of an entity and the choice between the ways in which it is named.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assets.enriched.resolve.named.rows import Way
from assets.enriched.resolve.named_things import known_name
from assets.enriched.resolve.persons.name_similarity import Name, name_of

LONGEST_INITIALS = 3
LONGEST_NAME = 5  # words; what is longer has taken in what stood beside it
MOST_BEARERS = 1 << 31


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which members of an entity are named, and how many are; of a person the name that tells it apart.

    `key` is known by the numbers of way and bearer (`rows.FORM`).
    """

    way: Way
    key: int
    written: str
    name: Name | None
    count: int


@dataclass(slots=True)
class Entity:
    """A resolved entity: its id, and the ways in which it is named; `lead` is that of its first member, at `place`."""

    entity_id: str
    kind: str
    lead: Way
    place: tuple[str, int]
    forms: list[Form] = field(default_factory=list)


def form_key(w: int, bearer: int | None) -> int:
    """What a way and a bearer are known by together: a number."""
    return w * MOST_BEARERS + (-1 if bearer is None else bearer)


def _most(values: Mapping[str, int]) -> str | None:
    """The most frequent value, of equals the first in the alphabet."""
    return min(values, key=lambda value: (-values[value], value), default=None)


def countries(forms: Iterable[Form]) -> Counter[str]:
    """The countries that documents give a person, and how many do."""
    found: Counter[str] = Counter()
    for form in forms:
        for country in form.way.countries:
            found[country] += form.count
    return found


def best_country(entity: Entity) -> str | None:
    """The country most often given."""
    if entity.lead.kind == "person":
        return _most(countries(entity.forms))
    found: Counter[str] = Counter()
    for form in entity.forms:
        if form.way.country:
            found[form.way.country] += form.count
    return _most(found)


def best_name(entity: Entity) -> str:
    """The most frequent of the names, the longest of equals; of a person a full name before a surname."""
    gazetteer = known_name(entity.lead.key)
    if gazetteer:
        return gazetteer
    names: Counter[str] = Counter()
    for form in entity.forms:
        names[form.written] += form.count
    if entity.lead.kind == "person":
        names = Counter({n: c for n, c in names.items() if name_of(n).full}) or names
    chosen = min(names, key=lambda name: (-names[name], len(name.split()) > LONGEST_NAME, -len(name), name))
    return _unshouted(chosen, names, entity.lead.kind)


def _unshouted(name: str, names: Iterable[str], kind: str) -> str:
    """A name without the capitals of a dateline or headline: as another document writes it, else as names are."""
    if not name.isupper():
        return name
    written = [other for other in names if other != name and other.casefold() == name.casefold()]
    return min(written, default=name.title() if kind in ("person", "place") and len(name) > LONGEST_INITIALS else name)
