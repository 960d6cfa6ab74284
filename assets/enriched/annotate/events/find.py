"""Finds the events of one document: sentence by sentence, then what the frame of the discourse adds.

Here belongs the order of the modules, and how an event mention is put together.
"""

from spacy.tokens import Span

from assets.enriched.annotate.events import (
    deeds,
    discourse,
    frames,
    modes,
    outcome,
    select,
    several,
    sides,
    triggers,
    when,
    where,
)
from assets.enriched.annotate.events.found import Found
from assets.enriched.annotate.events.lexicon import lexicon
from assets.enriched.annotate.events.report import Report
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import EventMention

LONGEST = 400  # tokens of a sentence that is read; what is longer is a list or a page without stops


def find(reading: Reading) -> None:
    """Fills `annotation.events`, in the order of the text."""
    reports: list[Report] = []
    for sentence in reading.doc.sents:
        for event in triggers.find(sentence) if len(sentence) <= LONGEST else ():
            report = report_of(reading, event, sentence)
            if report is not None:
                reports.append(report)
    discourse.complete(reading, reports)
    deeds.complete(reading, reports)
    reading.annotation.events = select.worth_a_row(reading, reports)


def report_of(reading: Reading, event: Found, sentence: Span) -> Report | None:
    """One event word as a report, or None where it tells of nothing, or is part of a name."""
    named = reading.mention_of(event.trigger)
    if (
        event.nominal
        and event.light is None
        and named is not None
        and named.kind in {"forum", "organisation", "agreement"}
    ):
        return None
    if event.trigger.lemma_ == "protest" and not event.nominal and sides.by_government(reading, event.sources):
        event.sense = lexicon().senses["condemn"]  # states lodge protests, people hold them
    participants = frames.participants(reading, event)
    days = when.when(reading, event, sentence, participants)
    status = when.settled(reading, event, days, event.status)
    result = outcome.outcome(event, status, participants)
    if result is None:
        return None
    place = where.where(reading, event, sentence, participants)
    kind, mode = result.kind, result.mode or modes.mode_of(event, result.type, participants)
    states = {p.country for p in participants if p.country}
    beside = place.forum is not None and len(states) > 1 and not _is_forum(reading, event, place.forum)
    if kind == "meeting" and (place.sidelines or beside):
        kind, mode = "forum_sideline", "multilateral"
    start, end = span_of(event, sentence)
    at = event.trigger.idx
    mention = EventMention(
        sentence_no=reading.sentence_at(at),
        start=start,
        end=end,
        trigger_start=at,
        trigger_end=at + len(event.trigger.text),
        event_type=result.type,
        event_kind=kind,
        event_mode=mode,
        contexts=list(event.sense.contexts),
        status=result.status,
        start_on=days.start,
        end_on=days.end,
        date_precision=days.precision,
        place=place.place,
        country=place.country,
        forum=place.forum,
        participants=participants,
        history=event.pluperfect,
        several=several.is_several(event),
    )
    return Report(event, mention, place.explicit, days.told, days.start is not None)


def _is_forum(reading: Reading, event: Found, forum: int) -> bool:
    """Whether the meeting is the forum's own: "held a two-plus-two meeting"."""
    near = [event.trigger, *event.trigger.children]
    named = [reading.mention_of(token) for token in near]
    return event.nominal and any(mention is not None and mention.entity == forum for mention in named)


def span_of(event: Found, sentence: Span) -> tuple[int, int]:
    """The clause of an event: from the leftmost to the rightmost token under its verb, within the sentence, and in any
    case with the event word, which may be the subject of a verb above that one ("the stops are not set to be long")."""
    top = event.verb if event.verb is not None and (event.light or not event.nominal) else event.trigger
    tokens = [t for t in top.subtree if sentence.start <= t.i < sentence.end and not t.is_space]
    tokens.append(event.trigger)
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return first.idx, last.idx + len(last.text)
