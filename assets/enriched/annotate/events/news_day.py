"""The day's news: the day that the opening sentences name, and which undated reports it dates.

Here belongs what tells news from background: the place in the text, tense, and words such as "previously". The day that
a clause names itself belongs to `when`.
"""

import datetime as dt
from functools import cache

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar, status
from assets.enriched.annotate.events.found import CONSULTATIONS
from assets.enriched.annotate.events.report import Report
from assets.enriched.annotate.events.when import PRECISIONS
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import EventMention, TimeMention
from assets.reference import read_yaml

NEWS = 25  # sentences of the body in which a meeting in the simple past is still the day's news
LEAD = 5  # sentences of the body that tell the day's news
FIRST = 2  # sentences of the body in which a perfect tells the day's news: "has fired a missile"
LATE = 4  # days after an act on which it may first be told of
UTTERANCES = frozenset({"condemnation", "accusation", "threat", "appeal", "refusal", "support", "commitment"})
OF_THE_DAY = CONSULTATIONS | UTTERANCES | {"weapons_test", "exercise", "deployment", "resignation"}
# Kinds whose nouns in the plural count acts of several days: "its missile tests".
COUNTED = frozenset({"weapons_test", "attack"})


@cache
def _background(name: str) -> frozenset[str]:
    return frozenset(read_yaml("events/background")[name])


def date(reading: Reading, reports: list[Report]) -> None:
    """Gives reports of the day's news the day on which the text has told the same act, else the day of the lead."""
    day = _day_of_lead(reading)
    dated = [r.mention for r in reports if r.mention.date_precision == "day" and not r.told]
    for report in reports:
        event = report.mention
        if not report.told and (event.date_precision != "none" or not is_news(reading, report)):
            continue
        same = next((other for other in dated if is_same_act(other, event)), None)
        if same is not None:
            event.start_on, event.end_on, event.date_precision = same.start_on, same.end_on, "day"
        elif day is not None and event.date_precision == "none":
            event.start_on, event.end_on, event.date_precision = day, day, "day"


def is_same_act(dated: EventMention, event: EventMention) -> bool:
    """Whether a report may tell what a dated one told: one kind, the same parties, or one of them and the countries of
    all; in the days before it was told of, or on the next day, which begins earlier in the east."""
    if dated.event_kind != event.event_kind or dated.status != event.status or dated.start_on is None:
        return False
    if event.start_on is not None and not -1 <= (event.start_on - dated.start_on).days < LATE:
        return False
    here, there = ({p.entity for p in e.participants} for e in (event, dated))
    countries = [{p.country for p in e.participants if p.country} for e in (event, dated)]
    return bool(here & there) and (here == there or (len(countries[0]) > 1 and countries[0] == countries[1]))


def _day_of_lead(reading: Reading) -> dt.date | None:
    """The first day that the opening sentences name, within a week up to the article's day."""
    today = reading.context.reference_on or reading.context.published_on
    first = first_of_body(reading)
    for time in reading.annotation.times:
        opening = first <= time.sentence_no < first + LEAD and not _in_dateline(reading, time)
        if opening and _is_recent_day(time, today):
            return time.start_on
    return None


def _is_recent_day(time: TimeMention, today: dt.date | None) -> bool:
    """Whether a time is a day of the week up to the article's."""
    if time.timex_type not in {"DATE", "TIME"} or PRECISIONS.get(time.precision) != "day" or time.start_on is None:
        return False
    return today is None or 0 <= (today - time.start_on).days <= 7


def _in_dateline(reading: Reading, time: TimeMention) -> bool:
    span = reading.context.dateline_span
    return any(p.role == "dateline" and p.start <= time.start < p.end for p in reading.clean.paragraphs) or (
        span is not None and span[0] <= time.start < span[1]
    )


def is_news(reading: Reading, report: Report) -> bool:
    """Whether an undated report tells the day's news: it happened, in the simple past, not far below the lead."""
    event, verb = report.mention, report.found.verb
    if event.status != "happened" or event.history or event.event_kind not in OF_THE_DAY or _is_background(report):
        return False
    if _behind_relative(report):
        return False
    below = event.sentence_no - first_of_body(reading)
    if below < LEAD:
        return below < FIRST or verb is None or not status.is_perfect(verb)
    if report.found.nominal and report.found.light is None and not _is_beside_act(report):
        return False
    past = verb is not None and not status.is_future_form(verb) and not status.is_perfect(verb)
    return past and event.event_kind in CONSULTATIONS | UTTERANCES and below < NEWS


def _is_beside_act(report: Report) -> bool:
    """ "he said after talks with": what the speaker comes from is of the day on which he speaks."""
    trigger, verb = report.found.trigger, grammar.governor(report.found.trigger)
    before = grammar.path_preposition(trigger)
    return verb is not None and verb.pos_ == "VERB" and before in {"after", "following", "during"}


def _is_background(report: Report) -> bool:
    """Whether the clause sets its act apart from the day: "previously", "during the campaign", "since it arrived"."""
    trigger = report.found.trigger
    if report.found.nominal and trigger.tag_ in {"NNS", "NNPS"} and report.mention.event_kind in COUNTED:
        return True
    verb = trigger if grammar.is_verb(trigger) else report.found.verb
    return verb is not None and (_is_set_apart(verb) or any(_is_since(above) for above in (verb, *verb.ancestors)))


def _is_set_apart(verb: Token) -> bool:
    """Whether an adverb or a phrase of time beside a verb puts it out of the day's news."""
    if any(child.lower_ in _background("adverbs") for child in grammar.children(verb, {"advmod"})):
        return True
    spans = grammar.prepositional(verb, ("in", "during", "throughout", "under", "over"))
    return any(noun.lemma_.lower() in _background("nouns") for noun in spans)


def _is_since(clause: Token) -> bool:
    return any(mark.lower_ == "since" for mark in grammar.children(clause, {"mark"}))


def _behind_relative(report: Report) -> bool:
    """Whether a relative clause tells it, which is background more often than news, or one days away from the news."""
    verb = report.found.verb
    if verb is None:
        return False
    apart = any(grammar.is_apart(above) for above in (verb, *verb.ancestors))
    return apart or (verb.dep_ in {"relcl", "acl"} and grammar.is_verb(verb))


def in_lead(reading: Reading, event: EventMention) -> bool:
    """Whether a report stands among the first sentences of the body."""
    return event.sentence_no < first_of_body(reading) + LEAD


def first_of_body(reading: Reading) -> int:
    """Number of the first sentence that is not of the title."""
    titles = [p for p in reading.clean.paragraphs if p.role == "title"]
    if not titles:
        return 0
    return sum(1 for s in reading.annotation.sentences if s.start < titles[-1].end)
