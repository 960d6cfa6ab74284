"""Turns what was parsed of a mended text back to the raw text: positions of segments and dateline.

Here belongs the way back alone. What is mended belongs to `assets.raw.mending`; texts that need no mending never come
here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assets.parsed.records import Parsed, Segment
from assets.raw.mending import Mended


def in_raw(parsed: Parsed, view: Mended, raw_text: str) -> Parsed:
    """The same record with every position in the raw text; what was mended to white space is markup."""
    placed = [Segment(*view.raw(s.start, s.end), s.role) for s in parsed.segments]
    parsed.segments = list(_covering(placed, raw_text))
    line = parsed.article.dateline
    if line is not None:
        start, end = view.raw(line.start, line.end)
        parsed.article.dateline = replace(line, start=start, end=end)
    return parsed


def _covering(segments: Sequence[Segment], raw_text: str) -> Iterator[Segment]:
    """The segments, and between them what none of them holds."""
    at = 0
    for segment in [*segments, None]:
        end = len(raw_text) if segment is None else segment.start
        between = raw_text[at:end]
        if between.strip():
            start = at + len(between) - len(between.lstrip())
            yield Segment(start, at + len(between.rstrip()), "markup")
        if segment is not None:
            yield segment
            at = segment.end
