"""When a statement was made, and at which event.

Here belongs reading the clause of the cue; finding statements belongs to `statements`.
"""

import datetime as dt
import re

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import EventMention, Statement
from assets.enriched.annotate.statements.cues import Cue

_AT_EVENT = re.compile(
    r"(?i)\b(?:after|following|during|at|in) (?:the|their|a|an|his|her)\s?(?:[a-z\-]{1,20} ){0,3}"
    r"(?:talks|meeting|summit|visit|call|session|dialogue|forum|conference|consultations)\b"
    r"|\bjoint (?:statement|communiqu|declaration|press conference|news conference)"
)
_AT_WORDS = (
    "talk",
    "meeting",
    "summit",
    "visit",
    "call",
    "session",
    "dialogue",
    "forum",
    "conference",
    "consult",
    "joint",
)
_TALKS = frozenset({"meeting", "visit", "call", "summit", "forum_sideline"})
_FIRST_SENTENCES = 4  # a same-day report names its day in its first sentences


def place_and_date(reading: Reading, row: Statement, cue: Cue | None) -> None:
    """Fills `said_on` and `event` where the clause of the cue or the report's day tells them."""
    if cue is None:
        return
    sentence = cue.token.sent
    row.said_on = _day_in(reading, sentence.start_char, sentence.end_char, row) or _same_day(reading, cue)
    row.event = _event(reading, row, sentence.text, sentence.start_char, sentence.end_char)


def _day_in(reading: Reading, start: int, end: int, row: Statement) -> dt.date | None:
    """The day named in the cue's sentence outside the content."""
    for time in reading.times_in(start, end):
        outside = time.end <= row.start or time.start >= row.end
        if outside and time.precision == "day":
            return time.start_on if time.start_on == time.end_on else None
    return None


def _same_day(reading: Reading, cue: Cue) -> dt.date | None:
    """The reference day, where the report tells in the past tense of what was said and names that day as its own."""
    today = reading.context.reference_on
    if today is None or cue.token.tag_ not in ("VBD", "VBG", "VBN", "IN"):
        return None
    sentences = reading.annotation.sentences[:_FIRST_SENTENCES]
    end = sentences[-1].end if sentences else 0
    named = (t for t in reading.times_in(0, end) if t.precision == "day" and t.timex_type == "DATE")
    return today if any(time.start_on == time.end_on == today for time in named) else None


def _event(reading: Reading, row: Statement, sentence: str, start: int, end: int) -> int | None:
    """Position of the talks at which it was said: those of all its speakers, of the cue's sentence, or told before."""
    lowered = sentence.lower()
    if not any(word in lowered for word in _AT_WORDS) or not _AT_EVENT.search(sentence):
        return None
    events = reading.annotation.events
    here = [n for n, e in enumerate(events) if e.event_kind in _TALKS and e.status == "happened" and not e.background]
    speakers = {speaker.entity for speaker in row.speakers if speaker.entity is not None}
    shared = [n for n in here if speakers and speakers <= _parties(events[n])]
    if shared:
        return shared[0]
    inside = [n for n in here if start <= events[n].trigger_start < end]
    if inside:
        return inside[0]
    before = [n for n in here if events[n].start < start and speakers & _parties(events[n])]
    return before[-1] if before else None


def _parties(event: EventMention) -> set[int]:
    return {participant.entity for participant in event.participants}
