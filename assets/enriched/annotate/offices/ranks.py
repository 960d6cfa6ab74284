"""Soldiers whose rank and service a text gives, and no office: "PLA Major General A", "U.S. Army Col. B".

Here belongs the rank right before a name with the state or service it is of. Whoever has an office in the text gets
none by his rank, at most the country of it.
"""

import re

from assets.enriched.annotate.names.person_names import words
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Holding, Mention, TenureStatus

OFFICE = "military officer"
_RANK = re.compile(r"(?:[A-Za-z]{2,10}\.?[ -]){1,4}$")
_OWNS = frozenset({"", " ", "'s ", "’s "})
_GONE = re.compile(r"\b(?:[Rr]etired|[Ff]ormer|[Ll]ate) $")
FAR = 40  # characters before a name in which its rank stands


def find(reading: Reading, people: list[Mention]) -> None:
    """Adds a holding for the first mention of everybody who has a rank of some state's service and no office.

    An office beside such a rank, "U.S. Army Gen. A, the head of the southern command", is of the same state.
    """
    held = {holding.entity for holding in reading.annotation.holdings}
    for person in people:
        if person.entity is None:
            continue
        start = _rank_before(reading.clean.text, person.start)
        owner = _owner(reading, start) if start is not None else None
        if owner is None:
            continue
        body = owner.entity if owner.kind == "organisation" else None
        country = owner.country or (reading.annotation.entities[body].country if body is not None else None)
        if country is None:
            continue
        if person.entity in held:
            for holding in reading.annotation.holdings:
                if holding.entity == person.entity:
                    holding.country = holding.country or country
            continue
        held.add(person.entity)
        status: TenureStatus = (
            "former" if _GONE.search(reading.clean.text[max(0, owner.start - 9) : owner.start]) else "current"
        )
        reading.annotation.holdings.append(
            Holding(person.entity, OFFICE, country, status, body, owner.start, person.end, "rank")
        )


def _rank_before(text: str, position: int) -> int | None:
    """Where the rank that ends before a name begins; None where there is none."""
    found = _RANK.search(text, max(0, position - FAR), position)
    if found is None:
        return None
    start, headed = position, False
    for word in reversed(list(re.finditer(r"[A-Za-z]+", found[0]))):
        low = word[0].lower()
        if low not in words("ranks"):
            break
        start = found.start() + word.start()
        headed = headed or low in words("soldiers")
    return start if headed else None


def _owner(reading: Reading, start: int) -> Mention | None:
    """The state or service right before a rank."""
    near = reading.mentions_in(max(0, start - 60), start)
    owners = [m for m in near if m.kind in ("country", "nationality", "organisation")]
    if not owners or reading.clean.text[owners[-1].end : start] not in _OWNS:
        return None
    return owners[-1]
