"""Finds the time expressions of one document and reads them from front to back.

Every rule proposes its matches; of overlapping ones the longest is kept, and of equally long ones that of the first
rule. They are then read in the order of the text, because later ones count from earlier ones. Here belongs that order;
what a phrase means belongs to the modules of the rules.
"""

import re
from collections.abc import Iterator

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import TimeMention
from assets.enriched.annotate.times import clock, deictic, explicit, spans
from assets.enriched.annotate.times.intervals import Interval, interval_of
from assets.enriched.annotate.times.scene import Rule, Scene, Value, is_narrative

RULES: tuple[Rule, ...] = explicit.RULES + deictic.RULES + clock.RULES + spans.RULES
MOVING = frozenset({"explicit", "focus"})  # methods whose dates the text tells by itself


def find(reading: Reading) -> None:
    """Fills `annotation.times`, in order, none overlapping."""
    text, context = reading.doc.text, reading.context
    scene = Scene(reading.doc, context.reference_on, is_narrative(text, context.reference_on))
    for found, values in _kept(text, scene):
        reading.annotation.times.append(_mention(found, values, reading))


def _kept(text: str, scene: Scene) -> Iterator[tuple[re.Match[str], Value]]:
    """The matches that are kept, with their values, front to back."""
    end = 0
    for start, proposals in _proposals(text):
        if start < end:
            continue
        for _, rule, found in proposals:
            value = rule.read(found, scene)
            if value is None:
                continue
            if value.method in MOVING or scene.narrative:
                scene.reached(value, found.start())
            elif "-Q" in value.value:
                scene.quarter = value.value
            end = found.end()
            yield found, value
            break


def _proposals(text: str) -> Iterator[tuple[int, list[tuple[int, Rule, re.Match[str]]]]]:
    """The matches of all rules by where they begin, the longest first."""
    by_start: dict[int, list[tuple[int, int, Rule, re.Match[str]]]] = {}
    for order, rule in enumerate(RULES):
        for found in rule.pattern.finditer(text):
            if found.end() > found.start():
                by_start.setdefault(found.start(), []).append((-found.end(), order, rule, found))
    for start in sorted(by_start):
        yield start, [(end, rule, found) for end, _, rule, found in sorted(by_start[start], key=lambda p: p[:2])]


def _mention(found: re.Match[str], value: Value, reading: Reading) -> TimeMention:
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
        reading.sentence_at(found.start()),
    )
