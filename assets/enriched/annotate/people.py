"""Links the mentions of one document: local entities, who holds which office, what pronouns and role words stand for.

Here belongs the order of these steps. Each belongs to its module; across documents belongs to `resolve`.
"""

from assets.enriched.annotate import coreference, holdings, local, public_figures, toponyms
from assets.enriched.annotate.reading import Reading


def link(reading: Reading) -> None:
    """Fills `annotation.entities`, `holdings` and `referents`, and `entity` of the mentions."""
    local.join(reading)
    toponyms.locate(reading)
    holdings.find(reading)
    public_figures.place(reading)
    reading.forget()
    coreference.link(reading)
