"""Lays out what all documents name, in an order that does not depend on how they came, for the resolving modules.

Here belong the records that resolving modules share and the gathering of what a document says of each of its entities.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import polars as pl

from assets.enriched.annotate.records import Annotation, EventMention, Holding, LocalEntity
from assets.enriched.resolve.persons.name_similarity import Name
from assets.enriched.resolve.union_find import Tag

Row = dict[str, Any]
Rows = Mapping[str, pl.DataFrame]


class Text(Protocol):
    """A text of which stretches are asked for: a string, or what fetches one when it is asked."""

    def __getitem__(self, part: slice, /) -> str:
        """The stretch of the text."""


@dataclass(frozen=True, slots=True)
class Named:
    """What resolution reads of an annotation: of a document whose own rows are kept, nothing else is read back."""

    document_id: str
    entities: list[LocalEntity] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Acts:
    """What it reads of those alone whose events are decided anew."""

    document_id: str
    events: list[EventMention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What resolution reads of a document beside its annotation."""

    document_id: str
    raw_text: Text
    published_on: dt.date | None
    outlet: str | None
    domain: str | None
    story_id: str | None
    near_duplicate_of: str | None
    dateline_country: str | None = None


@dataclass(slots=True)
class Document:
    """One document: its annotation, its facts, and the entity_id of each of its local entities once resolved."""

    annotation: Annotation | Named
    facts: DocumentFacts
    entity_ids: list[str] = field(default_factory=list)
    document_id: str = field(init=False)
    on: dt.date | None = field(init=False)  # the day of publication, where it is known
    story: str = field(init=False)  # a document without one is a story of its own

    def __post_init__(self) -> None:
        """Keeps what is asked for most often."""
        self.document_id, self.on = self.annotation.document_id, self.facts.published_on
        self.story = self.facts.story_id or self.document_id

    def entity_id(self, local: int | None) -> str | None:
        """The entity that a local entity is, or None."""
        return None if local is None else self.entity_ids[local]


@dataclass(slots=True)
class DocumentEntity:
    """A local entity with what its document says of it."""

    document: Document
    index: int
    entity: LocalEntity
    holdings: list[Holding] = field(default_factory=list)
    tag: Tag = frozenset()
    name: Name | None = None  # of a person, read once by `persons`
    kind: str = field(init=False)  # a nationality stands for its country

    def __post_init__(self) -> None:
        """Keeps what is asked for most often."""
        kind = self.entity.kind
        self.kind = "country" if kind == "nationality" else kind

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: its document and its number there."""
        return self.document.document_id, self.index

    @property
    def order(self) -> tuple[dt.date, str, int]:
        """By day, undated ones last, then by place."""
        return self.document.on or dt.date.max, self.document.document_id, self.index


def documents_of(annotations: Sequence[Annotation | Named], facts: Mapping[str, DocumentFacts]) -> list[Document]:
    """The documents in order of day and id, each once; undated ones come last."""
    latest: dict[str, Annotation | Named] = {annotation.document_id: annotation for annotation in annotations}
    documents = [Document(annotation, facts[document_id]) for document_id, annotation in latest.items()]
    return sorted(documents, key=lambda d: (d.on or dt.date.max, d.document_id))


def document_entities_of(documents: Sequence[Document]) -> list[DocumentEntity]:
    """Every local entity of every document, in order."""
    found = []
    for document in documents:
        here = [DocumentEntity(document, i, entity) for i, entity in enumerate(document.annotation.entities)]
        for holding in document.annotation.holdings:
            here[holding.entity].holdings.append(holding)
        found.extend(here)
    return found
