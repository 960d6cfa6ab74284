"""Labelled documents as the product reads them, up to who, where and when.

Here belongs running the product's own stages, so that what is learned from is what will be read.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assets.enriched.annotate.annotate import linked
from assets.enriched.annotate.events.cast import article_of
from assets.enriched.annotate.events.words import Article, Member
from assets.enriched.annotate.parsing.parse import parse
from assets.enriched.annotate.records import CleanText, LocalEntity
from assets.enriched.annotate.text.clean import clean
from assets.enriched.step import source
from assets.parsed.parse import parse as parsed
from assets.raw.readers.jsonl import row_document
from training.labels import Labelled


@dataclass(slots=True)
class Read:
    """A labelled document with its article, its entities, and its clean text with the raw positions."""

    labelled: Labelled
    article: Article
    text: CleanText
    entities: list[LocalEntity]

    def clean_position(self, raw: int) -> int:
        """Where a raw position lies in the clean text, or where the text goes on behind it."""
        return bisect_left(self.text.to_raw, raw)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """A clean range in raw positions."""
        return self.text.raw_span(start, end)

    def forms(self, member: Member) -> list[str]:
        """All names of a member of the cast in this document."""
        if member.entity is None:
            return [member.name]
        entity = self.entities[member.entity]
        return [entity.name, *entity.aliases]


def read(documents: Iterable[Labelled]) -> Iterator[Read]:
    """The documents as the product reads them, in order."""
    held = list(documents)
    sources = []
    for labelled in held:
        given = {"text": labelled.text, "published": labelled.published, "url": labelled.url}
        raw = row_document({k: v for k, v in given.items() if v}, labelled.document_id)
        sources.append(source(raw, parsed(raw)))
    texts = [clean(each.raw_text, each.segments) for each in sources]
    for labelled, each, text, doc in zip(held, sources, texts, parse(texts), strict=True):
        reading = linked(doc, text, each.context)
        yield Read(labelled, article_of(reading), text, reading.annotation.entities)
