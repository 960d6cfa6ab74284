"""Finds the article among the lines of a page: an extractor's paragraphs, aligned with the visible lines.

Here belong the choice of extractor and the alignment. What the other lines are belongs to `roles`.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from lxml import etree  # type: ignore[import-untyped]

MIN_INSIDE = 25
MIN_SHARED = 0.6
MAX_PLACES = 8
MAX_INSIDE = 200_000  # characters of an article beyond which lines are only compared with whole paragraphs
NOT_KEY = re.compile(r"[\W_]+")


def extract(tree: etree._Element, url: str | None) -> str:
    """The article's text, a line a paragraph, as trafilatura finds it; empty where it finds none."""
    import trafilatura  # here: a run with nothing new, and who only asks, do not wait for it

    try:
        found = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, favor_precision=True, with_metadata=False
        )
    except Exception:  # the library's errors on broken trees are of no one kind; the page still has its lines
        return ""
    return str(getattr(found, "text", None) or "")


@lru_cache(maxsize=2048)
def key(text: str) -> str:
    """The letters and digits of a text, case folded: what two renderings of one paragraph share.

    Each line of a page is asked for it by half a dozen steps.
    """
    return NOT_KEY.sub("", text).casefold()


def align(lines: Sequence[str], article: str) -> list[bool]:
    """For each line whether it belongs to the article: the heaviest chain of lines that stand in it in order."""
    pieces = [k for k in map(key, article.split("\n")) if k]
    whole = "".join(pieces)
    starts: dict[str, list[int]] = {}
    at = 0
    for piece in pieces:
        starts.setdefault(piece, []).append(at)
        at += len(piece)
    keys = [key(line) for line in lines]
    chosen = chain([(n, place, len(k)) for n, k in enumerate(keys) for place in places(k, starts, whole)])
    return mend(keys, lines, chosen, article)


def places(k: str, starts: dict[str, list[int]], whole: str) -> list[int]:
    """Where a line's key stands in the article: as a paragraph, or inside one when it is long enough."""
    if k in starts:
        return starts[k][:MAX_PLACES]
    if len(k) < MIN_INSIDE or len(whole) > MAX_INSIDE:
        return []
    found: list[int] = []
    at = whole.find(k)
    while at >= 0 and len(found) < MAX_PLACES:
        found.append(at)
        at = whole.find(k, at + 1)
    return found


def chain(matches: list[tuple[int, int, int]]) -> set[int]:
    """The lines of the heaviest chain of matches (line, place, length), both rising, without overlap; O(n log n)."""
    best_end: list[int] = [-1]
    best: list[tuple[int, int]] = [(0, -1)]
    back: list[int] = []
    for index, (_, place, length) in enumerate(sorted_matches := sorted(matches, key=lambda m: (m[0], -m[1]))):
        at = bisect_right(best_end, place) - 1
        weight, before = best[at]
        back.append(before)
        weight, end = weight + length, place + length
        at = bisect_right(best_end, end)
        if best[at - 1][0] >= weight:
            continue
        last = at
        while last < len(best) and best[last][0] <= weight:
            last += 1
        best_end[at:last] = [end]
        best[at:last] = [(weight, index)]
    chosen: set[int] = set()
    index = best[-1][1]
    while index >= 0:
        chosen.add(sorted_matches[index][0])
        index = back[index]
    return chosen


def mend(keys: Sequence[str], lines: Sequence[str], chosen: set[int], article: str) -> list[bool]:
    """Adds lines among the chosen ones of which the extractor kept the greater part, as when it drops a link."""
    inside = [n in chosen for n in range(len(keys))]
    if not chosen:
        return inside
    known = shingles(article)
    taken = {keys[n] for n in chosen}
    for n in range(max(0, min(chosen) - 2), min(len(keys), max(chosen) + 3)):
        if not inside[n] and len(keys[n]) >= MIN_INSIDE and keys[n] not in taken:
            own = shingles(lines[n])
            inside[n] = bool(own) and len(own & known) >= MIN_SHARED * len(own)
    return inside


def shingles(text: str) -> set[tuple[str, ...]]:
    """The runs of four words of a text."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
