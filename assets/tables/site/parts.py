"""Cuts the ids of pages that are to be made into parts.

Each query over a part reads whole tables, so that parts are few; the texts of a part are held in memory at a time, so
that none holds too many of them.

Here belongs the cutting; how long the texts of a page are is asked by those who read them.
"""

from collections.abc import Iterator, Mapping, Sequence

AT_ONCE = 4_000  # pages
ROOM = 24_000_000  # code points of their texts, together; a page with more is a part by itself


def parts(ids: Sequence[str], lengths: Mapping[str, int], most: int = AT_ONCE) -> Iterator[list[str]]:
    """The ids in order, in parts of at most so many; `lengths` are the code points of their texts, if they have any."""
    part: list[str] = []
    held = 0
    for identity in ids:
        length = lengths.get(identity, 0)
        if part and (len(part) == most or held + length > ROOM):
            yield part
            part, held = [], 0
        part.append(identity)
        held += length
    if part:
        yield part
