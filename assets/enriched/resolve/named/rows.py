"""The rows that say what a document names, and which offices it says that people hold; written once, and kept.

A document's `way` of naming a thing is all that it says of it but for its other forms: the same word in a thousand
documents is one way. Here belong these rows and the reading of a way; counting them belongs to `columns`.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from assets.contract import Column, Table
from assets.enriched.annotate.records import Annotation, Holding, LocalEntity
from assets.enriched.resolve.local_entities import Row, Text
from assets.raw.schema import DOCUMENT_ID

NAMED = Table(
    "own_named",
    "enriched",
    "One row a thing that the document names",
    (
        DOCUMENT_ID,
        Column("entity", "INTEGER", "The document's number of it"),
        Column("way", "BIGINT", "What all columns but these two and `aliases` are known by"),
        Column("kind", "VARCHAR", "What it is; a nationality stands for its country"),
        Column("name", "VARCHAR", "The fullest form"),
        Column("key", "VARCHAR", "A gazetteer's id of it", nullable=True),
        Column("country", "VARCHAR", "Its country", nullable=True),
        Column("family_name", "VARCHAR", "Of a person, where it is known", nullable=True),
        Column("latitude", "DOUBLE", "Degrees north", nullable=True),
        Column("longitude", "DOUBLE", "Degrees east", nullable=True),
        Column("held", "VARCHAR", "The offices that it holds, as JSON: office, country, status", nullable=True),
        Column("aliases", "VARCHAR[]", "All other forms"),
    ),
    ("document_id", "entity"),
)
HELD = Table(
    "own_held",
    "enriched",
    "One row a word that a person holds an office",
    (
        DOCUMENT_ID,
        Column("entity", "INTEGER", "The document's number of the person"),
        Column("office", "VARCHAR", "The office"),
        Column("country", "VARCHAR", "In whose service", nullable=True),
        Column("status", "VARCHAR", "As of the document's day"),
        Column("organisation", "INTEGER", "The document's number of the body", nullable=True),
        Column("start", "BIGINT", "First code point of the evidence"),
        Column("end", "BIGINT", "Code point after its last"),
        Column("called", "VARCHAR", "The word for it that is no office's own: official, diplomat", nullable=True),
    ),
    (),
)
WORDS = {"official": "official", "foreign minister": "diplomat"}
"""By office: the word by which it is meant, where the evidence has it, in a looser sense."""


class Office(NamedTuple):
    """An office as a document gives it to somebody."""

    office: str
    country: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way of naming something; `countries` are those in whose service offices are held, else its own."""

    kind: str
    name: str
    key: str | None
    country: str | None
    family_name: str | None
    latitude: float | None
    longitude: float | None
    held: tuple[Office, ...] = ()
    countries: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Keeps what is asked for most often."""
        served = frozenset(h.country for h in self.held if h.country)
        object.__setattr__(self, "countries", served or frozenset(filter(None, [self.country])))

    @property
    def offices(self) -> set[str]:
        """The offices held, whoever is served."""
        return {h.office for h in self.held}


FIELDS = ("kind", "name", "key", "country", "family_name", "latitude", "longitude", "held")


def named_rows(annotation: Annotation) -> Iterator[Row]:
    """What the document names, in order."""
    held: dict[int, list[Holding]] = {}
    for holding in annotation.holdings:
        held.setdefault(holding.entity, []).append(holding)
    for number, entity in enumerate(annotation.entities):
        fields = _fields(entity, held.get(number, []))
        yield {
            "document_id": annotation.document_id,
            "entity": number,
            "way": _way(fields),
            **fields,
            "aliases": entity.aliases,
        }


def _fields(entity: LocalEntity, held: list[Holding]) -> Row:
    return {
        "kind": "country" if entity.kind == "nationality" else entity.kind,
        "name": entity.name,
        "key": entity.key or None,
        "country": entity.country or None,
        "family_name": entity.family_name,
        "latitude": None if entity.latitude is None else float(entity.latitude),
        "longitude": None if entity.longitude is None else float(entity.longitude),
        "held": json.dumps([(h.office, h.country or None, h.status) for h in held]) if held else None,
    }


def _way(fields: Row) -> int:
    told = repr(list(fields.values())).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(told).digest()[:8], "big", signed=True)


def way_of(fields: tuple[str | float | None, ...]) -> Way:
    """The way that has these FIELDS."""
    *own, held = fields
    offices = () if held is None else tuple(Office(*office) for office in json.loads(str(held)))
    return Way(*own, held=offices)  # type: ignore[arg-type,misc]


def held_rows(annotation: Annotation, text: Text) -> Iterator[Row]:
    """Who holds which office, by the document with this raw text."""
    for h in annotation.holdings:
        word = WORDS.get(h.office)
        yield {
            "document_id": annotation.document_id,
            "entity": h.entity,
            "office": h.office,
            "country": h.country or None,
            "status": h.status,
            "organisation": h.organisation,
            "start": h.start,
            "end": h.end,
            "called": word if word and word in text[h.start : h.end].lower() else None,
        }
