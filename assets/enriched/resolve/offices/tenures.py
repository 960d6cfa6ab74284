"""Who held which office when, as the documents show it.

Here belongs what follows from sightings of office-holders: tenures, who held an office on a day, contradictions.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assets.enriched.annotate.records import Holding
from assets.enriched.resolve.ids import tenure_id
from assets.enriched.resolve.local_entities import Document, Row
from assets.enriched.resolve.persons.persons import outvoted
from assets.enriched.resolve.persons.surnames import broken

SINGLE_SEAT = frozenset(
    {
        "president", "prime minister", "chancellor", "monarch", "crown prince", "supreme leader", "defence minister",
        "foreign minister", "interior minister", "finance minister", "national security adviser",
        "chief cabinet secretary", "chief of defence staff", "army chief", "navy chief", "air force chief",
        "secretary-general", "speaker of parliament",
    }
)  # fmt: skip
Key = tuple[str, str, str | None, str | None, str]  # person, office, country, organisation, status
OpenOffice = tuple[str, int, str, str, dt.date]  # document, position of the mention, office, country, day
SentenceOf = Callable[[Document, int, int], str]  # the sentence of a document that holds [start, end)
AROUND = dt.timedelta(days=92)  # a holder seen so long before or after a day is taken to hold the office on it


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
    """A person in an office, over sightings that nothing parts."""

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


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two people are shown to hold one seat on one day; each sentence says so."""

    office: str
    country: str
    on: dt.date
    persons: tuple[str, str]
    names: tuple[str, str]
    documents: tuple[str, str]
    say: Callable[[], tuple[str, str]] = field(compare=False, repr=False)

    @property
    def sentences(self) -> tuple[str, str]:
        """The sentence of each that says so: looked up when it is asked for, since few are shown."""
        return self.say()

    def __str__(self) -> str:
        one, other = (f"{n} ({d}: {s!r})" for n, d, s in zip(self.names, self.documents, self.sentences, strict=True))
        return f"two current holders of one office, {self.office} of {self.country}, on {self.on}: {one} and {other}"


def resolve_tenures(documents: Sequence[Document]) -> list[Tenure]:
    """The tenures that the holdings of all documents show, in order of their ids.

    Where a document does not say whose office it is, the only country that others give for it counts, and where one
    says what twice as many contradict, theirs does.
    """
    served = _countries_served(documents)
    ministers = _named_ministers(documents)
    seen: dict[Key, list[Sighting]] = defaultdict(list)
    for document in documents:
        for h in document.annotation.holdings:
            if h.office == "official" and _says(document, h, "official"):
                continue  # "a senior official, X": a word for anybody in a state's service, and no office
            person = document.entity_ids[h.entity]
            country = outvoted(served.get((person, h.office), {}), h.country)
            office = _rank_of_diplomat(document, h, person, ministers)
            key = (person, office, country, document.entity_id(h.organisation), h.status)
            seen[key].append(Sighting(document, h.start, h.end))
    holders = _holders(seen)
    tenures = []
    for (person, office, country, organisation, status), sightings in seen.items():
        others = holders.get((office, country), []) if status == "current" else []
        for nth, run in enumerate(_runs(sightings, person, others)):
            identity = tenure_id(person, office, country, organisation, status, nth)
            tenures.append(Tenure(identity, person, office, country, organisation, status, run))
    return sorted(tenures, key=lambda t: t.tenure_id)


def _says(document: Document, holding: Holding, word: str) -> bool:
    return word in document.facts.raw_text[holding.start : holding.end].lower()


def _named_ministers(documents: Iterable[Document]) -> dict[str, list[tuple[dt.date, str]]]:
    """By country: on which days whom a document called its foreign minister, in so many words."""
    found: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
    for document in documents:
        for h in document.annotation.holdings:
            now = h.office == "foreign minister" and h.status == "current" and document.on
            if now and h.country and document.on and not _says(document, h, "diplomat"):
                found[h.country].append((document.on, document.entity_ids[h.entity]))
    return found


def _rank_of_diplomat(
    document: Document, holding: Holding, person: str, ministers: Mapping[str, Sequence[tuple[dt.date, str]]]
) -> str:
    """The office of a state's "top diplomat": its foreign minister, but where others are called that about the day."""
    if holding.office != "foreign minister" or not document.on or not _says(document, holding, "diplomat"):
        return holding.office
    about = {who for day, who in ministers.get(holding.country or "", ()) if abs(day - document.on) <= AROUND}
    return "official" if about and person not in about else holding.office


