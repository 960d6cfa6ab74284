"""Well-known office-holders whom a document names without saying what they are: "Putin", "Stoltenberg".

Here belongs for whom the world knows such a person to act on the document's day. What the document says itself belongs
to `holders` and comes first; nothing of this becomes a tenure.
"""

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import LocalEntity
from assets.knowledge import countries
from assets.knowledge.leaders import HEADS, Leader, in_office


def place(reading: Reading) -> None:
    """Fills `country`, `office` and `acts_for` of persons who have no present office in the document.

    A name is believed where the document has something of the country, or names another head of state or government.
    An office that passes to another in the document's year is left open.
    """
    day = reading.context.reference_on or reading.context.published_on
    if day is None:
        return
    stated = {holding.entity for holding in reading.annotation.holdings}
    here = _countries(reading)
    found: list[tuple[LocalEntity, Leader]] = []
    for position, entity in enumerate(reading.annotation.entities):
        if entity.kind == "person" and position not in stated:
            leader = in_office(entity.name, day.year, here)
            if leader is not None:
                found.append((entity, leader))
    heads = {leader.country for _, leader in found if leader.office in HEADS}
    for entity, leader in found:
        company = len(heads - {leader.country}) > 0 and leader.office in HEADS
        if leader.country is None or leader.country in here or company:
            entity.country = entity.country or leader.country
            entity.office = leader.office if leader.surely_in(day.year) else None
            entity.acts_for = leader.country or leader.body


def _countries(reading: Reading) -> set[str]:
    """Every country that the document names, or of which it names a town or an official, or from which it comes."""
    found = {mention.country for mention in reading.annotation.mentions if mention.country}
    found |= {holding.country for holding in reading.annotation.holdings if holding.country}
    found.add(reading.context.dateline_country or "")
    capitals = (countries.by_capital(e.name) for e in reading.annotation.entities if e.kind == "place")
    return found | {capital.code for capital in capitals if capital}
