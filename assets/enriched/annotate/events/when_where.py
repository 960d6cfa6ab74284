"""When and where: from the clause of the event, else from the frame of its discourse, never from an unrelated sentence.

Here belong the choice of a time expression, the place, the forum, and "here". What an expression means belongs to
`times`, where a place lies to `mentions` and `people`.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from spacy.tokens import Span, Token

from assets.enriched.annotate.events import dating, grammar, status
from assets.enriched.annotate.events.found import CONSULTATIONS, Found
from assets.enriched.annotate.events.parties import country_of
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import DatePrecision, EventStatus, LocalEntity, Mention, Participant, TimeMention
from assets.knowledge import countries

AT = ("in", "at", "near", "on", "inside", "outside", "off", "around", "aboard", "across", "over", "along")
FORUM_AT = ("at", "of", "during", "in", "for", "around")
UTTERED = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT"})
# Kinds that happen in the actor's own country unless the text says otherwise, and in the target's.
AT_HOME = frozenset({"weapons_test", "exercise", "resignation"})
AT_TARGET = frozenset({"attack"})
PRECISIONS: dict[str, DatePrecision] = {
    "day": "day",
    "minute": "day",
    "hour": "day",
    "second": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}


WEEKDAYS = frozenset(name.lower() for name in (*calendar.day_name, *calendar.day_abbr))
MONTHS = frozenset(name.lower() for name in (*calendar.month_name, *calendar.month_abbr) if name) | {"sept", "sept."}
COMPASS = frozenset(
    f"{way}{end}"
    for way in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for end in ("", "ern")
) | {"central"}
DEEP = 5  # tokens above a time among which "since" is looked for
NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip


@dataclass(slots=True)
class When:
    """Days of an event and how exactly they are known."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: DatePrecision = "none"


@dataclass(slots=True)
class Where:
    """Place and forum (positions of local entities) and the country of the place."""

    place: int | None = None
    country: str | None = None
    forum: int | None = None
    sidelines: bool = False
    explicit: bool = False


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
    return event.sense.frame != "cancel" or dating.below_object(token, event) or _is_ahead(reading, time)


def _is_ahead(reading: Reading, time: TimeMention) -> bool:
    """Whether a time begins after the article's day."""
    today = reading.context.reference_on or reading.context.published_on
    return today is not None and time.start_on is not None and time.start_on > today


def _times_in(reading: Reading, sentence: Span) -> list[TimeMention]:
    return [t for t in reading.annotation.times if sentence.start_char <= t.start < sentence.end_char]


def when(reading: Reading, event: Found, sentence: Span) -> When:
    """The days that the sentence gives the event."""
    time = time_of(reading, event, sentence)
    if time is None:
        return When()
    precision = PRECISIONS.get(time.precision, "none")
    if precision == "none" and time.start_on and time.end_on:
        days = (time.end_on - time.start_on).days
        precision = "day" if days < 4 else "week" if days < 12 else "month" if days < 62 else "year"
    return lasting(event, ahead(reading, event, time, When(time.start_on, time.end_on, precision)))