def _countries_served(documents: Iterable[Document]) -> dict[tuple[str, str], Counter[str]]:
    """By person and office: the countries that documents give, and how many do."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in documents:
        here = {(document.entity_ids[h.entity], h.office, h.country) for h in document.annotation.holdings}
        for person, office, country in here:
            if country:
                found[person, office][country] += 1
    return found


def _holders(
    seen: Mapping[Key, Iterable[Sighting]],
) -> dict[tuple[str, str | None], list[tuple[dt.date, str]]]:
    """By office and country: the days on which a person was seen to hold it."""
    found: dict[tuple[str, str | None], set[tuple[dt.date, str]]] = defaultdict(set)
    for (person, office, country, _, status), sightings in seen.items():
        if country and status == "current":
            found[office, country].update((s.document.on, person) for s in sightings if s.document.on)
    return {office: sorted(days) for office, days in found.items()}


def _runs(
    sightings: Iterable[Sighting], person: str, others: Sequence[tuple[dt.date, str]]
) -> Iterable[list[Sighting]]:
    """Sightings in order, parted where a long gap or another holder lies between two."""
    run: list[Sighting] = []
    for sighting in sorted(sightings, key=lambda s: s.order):
        if run and broken(run[-1].document.on, sighting.document.on, person, others):
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


def _seats(tenures: Iterable[Tenure]) -> dict[tuple[str, str], list[Tenure]]:
    """Current tenures of single-seat offices, by office and country."""
    seats: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        if tenure.status == "current" and tenure.country and tenure.office in SINGLE_SEAT and tenure.first:
            seats[tenure.office, tenure.country].append(tenure)
    return seats


def resolve_roles(offices: Iterable[OpenOffice], tenures: Iterable[Tenure]) -> dict[tuple[str, int], str]:
    """Who is meant by an office that is named without a person, by (document_id, position of the mention).

    The one person whom some document shows to hold that single-seat office of that country about the document's day;
    nobody where there are two, or none.
    """
    seats = _seats(tenures)
    found = {}
    for document_id, position, office, country, on in offices:
        people = {t.person_id for t in seats.get((office, country), ()) if _held(t, on)}
        if len(people) == 1:
            found[document_id, position] = people.pop()
    return found


def _held(tenure: Tenure, on: dt.date) -> bool:
    first, last = tenure.first, tenure.last
    return bool(first and last and first - AROUND <= on <= last + AROUND)


def contradictions(tenures: Iterable[Tenure], names: Mapping[str, str], sentence_of: SentenceOf) -> list[Contradiction]:
    """Every two people who are shown to hold one single-seat office on one day, once, with a sentence of each.

    The day lies within the times at which both were seen: that one follows the other is no contradiction. `names` are
    those of entities by id.
    """
    found = []
    for (office, country), seat in sorted(_seats(tenures).items()):
        held = sorted(seat, key=lambda t: (t.first or dt.date.max, t.tenure_id))
        for number, one in enumerate(held):
            for other in held[number + 1 :]:
                if one.last and other.first and other.first > one.last:
                    break
                if one.person_id != other.person_id:
                    found.append(_contradiction(office, country, one, other, names, sentence_of))
    return found


def _contradiction(
    office: str, country: str, one: Tenure, other: Tenure, names: Mapping[str, str], sentence_of: SentenceOf
) -> Contradiction:
    """What two overlapping tenures say; the day is the first on which both hold."""
    on = max(one.first or dt.date.min, other.first or dt.date.min)
    first, second = (min(t.sightings, key=lambda s: (_days_from(s, on), s.order)) for t in (one, other))
    documents = (first.document.document_id, second.document.document_id)
    persons = (one.person_id, other.person_id)
    called = (names.get(persons[0], persons[0]), names.get(persons[1], persons[1]))

    def say() -> tuple[str, str]:
        return sentence_of(first.document, first.start, first.end), sentence_of(
            second.document, second.start, second.end
        )

    return Contradiction(office, country, on, persons, called, documents, say)


def _days_from(sighting: Sighting, on: dt.date) -> int:
    return abs((sighting.document.on - on).days) if sighting.document.on else dt.date.max.toordinal()
