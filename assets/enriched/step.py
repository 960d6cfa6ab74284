"""What worker processes run of annotation: the pure function over a batch, and the keys of its items.

Here belongs what both sides of a process border must import; it imports neither Dagster nor the registry, and the
language model's library only where it is used: a run that finds nothing new is over before that would be loaded.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from assets.enriched.annotate.records import Annotation, Context
from assets.parsed.records import Parsed
from assets.raw.records import RawDocument
from runtime.batches.engine import Step, item_key
from runtime.batches.worker import beat
from runtime.version import step_version

if TYPE_CHECKING:
    from assets.enriched.annotate.annotate import Source

BATCH = 24
ALIKE = 80  # characters


def annotate_batch(sources: list["Source"]) -> list[Annotation]:
    """The annotations of the sources, in order."""
    from assets.enriched.annotate.annotate import annotate
    from assets.enriched.annotate.parts import PART, join, parts
    from assets.enriched.annotate.text.language_model import language_model

    language_model()  # to load it is no document's time
    beat()
    pieces = [parts(source) for source in sources]
    annotations: list[Annotation] = []
    for group in _groups([piece for own in pieces for piece in own], PART):
        annotations += annotate(group)
        beat()
    told = iter(annotations)
    return [join(list(islice(told, len(own)))) for own in pieces]


def _groups(pieces: list["Source"], most: int) -> Iterator[list["Source"]]:
    """The pieces in groups that hold together no more than one piece may: the model parses a group at a time."""
    group: list[Source] = []
    size = 0
    for piece in pieces:
        own = sum(end - start for start, end, _ in piece.segments)
        if group and size + own > most:
            yield group
            group, size = [], 0
        group.append(piece)
        size += own
    if group:
        yield group


def _takes() -> type["Source"]:
    from assets.enriched.annotate.annotate import Source

    return Source


def annotate_step(cache: Path) -> Step["Source", Annotation]:
    """The annotating step with its batches below `cache`."""
    folder = cache / "annotate" / step_version("assets.enriched.annotate.parts")
    return Step("annotate", annotate_batch, Annotation, folder, BATCH, _takes)


def annotate_key(source: "Source") -> str:
    """What annotating a source depends on."""
    return item_key(source.context.document_id, repr(source.segments), repr(source.context))


def alike(source: "Source") -> str:
    """What stands close together for copies of one report: how their longest paragraph begins."""
    from assets.enriched.annotate.text.clean import READ_ROLES

    read = [(start - end, start) for start, end, role in source.segments if role in READ_ROLES]
    return source.raw_text[min(read)[1] :][:ALIKE] if read else ""


def source(document: RawDocument, parsed: Parsed) -> "Source":
    """What annotation reads of a parsed document."""
    from assets.enriched.annotate.annotate import Source, reference_day

    article = parsed.article
    line, published = article.dateline, article.published
    context = Context(
        document_id=document.document_id,
        published_on=published.on,
        published_at=published.at,
        reference_on=reference_day(published.on, line.date if line else None),
        dateline_place=line.place if line else None,
        dateline_country=line.country if line else None,
        dateline_span=(line.start, line.end) if line else None,
        outlet=article.outlet,
        agency=article.agency,
        tags=tuple(article.tags),
    )
    return Source(document.raw_text, tuple((s.start, s.end, s.role) for s in parsed.segments), context)
