"""Mends the choice of an article's lines by where they stand: drops boilerplate, adds paragraphs passed over.

Here belongs what the page's structure says of a line: the container that holds the article, class names, links. The
words that mark boilerplate stand in `seeds/reference/html_boilerplate.yaml`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from assets.raw.html.visible_text import Line
from assets.reference import read_yaml

MAIN_SHARE = 0.85
HOLDER_SHARE = 0.4
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PROSE_TAGS = frozenset({"p", "div", "section", "article", "blockquote", "pre", "td", "body", "main"})
SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]{0,3}$")
MIN_WORDS = 8
MIN_LINK_WORDS = 4
MAX_LINKED = 0.6
ALL_LINKED = 0.9
NEAR = 3
MIN_KEPT = 0.5  # of the chosen text; below that the class names are those of the body itself

Signature = tuple[tuple[str, ...], tuple[str, ...]]


def mended(lines: Sequence[Line], inside: Sequence[bool]) -> list[bool]:
    """The choice of lines, mended; where nothing is chosen, the page's own prose is."""
    chosen = {n for n, belongs in enumerate(inside) if belongs}
    if not chosen:
        chosen = {n for n, line in enumerate(lines) if is_prose(line) and not line.hidden}
    holders = holding(lines, chosen)
    kept = {n for n in chosen if not is_boilerplate(lines[n], holders)}
    if sum(len(lines[n].text) for n in kept) < MIN_KEPT * sum(len(lines[n].text) for n in chosen):
        kept = {n for n in chosen if not says_boilerplate(lines[n])}
    main = container(lines, kept)
    kept -= strays(lines, kept, main)
    kept |= passed_over(lines, kept, main, holders)
    return [n in kept for n in range(len(lines))]


def shares(lines: Sequence[Line], chosen: set[int]) -> dict[int, float]:
    """The share of the chosen text outside links that each element holds, inner elements after outer ones."""
    weights: Counter[int] = Counter()
    for n in chosen:
        for number in lines[n].path:
            weights[number] += weight(lines[n])
    total = max(1, sum(weight(lines[n]) for n in chosen))
    return {number: weights[number] / total for number in sorted(weights)}


def holding(lines: Sequence[Line], chosen: set[int]) -> set[int]:
    """The elements that hold so much of the chosen text that their class names are those of the article itself."""
    return {number for number, share in shares(lines, chosen).items() if share >= HOLDER_SHARE}


def container(lines: Sequence[Line], chosen: set[int]) -> int:
    """The number of the innermost element that holds most of the chosen text outside links.

    Elements are numbered in the order in which they begin, so of those that hold the same text the last is innermost.
    """
    return max((number for number, share in shares(lines, chosen).items() if share >= MAIN_SHARE), default=0)


def weight(line: Line) -> int:
    """The characters of the line outside links, nearly."""
    return round(len(line.text) * (1 - line.linked))


def is_boilerplate(line: Line, holders: set[int]) -> bool:
    """Whether the line points elsewhere, advertises or credits, by its words, links or elements' class names.

    The class names of `holders`, and of what lies around one, do not count.
    """
    if says_boilerplate(line) or is_caption(line):
        return True
    for number, names in zip(line.path, line.names, strict=False):
        if number in holders:
            return False
        if class_words("boilerplate").search(names):
            return True
    return False


def says_boilerplate(line: Line) -> bool:
    """Whether the line's words, tag or links alone tell that it is no reporting."""
    text = line.text.casefold().replace("’", "'").lstrip("-–—•*>[( ")
    if text.startswith(openings()) or text.strip(" .:→»") in alone():
        return True
    if line.tag in {"h1", "figcaption", "button", "nav", "footer"}:
        return True
    return line.linked >= ALL_LINKED and len(text.split()) >= MIN_LINK_WORDS


def is_caption(line: Line) -> bool:
    """Whether the line stands below a picture, by its own elements."""
    return "figcaption" in line.tags[:NEAR] or any(class_words("caption").search(n) for n in line.names[:2])


def strays(lines: Sequence[Line], kept: set[int], main: int) -> set[int]:
    """The kept lines outside the article's container, but for sentences before it begins."""
    outside = {n for n in kept if main not in lines[n].path}
    first = min(kept - outside, default=0)
    return {n for n in outside if n > first or not is_prose(lines[n])}


def is_prose(line: Line) -> bool:
    """Whether the line is a sentence or more outside links."""
    return (
        line.tag in PROSE_TAGS
        and line.linked <= MAX_LINKED
        and len(line.text.split()) >= MIN_WORDS
        and bool(SENTENCE_END.search(line.text))
    )


def passed_over(lines: Sequence[Line], kept: set[int], main: int, holders: set[int]) -> set[int]:
    """The sentences in the container, among and right beside the kept lines, that are marked up as these are."""
    if not kept:
        return set()
    prose = [lines[n] for n in kept if is_prose(lines[n])]
    parents = {parent(line) for line in prose}
    shapes = Counter(signature(line) for line in prose)
    found = set()
    for n in range(max(0, min(kept) - NEAR), min(len(lines), max(kept) + NEAR + 1)):
        line = lines[n]
        if n in kept or line.hidden or main not in line.path or not is_prose(line) or is_boilerplate(line, holders):
            continue
        if parent(line) in parents or line.path[0] == main or shapes[signature(line)] > 1:
            found.add(n)
    return found


def parent(line: Line) -> int:
    """The number of the element around the line's block element."""
    block = next((level for level, tag in enumerate(line.tags) if tag == line.tag), 0)
    return line.path[min(block + 1, len(line.path) - 1)]


def signature(line: Line) -> Signature:
    """What a line's markup shares with that of its like: the tags and class names of its nearest elements."""
    block = next((level for level, tag in enumerate(line.tags) if tag == line.tag), 0)
    return line.tags[block : block + NEAR], line.names[block : block + NEAR - 1]


@cache
def openings() -> tuple[str, ...]:
    """The openings of lines that are boilerplate."""
    return tuple(read_yaml("html_boilerplate")["openings"])


@cache
def alone() -> frozenset[str]:
    """The lines that are boilerplate when they say nothing else."""
    return frozenset(read_yaml("html_boilerplate")["alone"])


@cache
def class_words(kind: str) -> re.Pattern[str]:
    """The words in class names that mark elements of a kind: caption, boilerplate or standfirst."""
    words = "|".join(word.replace("-", "[-_]{1,2}") for word in read_yaml("html_boilerplate")["classes"][kind])
    return re.compile(rf"(?:^|[\s_-])(?:{words})s?(?:$|[\s_-])")
