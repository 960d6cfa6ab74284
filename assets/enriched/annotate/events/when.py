"""When: the days of an event from a time expression of its own clause, never from one of an unrelated sentence.

Here belong the choice of the expression and the side of today on which it lies. What an expression means belongs to
`times`, which expressions may date an event to `dating`, what the discourse adds to `discourse`.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from spacy.tokens import Span

from assets.enriched.annotate.events import dating, grammar, status
from assets.enriched.annotate.events.found import Found
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import DatePrecision, EventStatus, Participant, TimeMention
from assets.knowledge import countries

UTTERED = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT"})
PRECISIONS: dict[str, DatePrecision] = {
    "day": "day",
    "minute": "day",
    "hour": "day",
    "second": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
FRONT = 6  # sentences from the start of the text that tell the news
# Degrees of longitude: countries beyond FAR_EAST begin a day when those up to NEAR_EAST are in the afternoon before.
NEAR_EAST, FAR_EAST = 45, 100
WEEKDAYS = frozenset(name.lower() for name in (*calendar.day_name, *calendar.day_abbr))
MONTHS = frozenset(name.lower() for name in (*calendar.month_name, *calendar.month_abbr) if name) | {"sept", "sept."}
NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip


@dataclass(slots=True)
class When:
    """Days of an event and how exactly they are known; `told` where they are those on which somebody told of it."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: DatePrecision = "none"
    told: bool = False


def time_of(reading: Reading, event: Found, sentence: Span) -> TimeMention | None:
    """The time expression that dates the event: in the trigger's own phrase, else in its clause, else in the clauses
    that it depends on; one that only measures back ("since 2015") dates nothing."""
    times = [t for t in _times_in(reading, sentence) if t.timex_type in {"DATE", "TIME"} and t.start_on is not None]
    times = [t for t in times if _may_date(reading, event, t)]
    best: tuple[int, int, TimeMention] | None = None
    for time in times:
        token = reading.span(time.start, time.end).root
        distance = dating.distance(token, event)
        if distance is not None and (best is None or (distance, abs(token.i - event.trigger.i)) < best[:2]):
            best = (distance, abs(token.i - event.trigger.i), time)
    if best is not None and event.nominal and event.light is None and event.status == "planned" and best[0] > 0:
        return None
    if best is None and event.trigger.dep_ == "ROOT" and len(times) == 1:
        return times[0]
    return best[2] if best else None


def _may_date(reading: Reading, event: Found, time: TimeMention) -> bool:
    """Whether a time is no part of something else; what is called off keeps only a day of its own or one ahead."""
    token = reading.span(time.start, time.end).root
    if dating.measures_back(token, reading, time, event) or dating.of_another(token, event):
        return False
    if dating.of_a_noun(token, event) or dating.of_content(token, event, time):
        return False
    if (event.status != "happened" or _is_done_before(event)) and dating.is_of_speech(token, event):
        return False
    return event.sense.frame != "cancel" or dating.below_object(token, event) or _is_ahead(reading, time)


def _is_done_before(event: Found) -> bool:
    """Whether a perfect tells what was done some day before somebody spoke: "he said on Monday that they have met"."""
    verb = event.verb if event.verb is not None else event.trigger
    return status.is_perfect(verb)


def _is_ahead(reading: Reading, time: TimeMention) -> bool:
    """Whether a time begins after the article's day."""
    today = reading.context.reference_on or reading.context.published_on
    return today is not None and time.start_on is not None and time.start_on > today


def _times_in(reading: Reading, sentence: Span) -> list[TimeMention]:
    return [t for t in reading.annotation.times if sentence.start_char <= t.start < sentence.end_char]


def when(reading: Reading, event: Found, sentence: Span, participants: list[Participant]) -> When:
    """The days that the sentence gives the event, those on which it was day where its participants are."""
    time = time_of(reading, event, sentence)
    if time is None:
        return When()
    precision = PRECISIONS.get(time.precision, "none")
    if precision == "none" and time.start_on and time.end_on:
        days = (time.end_on - time.start_on).days
        precision = "day" if days < 4 else "week" if days < 12 else "month" if days < 62 else "year"
    found = lasting(event, ahead(reading, event, time, When(time.start_on, time.end_on, precision)))
    if reading.clean.text[time.start : time.end].split()[0].lower() in WEEKDAYS:
        found = locally(reading, event, found, participants)
    found.told = dating.is_of_speech(reading.span(time.start, time.end).root, event)
    return found


