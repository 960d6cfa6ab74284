"""Whether the segments of one document account for every non-blank character of it once, in order.

Here belongs this one check, free of the registry, so that worker processes can afford to import it.
"""

from collections.abc import Iterable


def fault(raw_text: str, spans: Iterable[tuple[int, int]]) -> str | None:
    """What is wrong with the spans [start, end) as a cover of the text's non-blank characters, or None."""
    at = 0
    for start, end in spans:
        if start < at:
            return f"the segment at {start} begins before the one before it has ended at {at}"
        if not start < end <= len(raw_text):
            return f"the segment from {start} to {end} is no stretch of a text of {len(raw_text)} characters"
        if (left := raw_text[at:start].strip()) != "":
            return f"no segment holds the characters from {at} to {start}: {left[:60]!r}"
        at = end
    left = raw_text[at:].strip()
    return f"no segment holds the characters from {at} on: {left[:60]!r}" if left else None
