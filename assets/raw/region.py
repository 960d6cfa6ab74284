"""Mends the choice of an article's lines by where they stand: drops furniture among them, adds paragraphs passed over.

Here belongs what the page's structure says of a line: the container that holds the article, class names, links. The
words that mark furniture stand in `seeds/reference/html_furniture.yaml`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from assets.raw.visible import Line
from assets.reference import read_yaml

MAIN_SHARE = 0.85
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
    main = container(lines, chosen)
    kept = {n for n in chosen if not is_furniture(lines[n], main)}
    if sum(len(lines[n].text) for n in kept) < MIN_KEPT * sum(len(lines[n].text) for n in chosen):
        kept = {n for n in chosen if not says_furniture(lines[n])}
    kept -= strays(lines, kept, main)
    kept |= passed_over(lines, kept, main)
    return [n in kept for n in range(len(lines))]


def container(lines: Sequence[Line], chosen: set[int]) -> int:
    """The number of the innermost element that holds most of the chosen text outside links."""
    weights: Counter[int] = Counter()
    depth: dict[int, int] = {}
    for n in chosen:
        for level, number in enumerate(reversed(lines[n].path)):
            weights[number] += weight(lines[n])
            depth[number] = level
    total = sum(weight(lines[n]) for n in chosen)
    holding = [number for number, own in weights.items() if own >= MAIN_SHARE * total]
    return max(holding, key=lambda number: depth[number], default=0)


def weight(line: Line) -> int:
    """The characters of the line outside links, nearly."""
    return round(len(line.text) * (1 - line.linked))


def own_names(line: Line, main: int) -> tuple[str, ...]:
    """The class names of the line's elements below the container; of the nearest few where it stands outside."""
    return line.names[: line.path.index(main) if main in line.path else NEAR]


def is_furniture(line: Line, main: int) -> bool:
    """Whether the line points elsewhere, advertises or credits, by its words, links or elements' class names."""
    if says_furniture(line) or is_caption(line):
        return True
    return any(class_words("furniture").search(names) for names in own_names(line, main))


def says_furniture(line: Line) -> bool:
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


def passed_over(lines: Sequence[Line], kept: set[int], main: int) -> set[int]:
    """The sentences in the container, among and right beside the kept lines, that are marked up as these are."""
    if not kept:
        return set()
    prose = [lines[n] for n in kept if is_prose(lines[n])]
    parents = {parent(line) for line in prose}
    shapes = Counter(signature(line) for line in prose)
    found = set()
    for n in range(max(0, min(kept) - NEAR), min(len(lines), max(kept) + NEAR + 1)):
        line = lines[n]
        if n in kept or line.hidden or main not in line.path or not is_prose(line) or is_furniture(line, main):
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
    """The openings of lines that are furniture."""
    return tuple(read_yaml("html_furniture")["openings"])


@cache
def alone() -> frozenset[str]:
    """The lines that are furniture when they say nothing else."""
    return frozenset(read_yaml("html_furniture")["alone"])


@cache
def class_words(kind: str) -> re.Pattern[str]:
    """The words in class names that mark elements of a kind: caption, furniture or standfirst."""
    words = "|".join(word.replace("-", "[-_]{1,2}") for word in read_yaml("html_furniture")["classes"][kind])
    return re.compile(rf"(?:^|[\s_-])(?:{words})s?(?:$|[\s_-])")
