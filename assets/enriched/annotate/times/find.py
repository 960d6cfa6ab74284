"""Finds the time expressions of one document and reads them from front to back.

Every rule proposes its matches; of overlapping ones the longest is kept, and of equally long ones that of the first
rule. They are then read in the order of the text, because later ones count from earlier ones. Here belongs that order;
what a phrase means belongs to the modules of the rules.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import TimeMention
from assets.enriched.annotate.times import anaphoric, clock, deictic, durations, explicit, periods
from assets.enriched.annotate.times.anchor import Rule, TimeAnchor, Value, is_narrative
from assets.enriched.annotate.times.intervals import Interval, interval_of
from assets.enriched.annotate.times.ranges import joined

RULES: tuple[Rule, ...] = (
    explicit.RULES + periods.RULES + anaphoric.RULES + deictic.RULES + clock.RULES + durations.RULES
)
MOVING = frozenset({"explicit", "focus"})  # methods whose dates the text tells by itself
WINDOW = 90  # characters on either side of a cue that an expression may take

_TOKEN = re.compile(r"[A-Za-z]+|\d+|[:/]")
_BY_CUE: dict[str, list[int]] = {}
for _order, _rule in enumerate(RULES):
    for _cue in _rule.cues:
        _BY_CUE.setdefault(_cue, []).append(_order)


def find(reading: Reading) -> None:
    """Fills `annotation.times`, in order, none overlapping."""
    text, context = reading.clean.text, reading.context
    titles = tuple((part.start, part.end) for part in reading.clean.paragraphs if part.role == "title")
    anchor = TimeAnchor(
        reading.doc, text, context.reference_on, is_narrative(text, context.reference_on), headlines=titles
    )
    starts = [sentence.start for sentence in reading.annotation.sentences]
    for found, value in joined(list(_kept(text, anchor)), text):
        number = max(0, bisect_right(starts, found.start()) - 1)
        reading.annotation.times.append(_mention(found, value, number))


def _kept(text: str, anchor: TimeAnchor) -> Iterator[tuple[re.Match[str], Value]]:
    """The matches that are kept, with their values, front to back."""
    end = 0
    for start, proposals in _proposals(text):
        if start < end:
            continue
        for _, rule, found in proposals:
            value = rule.read(found, anchor)
            if value is None:
                continue
            if value.method in MOVING:
                anchor.reached(value, found.start())
            anchor.advance(value, found.start())
            end = found.end()
            yield found, value
            break


def _proposals(text: str) -> Iterator[tuple[int, list[tuple[int, Rule, re.Match[str]]]]]:
    """The matches of all rules by where they begin, the longest first."""
    by_start: dict[int, list[tuple[int, int, Rule, re.Match[str]]]] = {}
    for order, places in sorted(_cued(text).items()):
        for start, end in _windows(places, text):
            for found in RULES[order].pattern.finditer(text, start, end):
                if found.end() > found.start():
                    by_start.setdefault(found.start(), []).append((-found.end(), order, RULES[order], found))
    for start in sorted(by_start):
        yield start, [(end, rule, found) for end, _, rule, found in sorted(by_start[start], key=lambda p: p[:2])]


def _cued(text: str) -> dict[int, list[int]]:
    """Where the cues of each rule stand."""
    places: dict[int, list[int]] = {}
    for token in _TOKEN.finditer(text):
        word = token[0].lower()
        orders = _BY_CUE.get(f"#{len(word)}" if word[0].isdigit() else word)
        if orders is not None:
            for order in orders:
                places.setdefault(order, []).append(token.start())
    return places


def _windows(places: list[int], text: str) -> Iterator[tuple[int, int]]:
    """The stretches around cues, joined where they meet, cut between words."""
    start, end = 0, -1
    for place in places:
        if end >= 0 and place - WINDOW > end:
            yield start, _whole(end, text)
            end = -1
        if end < 0:
            start = _whole(max(0, place - WINDOW), text)
        end = place + WINDOW
    if end >= 0:
        yield start, _whole(end, text)


def _whole(position: int, text: str) -> int:
    """The next blank from a position, at most a word's length on."""
    limit = min(len(text), position + 40)
    while 0 < position < limit and not text[position].isspace():
        position += 1
    return min(position, len(text))


def _mention(found: re.Match[str], value: Value, sentence_no: int) -> TimeMention:
    interval: Interval | None = value.interval or (
        interval_of(value.value) if value.timex_type in {"DATE", "TIME"} else None
    )
    return TimeMention(
        found.start(),
        found.end(),
        value.timex_type,
        value.value,
        interval.first if interval else None,
        interval.last if interval else None,
        interval.precision if interval else "none",
        value.method,
        sentence_no,
    )