def ahead(reading: Reading, event: Found, time: TimeMention, found: When) -> When:
    """A weekday or calendar day without a year on the side of today where the event lies."""
    today = reading.context.reference_on or reading.context.published_on
    if today is None or found.start is None or found.end is None:
        return found
    words = set(reading.clean.text[time.start : time.end].lower().replace(",", " ").split())
    weekday = bool(words & WEEKDAYS) and not words & MONTHS and not words & {"last", "next"}
    if event.status == "happened" and weekday and found.start > today and _finite_past(event):
        weeks = dt.timedelta(weeks=((found.start - today).days + 6) // 7)
        return When(found.start - weeks, found.end - weeks, found.precision)
    if event.status != "planned" or found.end >= today:
        return found
    if weekday:
        weeks = dt.timedelta(weeks=((today - found.start).days + 6) // 7)
        return When(found.start + weeks, found.end + weeks, found.precision)
    if words & MONTHS and not any(len(word) == 4 and word.isdigit() for word in words):
        return coming(today, found)
    return found


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


def where(reading: Reading, event: Found, sentence: Span, participants: list[Participant]) -> Where:
    """Place, country and forum of the event, from its clause."""
    found = Where()
    for token in _places(event):
        mention = reading.mention_of(token)
        if mention is None or mention.entity is None:
            if token.lower_ in {"sideline", "sidelines", "margin", "margins"}:
                found.sidelines = True
            continue
        kind = reading.annotation.entities[mention.entity].kind
        if kind == "forum" and found.forum is None:
            found.forum = mention.entity
        if kind in {"place", "country"} and found.place is None and event.sense.kind not in {"support"}:
            found.place, found.country, found.explicit = mention.entity, country_of(reading, mention.entity), True
            if kind == "country":
                found.place = _capital(reading, mention, token)
        if kind == "organisation" and found.place is None and found.country is None and _is_venue(token, event):
            found.place = town(
                reading, reading.clean.text[mention.start : mention.end], country_of(reading, mention.entity)
            )
            found.country, found.explicit = country_of(reading, mention.entity), True
    if found.place is None and says_here(event):
        found.place, found.country, found.explicit = dateline_place(reading), reading.context.dateline_country, True
    _forum_in(reading, event, sentence, found)
    if found.country is None:
        found.country = _by_kind(event, participants)
    return found


def _is_venue(token: Token, event: Found) -> bool:
    """Whether a body is where something took place: "met at the White House"."""
    return event.sense.kind in CONSULTATIONS and token.dep_ == "pobj" and token.head.lower_ in {"at", "in"}


def says_here(event: Found) -> bool:
    """Whether the clause says "here", which is the dateline's place."""
    anchors = [event.trigger] if event.verb is None else [event.trigger, event.verb]
    return any(child.lower_ == "here" for anchor in anchors for child in anchor.subtree if child.dep_ == "advmod")


def dateline_place(reading: Reading) -> int | None:
    """Position of the dateline's place among the entities; it is added where only the dateline names it."""
    name = (reading.context.dateline_place or "").split(",")[0].strip()
    return town(reading, name.title() if name.isupper() else name, reading.context.dateline_country) if name else None


def town(reading: Reading, name: str, country: str | None) -> int:
    """Position of a place of this name, which is added where the document has no such entity."""
    for position, entity in enumerate(reading.annotation.entities):
        forms = {form.casefold() for form in (entity.name, *entity.aliases)}
        if entity.kind == "place" and name.casefold() in forms:
            return position
    reading.annotation.entities.append(LocalEntity("place", name, country=country))
    return len(reading.annotation.entities) - 1


def _capital(reading: Reading, mention: Mention, token: Token) -> int | None:
    """A capital that stands in a phrase of place is the town, not its government; a country is no place of its own."""
    name = reading.clean.text[mention.start : mention.end]
    entity = reading.annotation.entities[mention.entity] if mention.entity is not None else None
    country = countries.by_code(entity.country) if entity is not None and entity.country else None
    side = [c for c in token.children if c.lower_ in COMPASS and c.i == token.i - 1 and c.idx < mention.start]
    if side and country is not None:
        return town(reading, f"{side[0].text} {name}", country.code)
    if country is None or name.casefold() != (country.capital or "").casefold().removesuffix(" city"):
        return None
    return town(reading, name, country.code)


def _places(event: Found) -> list[Token]:
    """Heads of the phrases that may say where, those of the trigger first."""
    anchors = [event.trigger]
    if event.verb is not None and event.verb is not event.trigger:
        anchors.append(event.verb)
    if event.sense.frame == "visit":
        going = [t for word in event.sense.prepositions for a in anchors for t in grammar.prepositional(a, (word,))]
        direct = [] if event.nominal else [m for t in grammar.objects(event.trigger) for m in grammar.with_conjuncts(t)]
        return [*direct, *_chain(going, 2), *_located(anchors)]
    if event.sense.frame == "cancel":
        nouns = grammar.objects(event.trigger)
        return [t for noun in nouns for t in grammar.prepositional(noun, ("to", "in", "at"))] + _located(anchors)
    if event.sense.frame == "invite":
        clauses = grammar.children(event.trigger, {"xcomp", "ccomp", "advcl"})
        visited = [t for c in clauses for t in (*grammar.objects(c), *grammar.prepositional(c, ("to",)))]
        return [*visited, *grammar.prepositional(event.trigger, ("to",)), *_located(anchors)]
    among = [t for target in event.targets for t in grammar.prepositional(target, ("in", "at"))]
    if event.sense.frame == "sole":
        return [*grammar.prepositional(event.trigger, ("from", "off")), *_from_objects(event), *_located(anchors)]
    return [*_located(anchors), *(among if event.sense.kind in CONSULTATIONS else [])]


def _from_objects(event: Found) -> list[Token]:
    """ "fired a missile from Wonsan": the phrase may hang on the object."""
    nouns = [] if event.nominal else grammar.objects(event.trigger)
    found = [t for noun in nouns for t in grammar.prepositional(noun, ("from",))]
    return _chain(found, DEEP)


def _located(anchors: list[Token]) -> list[Token]:
    """Nouns behind prepositions of place, and those behind them: "on the sidelines of a summit in Riga"."""
    found: list[Token] = []
    for anchor in anchors:
        found += _chain(grammar.prepositional(anchor, AT), DEEP)
        for noun in grammar.objects(anchor) if grammar.is_verb(anchor) else []:
            found += grammar.prepositional(noun, ("in", "at", "near"))
    return found


def _chain(nouns: list[Token], depth: int) -> list[Token]:
    found: list[Token] = []
    for noun in nouns:
        found += [noun, *grammar.children(noun, {"appos"})]
        if depth:
            found += _chain(grammar.prepositional(noun, ("of", "in", "near", "at")), depth - 1)
    return found


def _forum_in(reading: Reading, event: Found, sentence: Span, found: Where) -> None:
    """A forum named in the clause, and whether the parties met on its sidelines."""
    if event.sense.kind not in CONSULTATIONS:
        return
    text = sentence.text.lower()
    forums = [m for m in reading.mentions_in(sentence.start_char, sentence.end_char) if m.kind == "forum"]
    forums = [m for m in forums if not _behind_before(reading, m)]
    if found.forum is None and forums:
        found.forum = _nearest(forums, event.trigger).entity
    found.sidelines = found.sidelines or "sidelines of" in text or "margins of" in text


def _behind_before(reading: Reading, mention: Mention) -> bool:
    """Whether a forum only dates what came before it: "met a day before the summit"."""
    root = reading.span(mention.start, mention.end).root
    return any(above.lower_ in {"before", "ahead"} for above in [root, *root.ancestors][: 2 * DEEP])


def _nearest(mentions: list[Mention], token: Token) -> Mention:
    return min(mentions, key=lambda m: abs(m.start - token.idx))


def _by_kind(event: Found, participants: list[Participant]) -> str | None:
    """The country that the kind of event implies: of the actor for tests and drills, of the target for attacks, of the
    host for visits."""
    role = {"visit": "host", "military_aid": "recipient", "refusal": "actor"}.get(event.sense.kind)
    if event.sense.kind in AT_HOME:
        role = "actor"
    if event.sense.kind in AT_TARGET:
        role = "target"
    if event.sense.mode == "expel" or (event.sense.kind == "deployment" and event.sense.mode == "troops"):
        role = "actor"
    if event.sense.kind == "deployment" and any(p.role == "target" for p in participants):
        role = None
    found = {p.country for p in participants if p.role == role and p.country}
    return found.pop() if len(found) == 1 else None
