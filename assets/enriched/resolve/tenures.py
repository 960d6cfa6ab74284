"""Who held which office when, as the documents show it.

Here belongs what follows from sightings of office-holders: tenures, and contradictions between them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assets.enriched.resolve.ids import tenure_id
from assets.enriched.resolve.locals import Document, Row

GAP = dt.timedelta(days=4 * 365 + 31)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One document shows that a person holds an office: the evidence is its raw text at [start, end)."""

    document: Document
    start: int
    end: int

    @property
    def order(self) -> tuple[dt.date, str, int]:
        """By day, undated ones last."""
        return self.document.on or dt.date.max, self.document.document_id, self.start


@dataclass(slots=True)
class Tenure:
    """A person in an office, over sightings without a long gap."""

    tenure_id: str
    person_id: str
    office: str
    country: str | None
    organisation_id: str | None
    status: str
    sightings: list[Sighting] = field(default_factory=list)

    @property
    def first(self) -> dt.date | None:
        """The earliest day on which it was seen."""
        return min((s.document.on for s in self.sightings if s.document.on), default=None)

    @property
    def last(self) -> dt.date | None:
        """The latest day on which it was seen."""
        return max((s.document.on for s in self.sightings if s.document.on), default=None)


def resolve_tenures(documents: Sequence[Document]) -> list[Tenure]:
    """The tenures that the holdings of all documents show, in order of their ids."""
    Key = tuple[str, str, str | None, str | None, str]
    seen: dict[Key, list[Sighting]] = defaultdict(list)
    for document in documents:
        for h in document.annotation.holdings:
            person = document.entity_ids[h.entity]
            key = (person, h.office, h.country, document.entity_id(h.organisation), h.status)
            seen[key].append(Sighting(document, h.start, h.end))
    tenures = []
    for (person, office, country, organisation, status), sightings in seen.items():
        for nth, run in enumerate(_runs(sightings)):
            identity = tenure_id(person, office, country, organisation, status, nth)
            tenures.append(Tenure(identity, person, office, country, organisation, status, run))
    return sorted(tenures, key=lambda t: t.tenure_id)


def _runs(sightings: Iterable[Sighting]) -> Iterable[list[Sighting]]:
    """Sightings in order, parted where there is a long gap."""
    run: list[Sighting] = []
    for sighting in sorted(sightings, key=lambda s: s.order):
        before = run[-1].document.on if run else None
        if before and sighting.document.on and sighting.document.on - before > GAP:
            yield run
            run = []
        run.append(sighting)
    yield run


def tenure_row(tenure: Tenure) -> Row:
    """Its row of `tenures`."""
    return {
        "tenure_id": tenure.tenure_id,
        "person_id": tenure.person_id,
        "office": tenure.office,
        "country": tenure.country,
        "organisation_id": tenure.organisation_id,
        "status": tenure.status,
        "first_seen_on": tenure.first,
        "last_seen_on": tenure.last,
        "document_count": len({s.document.document_id for s in tenure.sightings}),
    }
