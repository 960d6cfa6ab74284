"""Pairs quotation marks: which stretches of a text stand in quotation marks, whatever marks a writer uses or forgets.

Here belongs the pairing alone, from characters. Who said it, and whether it is speech at all, belongs to `statements`.

Straight, curly, low, angled and doubled single marks are read, mixed up as they come; a mark opens or closes by the
characters beside it. No quotation crosses a paragraph: one that runs on over several paragraphs is one quotation each.
A missing closing mark ends the content at the end of its sentence. Single marks count where no double ones enclose
them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_DOUBLE = re.compile(r"[\"“”„‟«»＂]|``|''")
_OPENING = frozenset("“„‟«") | {"``"}
_CLOSING = frozenset("”»") | {"''"}
_SINGLE_OPEN = re.compile(r"(?<![\w’'])['‘](?=[^\W_]|[\[(])(?!(?:s|t|re|ve|ll|d|m|em|til|tis|twas|n|\d\ds?)\b)")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s\"“])['’](?![^\W_])")
_SENTENCE_END = re.compile(r"[.!?…]{1,4}[’')\]]?(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Prof|Rev|St|Jr|Sr|No|vs|Jan|Feb|Aug|Sept|Oct"
    r"|Nov|Dec|a\.m|p\.m|U\.S|U\.N|U\.K))\.$"
)
_BEFORE_OPENING = frozenset("([{—–-:;/‘'…")
_TRIMMED = " \t\n,.\"“”‘’'`„‟«»＂"
LEAST_WORDS_SINGLE = 3  # between single marks: shorter ones are mostly apostrophes and nicknames


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks: content [start, end) without marks and closing comma or stop.

    [outer_start, outer_end) holds its marks too. `paragraph` is its position in the paragraphs given. `continued` says
    that the quotation of the paragraph before runs on in it; `closed` that its closing mark is there.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    closed: bool = True
    continued: bool = False


def quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """The quotations of a text, in order, none overlapping. `paragraphs` are ranges in order. Linear in the text."""
    found: list[Quotation] = []
    runs_on = False
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else None
        goes_on = following is not None and _opens_at(text, following)
        here = list(_in_paragraph(text, start, end, number, goes_on))
        if runs_on and here and here[0].outer_start - start < 2:
            here[0] = replace(here[0], continued=True)
        found += here
        runs_on = goes_on and bool(here) and not here[-1].closed
    return [quotation for quotation in found if quotation.start < quotation.end]


def _in_paragraph(text: str, start: int, end: int, number: int, goes_on: bool) -> Iterator[Quotation]:
    """The quotations of one paragraph: those in double marks, and in between those in single ones."""
    at = start
    for left, right, closed in _pairs(text, start, end, goes_on):
        yield from _singles(text, at, left, number)
        yield _quotation(text, left, right, number, closed)
        at = right
    yield from _singles(text, at, end, number)


def _pairs(text: str, start: int, end: int, goes_on: bool) -> Iterator[tuple[int, int, bool]]:
    """Outer ranges of the stretches in double marks, and whether the closing mark is there."""
    opened: int | None = None
    nested = False
    marks = list(_DOUBLE.finditer(text, start, end))
    for number, mark in enumerate(marks):
        if not _opens(text, mark, start, end, opened is not None):
            if nested:
                nested = False
                continue
            if opened is not None:
                yield opened, mark.end(), True
            opened = None
            continue
        if opened is not None:
            nested = not nested and _is_nested(text, marks[number + 1 : number + 3], start, end)
            if nested:
                continue
            stop = _sentence_end(text, opened, mark.start())
            if stop is not None:
                yield opened, stop, False
        opened = mark.start()
    if opened is not None:
        stop = end if goes_on else _sentence_end(text, opened, end)
        yield opened, stop if stop is not None else end, False


def _is_nested(text: str, following: Sequence[re.Match[str]], start: int, end: int) -> bool:
    """Whether a mark that opens inside a quotation is closed before it: the next two marks both close."""
    return len(following) == 2 and not any(_opens(text, mark, start, end, True) for mark in following)


def _opens(text: str, mark: re.Match[str], start: int, end: int, inside: bool) -> bool:
    """Whether a mark opens: by the blanks and letters beside it, then by its form, then by what is open."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    can_open = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING)
    can_close = not before.isspace() and not after.isalnum()
    if can_open != can_close:
        return can_open
    if mark[0] in _OPENING or mark[0] in _CLOSING:
        return mark[0] in _OPENING
    return not inside


def _opens_at(text: str, position: int) -> bool:
    """Whether a paragraph begins with an opening mark."""
    mark = _DOUBLE.match(text, position)
    return mark is not None and not text[mark.end() : mark.end() + 1].isspace()


def _singles(text: str, start: int, end: int, number: int) -> Iterator[Quotation]:
    """Stretches in single marks; the closing one stands behind punctuation if any does: others may be apostrophes."""
    at = start
    while True:
        opening = _SINGLE_OPEN.search(text, at, end)
        if opening is None:
            return
        at = opening.end()
        following = _SINGLE_OPEN.search(text, at, end)
        closing = _single_close(text, at, following.start() if following else end)
        if closing is None:
            continue
        if len(text[opening.end() : closing].split()) >= LEAST_WORDS_SINGLE:
            yield _quotation(text, opening.start(), closing + 1, number, True)
            at = closing + 1


def _single_close(text: str, start: int, end: int) -> int | None:
    """Position of the single mark that closes what opened before `start`, None where none does."""
    marks = [mark.start() for mark in _SINGLE_CLOSE.finditer(text, start, end)]
    sure = next((mark for mark in marks if text[mark - 1] in ".,!?…"), None)
    if sure is not None:
        return sure
    plain = [mark for mark in marks if text[mark - 1] not in "sS"]
    return plain[0] if plain else (marks[-1] if marks else None)


def _sentence_end(text: str, start: int, end: int) -> int | None:
    """End of the first sentence of a range, None where it holds no end."""
    for stop in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text, max(start, stop.start() - 6), stop.start() + 1):
            return stop.end()
    return None


def _quotation(text: str, left: int, right: int, number: int, closed: bool) -> Quotation:
    """The quotation of an outer range; its content may be empty."""
    start, end = left, right
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return Quotation(start, end, left, right, number, closed)
