"""Spans that may be mentions, before one decision is made of each: what the sources of names hand to `mentions`.

Here belong the record and the confidence of each source.
"""

from dataclasses import dataclass

from assets.enriched.annotate.names.gazetteer import Match
from assets.enriched.annotate.records import Mention, MentionKind

# How far a span is trusted by what found it: an order of the sources, not a measured share.
CONFIDENCE = {"sign": 0.9, "title": 0.95, "gazetteer": 0.9, "pattern": 0.8, "model": 0.7, "repeat": 0.85}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may be a mention, and what proposed it."""

    start: int
    end: int
    kind: MentionKind
    method: str
    match: Match | None = None


def inside(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    """Whether a mention touches one of the spans."""
    return any(start < mention.end and mention.start < end for start, end in spans)
