"""What worker processes run: the pure functions of the heavy steps over a batch, and the keys of their items.

Here belongs what both sides of a process border must import; it imports neither Dagster nor the registry, and the
language model's library only where it is used: a run that finds nothing new is over before that would be loaded.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assets.enriched.annotate.records import Annotation, Context
from assets.parsed.parse import parse
from assets.parsed.records import Issue, Parsed
from assets.raw.records import RawDocument
from checks.cover import fault
from pipelines.engine import Step
from pipelines.version import step_version

if TYPE_CHECKING:
    from assets.enriched.annotate.annotate import Source

PARSE_BATCH, PARSE_IN_PROCESS = 200, 400
ANNOTATE_BATCH, ANNOTATE_IN_PROCESS = 24, 48


def parse_batch(documents: list[RawDocument]) -> list[Parsed]:
    """The parsed records; one whose segments do not cover its text is marked for quarantine."""
    return [_covered(document, parse(document)) for document in documents]


def annotate_batch(sources: list["Source"]) -> list[Annotation]:
    """The annotations of the sources, in order."""
    from assets.enriched.annotate.annotate import annotate

    return list(annotate(sources))


def _covered(document: RawDocument, parsed: Parsed) -> Parsed:
    wrong = fault(document.raw_text, ((s.start, s.end) for s in parsed.segments))
    if wrong is not None:
        parsed.issues.append(Issue("segments_cover", wrong, True))
    return parsed


def parse_step(cache: Path) -> Step[RawDocument, Parsed]:
    """The parsing step with its batches below `cache`."""
    folder = cache / "parse" / step_version("assets.parsed.parse")
    return Step("parse", parse_batch, Parsed, folder, PARSE_BATCH, PARSE_IN_PROCESS)


def annotate_step(cache: Path) -> Step["Source", Annotation]:
    """The annotating step with its batches below `cache`."""
    folder = cache / "annotate" / step_version("assets.enriched.annotate.annotate")
    return Step("annotate", annotate_batch, Annotation, folder, ANNOTATE_BATCH, ANNOTATE_IN_PROCESS)


def parse_key(row: Mapping[str, Any]) -> str:
    """What parsing a row of `documents` depends on."""
    return _hash(row["document_id"], row["media_type"], row["supplied"], row["metadata"], row["blocks"])


def annotate_key(source: "Source") -> str:
    """What annotating a source depends on."""
    return _hash(source.context.document_id, repr(source.segments), repr(source.context))


def _hash(*parts: str | None) -> str:
    return hashlib.sha256("\0".join("\1" if p is None else p for p in parts).encode()).hexdigest()[:32]


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
