"""What the discourse adds to a report: the day of the lead, the dateline's place, "the talks" that were named before.

Here belongs what one sentence takes from another; only from the lead, from a date that heads a paragraph, or from the
report that it continues.
"""

from assets.enriched.annotate.events import grammar, news_day, status
from assets.enriched.annotate.events.found import CONSULTATIONS
from assets.enriched.annotate.events.news_day import UTTERANCES, in_lead, is_same_act
from assets.enriched.annotate.events.parties import state
from assets.enriched.annotate.events.report import Report
from assets.enriched.annotate.events.when import PRECISIONS, When, coming
from assets.enriched.annotate.events.where import dateline_place, is_of_several
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import EventMention, Participant, TimeMention

HEADING = 40  # characters of a paragraph that only dates what stands below it
MEETINGS = CONSULTATIONS | {"planned_meeting"}
DRILLS = frozenset({"exercise", "joint_exercise"})


def complete(reading: Reading, reports: list[Report]) -> None:
    """Fills what the clauses left open, in the order of the text."""
    _continued(reports)
    _on_visit(reading, reports)
    _headed(reading, reports)
    news_day.date(reading, reports)
    _at_lead(reading, reports)
    _share_places(reports)


def _family(kind: str) -> str:
    return "meeting" if kind in MEETINGS else "drill" if kind in DRILLS else kind


def _continued(reports: list[Report]) -> None:
    """ "The talks", "the exercise": a definite noun without parties of its own continues the report before it, and adds
    the day and the place that it has; one that adds nothing is dropped."""
    for position, report in enumerate(reports):
        if report.mention.participants or not _definite(report):
            continue
        family = _family(report.mention.event_kind)
        before = [
            r.mention for r in reports[max(0, position - 12) : position] if _family(r.mention.event_kind) == family
        ]
        before = [event for event in before if event.participants]
        if before:
            best = max(before, key=lambda event: (event.status == report.mention.status, len(event.participants)))
            _take(report, best)


def _on_visit(reading: Reading, reports: list[Report]) -> None:
    """Talks of a traveller with somebody from where he goes are there, and on the days of the visit."""
    visits: list[EventMention] = []
    for report in reports:
        event = report.mention
        if report.found.sense.frame == "visit":
            _same_visit(report, visits)
            _to_dateline(reading, report)
            visits.append(event)
        elif event.event_kind in MEETINGS and not report.located:
            same = [
                r.mention
                for r in reports
                if r.found.sense.frame == "visit" and r.mention.sentence_no == event.sentence_no
            ]
            _at_visit(report, [*visits, *same])


def _same_visit(report: Report, visits: list[EventMention]) -> None:
    """ "His December 7-9 visit" is the one told before: it says when, and goes where that one went."""
    event = report.mention
    if not report.found.nominal or event.country is not None:
        return
    travellers = {p.entity for p in event.participants}
    for visit in reversed(visits):
        _as_planned(event, visit)
        if not _may_be(event, visit) or (event.status == "planned" and visit.status == "happened"):
            continue
        if visit.country and travellers & {p.entity for p in visit.participants if p.role == "visitor"}:
            event.participants, event.country, event.place = list(visit.participants), visit.country, visit.place
            event.status, event.event_type, event.event_kind = visit.status, visit.event_type, visit.event_kind
            event.event_mode = visit.event_mode
            if event.date_precision == "day" and visit.date_precision in {"none", "week", "month"}:
                visit.start_on, visit.end_on, visit.date_precision = event.start_on, event.end_on, "day"
            return


def _as_planned(event: EventMention, visit: EventMention) -> None:
    """A day without a year that dates a planned visit lies ahead, as the visit does."""
    if visit.status == "planned" and visit.start_on and event.end_on and event.end_on < visit.start_on:
        found = coming(visit.start_on, When(event.start_on, event.end_on, event.date_precision))
        if found.start is not None and (found.start - visit.start_on).days <= 31:
            event.start_on, event.end_on = found.start, found.end


def _may_be(event: EventMention, other: EventMention) -> bool:
    """Whether the days of two reports allow that they tell one event."""
    if event.start_on is None or other.start_on is None:
        return True
    return event.start_on <= (other.end_on or other.start_on) and other.start_on <= (event.end_on or event.start_on)


def _to_dateline(reading: Reading, report: Report) -> None:
    """ "the minister's visit" in an article from abroad goes to where the article is from."""
    event, country = report.mention, reading.context.dateline_country
    visitors = {p.country for p in event.participants}
    if report.found.nominal and event.country is None and country and visitors and country not in visitors:
        position = state(reading, country)
        if position is not None and all(p.role == "visitor" for p in event.participants):
            event.country = country
            event.participants.append(Participant(position, "host", country, None, "state"))


def _at_visit(report: Report, visits: list[EventMention]) -> None:
    event = report.mention
    entities, countries = {p.entity for p in event.participants}, {p.country for p in event.participants}
    for visit in reversed(visits):
        travellers = {p.entity for p in visit.participants if p.role == "visitor"}
        together = visit.country in countries or visit.sentence_no == event.sentence_no
        if travellers & entities and together and visit.status == event.status:
            event.country, event.place, report.located = visit.country, visit.place, visit.place is not None
            if event.date_precision == "none":
                event.start_on, event.end_on, event.date_precision = visit.start_on, visit.end_on, visit.date_precision
            return