def ahead(reading: Reading, event: Found, time: TimeMention, found: When) -> When:
    """A weekday, weekend or calendar day without a year on the side of today where the event lies; what is planned has
    no day that is over."""
    today = reading.context.reference_on or reading.context.published_on
    if today is None or found.start is None or found.end is None:
        return found
    words = set(reading.clean.text[time.start : time.end].lower().replace(",", " ").split())
    weekday = bool(words & WEEKDAYS) and not words & MONTHS and not words & {"last", "next"}
    if event.status == "happened" and (weekday or words >= {"this", "weekend"}) and found.start > today:
        return _weeks_on(found, (today - found.start).days // 7) if _finite_past(event) else found
    if event.status != "planned" or found.end >= today:
        return found
    if weekday:
        return _weeks_on(found, ((today - found.start).days + 6) // 7)
    if words & MONTHS and not any(len(word) == 4 and word.isdigit() for word in words):
        return coming(today, found)
    return found if found.precision == "day" else When()


def _weeks_on(found: When, weeks: int) -> When:
    """The same days of the week, some weeks later."""
    if found.start is None or found.end is None:
        return found
    later = dt.timedelta(weeks=weeks)
    return When(found.start + later, found.end + later, found.precision)


def _finite_past(event: Found) -> bool:
    """Whether the first finite verb at or above the event's is in the past tense."""
    verb = event.verb if event.verb is not None else event.trigger
    for token in (verb, *verb.ancestors):
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return bool(token.tag_ == "VBD")
    return False


def coming(today: dt.date, found: When) -> When:
    """The same days of the year, the next time they come."""
    if found.start is None or found.end is None:
        return found
    years = today.year - found.start.year + ((found.start.month, found.start.day) < (today.month, today.day))
    return When(_years_on(found.start, years), _years_on(found.end, years), found.precision)


def _years_on(day: dt.date, years: int) -> dt.date:
    """The same day of another year; 29 February becomes the 28th where it must."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def lasting(event: Found, found: When) -> When:
    """The days with the end that "a three-day visit" gives, where only the first is known."""
    if found.precision != "day" or found.start is None or found.end not in {None, found.start}:
        return found
    for token in event.trigger.subtree:
        if token.lower_ in {"day", "days"} and token.dep_ in {"compound", "nmod", "amod"}:
            count = next((c.lower_ for c in token.children if c.dep_ == "nummod"), "")
            days = NUMBERS.get(count) or (int(count) if count.isdigit() and len(count) < 3 else 1)
            rest = dt.timedelta(days=max(0, days - 1))
            return (
                When(found.start - rest, found.start, "day")
                if _ends(event)
                else When(found.start, found.start + rest, "day")
            )
    measure = grammar.measured(event.trigger)
    if measure.lemma_ == "day" and _ends(event):
        count = next((c.lower_ for c in grammar.children(measure, {"nummod"})), "")
        return When(found.start - dt.timedelta(days=max(0, NUMBERS.get(count, 1) - 1)), found.start, "day")
    return found


def _ends(event: Found) -> bool:
    """Whether the day is the last: "ended two days of talks", "at the end of a two-day visit"."""
    if (
        event.verb is not None
        and event.light
        and event.verb.lemma_ in {"end", "conclude", "finish", "wrap", "wind", "complete"}
    ):
        return True
    above = event.trigger.head.head
    return event.trigger.head.lower_ == "of" and above.lower_ in {"end", "close", "conclusion"}


def settled(reading: Reading, event: Found, found: When, state: EventStatus) -> EventStatus:
    """The status once the day is known: a present tense with a day ahead is planned; a day behind has happened."""
    today = reading.context.reference_on or reading.context.published_on
    if today is None or found.start is None or event.sense.type in UTTERED:
        return state
    if state == "happened" and found.start > today and (found.end or found.start) > today:
        verb = event.verb
        past = verb is not None and not status.is_future_form(verb)
        return state if past and (found.start - today).days <= 1 else "planned"
    return state


def locally(reading: Reading, event: Found, found: When, participants: list[Participant]) -> When:
    """The day on which it was where it was: what an article from the west opens with and dates by tomorrow's weekday
    happened in the far east on the day that has begun there, not six days ago."""
    today, context = reading.context.reference_on, reading.context
    week = dt.timedelta(days=6)
    if today is None or event.status != "happened" or found.precision != "day" or found.start != today - week:
        return found
    place = countries.by_code(context.dateline_country) if context.dateline_country else None
    states = [countries.by_code(p.country) for p in participants if p.country]
    if (place is not None and place.longitude > NEAR_EAST) or not any(s and s.longitude > FAR_EAST for s in states):
        return found
    opening = reading.sentence_at(event.trigger.idx) < FRONT
    relative = event.verb is not None and event.verb.dep_ == "relcl"
    return (
        When(today + dt.timedelta(days=1), today + dt.timedelta(days=1), "day") if opening and not relative else found
    )
