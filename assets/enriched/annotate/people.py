"""Links the mentions of one document: local entities, who holds which office, what pronouns and role words stand for.

Here belongs resolution within a document. Across documents belongs to `resolve`.
"""

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import LocalEntity


def link(reading: Reading) -> None:
    """Fills `annotation.entities`, `holdings` and `referents`, and `entity` of the mentions."""
    positions: dict[tuple[str, str], int] = {}
    for mention in reading.annotation.mentions:
        name = reading.doc.text[mention.start : mention.end]
        key = (mention.kind, name)
        if key not in positions:
            positions[key] = len(reading.annotation.entities)
            reading.annotation.entities.append(LocalEntity(mention.kind, name, country=mention.country))
        mention.entity = positions[key]