def _definite(report: Report) -> bool:
    trigger = report.found.trigger
    nouns = [trigger] if report.found.nominal else grammar.objects(trigger)
    return any(child.lower_ in {"the", "this", "these", "those"} for noun in nouns for child in noun.children)


def _take(report: Report, before: EventMention) -> None:
    event = report.mention
    if not report.located and event.date_precision == "none":
        return
    event.participants = list(before.participants)
    if event.event_kind in DRILLS:
        event.country = event.country or before.country
        event.event_kind, event.event_type, event.event_mode = before.event_kind, before.event_type, before.event_mode
    event.forum = event.forum if event.forum is not None else before.forum


def _headed(reading: Reading, reports: list[Report]) -> None:
    """A paragraph that holds only a date dates the events of the paragraphs below it, until the next one."""
    headings = [
        (p.end, t)
        for p in reading.clean.paragraphs
        if p.end - p.start <= HEADING
        for t in [_only_time(reading, p.start, p.end)]
        if t
    ]
    for report in reports:
        above = [time for end, time in headings if end <= report.mention.start]
        if above and report.mention.date_precision == "none" and report.mention.status == "happened":
            _date(report.mention, above[-1])


def _only_time(reading: Reading, start: int, end: int) -> TimeMention | None:
    """The time that is all a paragraph says, or None."""
    for time in reading.annotation.times:
        if start <= time.start and time.end <= end and time.start_on is not None:
            rest = reading.clean.text[start : time.start] + reading.clean.text[time.end : end]
            if not any(character.isalnum() for character in rest):
                return time
    return None


def _date(event: EventMention, time: TimeMention) -> None:
    event.start_on, event.end_on = time.start_on, time.end_on
    event.date_precision = PRECISIONS.get(time.precision, "none")


def _at_lead(reading: Reading, reports: list[Report]) -> None:
    """The place of central events: the dateline's."""
    for report in reports:
        event = report.mention
        if event.event_kind in MEETINGS - {"call"} and not report.located and _at_dateline(reading, report, reports):
            event.country = reading.context.dateline_country
            event.place = dateline_place(reading)
        if event.event_kind == "resignation" and event.country == reading.context.dateline_country is not None:
            event.place = dateline_place(reading) if in_lead(reading, event) else None
        if event.event_kind in UTTERANCES and not report.located and _uttered_at_dateline(reading, event, reports):
            event.country, event.place = reading.context.dateline_country, dateline_place(reading)


def _share_places(reports: list[Report]) -> None:
    """One act of one day is at one place, which one sentence may tell and another leave out."""
    placed = [r.mention for r in reports if r.located and r.mention.place is not None]
    for report in reports:
        event = report.mention
        if report.located or event.place is not None or event.date_precision != "day":
            continue
        same = [other for other in placed if other.start_on == event.start_on and is_same_act(other, event)]
        if same and event.country in {None, same[0].country}:
            event.place, event.country = same[0].place, same[0].country


def _recent(reading: Reading, event: EventMention) -> bool:
    """Whether an event is of the days around the article's, or undated."""
    today = reading.context.reference_on
    if today is None or event.start_on is None:
        return True
    return event.date_precision == "day" and abs((today - event.start_on).days) <= 7


def _uttered_at_dateline(reading: Reading, event: EventMention, reports: list[Report]) -> bool:
    """Whether an utterance is of the dateline's place: somebody from there speaks, or one who is there, or a body."""
    country = reading.context.dateline_country
    actors = [p for p in event.participants if p.role == "actor"]
    if event.status != "happened" or country is None or is_of_several(reading) or not _recent(reading, event):
        return False
    if country in {p.country for p in actors} or (in_lead(reading, event) and any(p.country is None for p in actors)):
        return True
    return in_lead(reading, event) and bool(_present(country, reports) & {p.entity for p in actors})


def _present(country: str, reports: list[Report]) -> set[int]:
    """Those whom the text tells to have been in a country: at talks there, or on a visit."""
    told = [r.mention for r in reports if r.mention.country == country and r.mention.status == "happened"]
    return {p.entity for event in told if event.event_kind in CONSULTATIONS for p in event.participants}


def _at_dateline(reading: Reading, report: Report, reports: list[Report]) -> bool:
    """Whether a meeting without a place of its own is at the dateline's: of the lead, or with a party from there."""
    country, event = reading.context.dateline_country, report.mention
    if country is None or event.country not in {None, country} or not _recent(reading, event):
        return False
    if report.found.sense.frame in {"cancel", "invite"} or is_of_several(reading):
        return False
    if report.found.sense.frame == "visit":
        return event.country == country and event.place is None
    home = country in {p.country for p in event.participants}
    if event.forum is not None and (home or event.status != "happened"):
        return False
    guests = {p.entity for p in event.participants if p.country != country}
    hosted = home and bool(guests) and guests <= _present(country, reports)
    today = event.start_on is not None and event.start_on == reading.context.reference_on
    if event.status != "happened" or (event.date_precision == "none" and not _is_plainly_past(report)):
        foreign = all(p.country not in {None, country} for p in event.participants)
        return (hosted and in_lead(reading, event)) or (today and not foreign)
    return hosted or today or in_lead(reading, event)


def _is_plainly_past(report: Report) -> bool:
    """Whether a report is in the simple past, as the day's news is; a plan or a perfect may be of any place."""
    verb = report.found.verb
    return report.mention.status == "happened" and verb is not None and not status.is_perfect(verb)
