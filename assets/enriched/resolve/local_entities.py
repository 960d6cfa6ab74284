"""The records that resolving modules share: documents, with what is read of those whose events are decided anew.

What documents name is laid out in `named`.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import polars as pl

from assets.enriched.annotate.records import Annotation, EventMention, LocalEntity

Row = dict[str, Any]
Rows = Mapping[str, pl.DataFrame]


class Text(Protocol):
    """A text of which stretches are asked for: a string, or what fetches one when it is asked."""

    def __getitem__(self, part: slice, /) -> str:
        """The stretch of the text."""


@dataclass(frozen=True, slots=True)
class Acts:
    """What resolution reads of an annotation, and of those alone whose events are decided anew."""

    document_id: str
    entities: list[LocalEntity] = field(default_factory=list)
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

    annotation: Annotation | Acts
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
