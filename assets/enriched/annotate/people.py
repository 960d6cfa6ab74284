"""Links the mentions of one document: local entities, who holds which office, what pronouns and role words stand for.

Here belongs the order of these steps. Each belongs to its module; across documents belongs to `resolve`.
"""

from assets.enriched.annotate.names import document_entities
from assets.enriched.annotate.offices import holders, public_figures
from assets.enriched.annotate.places import toponyms
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.reference import coreference


def link(reading: Reading) -> None:
    """Fills `annotation.entities`, `holdings` and `referents`, and `entity` of the mentions."""
    document_entities.join(reading)
    toponyms.locate(reading)
    holders.find(reading)
    public_figures.place(reading)
    reading.forget()
    coreference.link(reading)
