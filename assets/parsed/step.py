"""What worker processes run of parsing: the pure function over a batch.

Here belongs what both sides of a process border must import; it imports neither Dagster nor the registry.
"""

from pathlib import Path

from assets.parsed.parse import parse
from assets.parsed.records import Issue, Parsed
from assets.raw.records import RawDocument
from checks.coverage import fault
from runtime.engine import Step
from runtime.version import step_version
from runtime.worker import beat

BATCH = 200


def parse_batch(documents: list[RawDocument]) -> list[Parsed]:
    """The parsed records; one whose segments do not cover its text is marked for quarantine."""
    found = []
    for document in documents:
        found.append(_covered(document, parse(document)))
        beat()
    return found


def _covered(document: RawDocument, parsed: Parsed) -> Parsed:
    wrong = fault(document.raw_text, ((s.start, s.end) for s in parsed.segments))
    if wrong is not None:
        parsed.issues.append(Issue("segments_cover", wrong, True))
    return parsed


def parse_step(cache: Path) -> Step[RawDocument, Parsed]:
    """The parsing step with its batches below `cache`."""
    folder = cache / "parse" / step_version("assets.parsed.parse")
    return Step("parse", parse_batch, Parsed, folder, BATCH)
