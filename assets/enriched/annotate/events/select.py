"""Which reports are worth a row.

Here belongs the choice alone: parties that can act on the world's stage, one row a clause, no domestic routine. How
sure each of them is belongs to `sureness`.
"""

from assets.enriched.annotate.events import article, sureness
from assets.enriched.annotate.events.discourse import MEETINGS
from assets.enriched.annotate.events.news_day import UTTERANCES, first_of_body
from assets.enriched.annotate.events.report import Report
from assets.enriched.annotate.events.sides import others_unnamed
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import EventMention

# Kinds that one state does alone.
ALONE = frozenset({"weapons_test", "exercise", "joint_exercise", "resignation", "deployment", "military_aid"})
# Words of offices that deal with other countries.
OUTWARD = frozenset({"foreign", "defence", "military", "ambassador", "envoy", "leader", "monarch", "fleet"})
# Offices below a minister's whose word is that of their state or body.
VOICES = frozenset({"spokesperson", "secretary-general", "national security adviser"})
OPENING = 3  # sentences of the body with which an article opens
# Kinds that are worth a row though they are only thought of: what may be tested, held or sent.
THINKABLE = MEETINGS | {"weapons_test", "exercise", "joint_exercise", "deployment", "military_aid", "agreement"}


def worth_a_row(reading: Reading, reports: list[Report]) -> list[EventMention]:
    """The reports to publish.

    Those between states come first, in an article by the stricter rules of `article`; a document of a few sentences
    that has none keeps what it says of anybody (a court, a crowd, a company), and one that names nobody its first
    report.
    """
    short = len(reading.annotation.sentences) <= OPENING
    kept = _untitled(reading, [r for r in reports if _worth(reading, r) and (short or article.worth(reading, r))])
    if not kept and short:
        kept = [r for r in reports if _told(r) and r.mention.participants] or reports[:1]
    return [_said_how_surely(reading, r) for r in kept if not _is_recap(r, kept)]


def _is_recap(report: Report, kept: list[Report]) -> bool:
    """Whether an undated report only counts up weapons tests, beside one of them that is told with its date."""
    event = report.mention
    if event.event_kind != "weapons_test" or not event.several or event.date_precision != "none":
        return False
    others = [r.mention for r in kept if r.mention.event_kind == event.event_kind and r.mention.status == event.status]
    dated = [e for e in others if not e.several and e.date_precision != "none"]
    who = {p.entity for p in event.participants}
    return any(who & {p.entity for p in e.participants} for e in dated)


def _said_how_surely(reading: Reading, report: Report) -> EventMention:
    event = report.mention
    event.signs = sureness.signs(reading, report)
    event.confidence = sureness.sureness(event.signs)
    return event


def _untitled(reading: Reading, reports: list[Report]) -> list[Report]:
    """Reports without those of the title that the body repeats, and without talks that are only part of a visit."""
    body = first_of_body(reading)
    told = [r for r in reports if r.mention.sentence_no >= body]
    kinds = {r.mention.event_kind for r in told}
    titles = [r for r in reports if r.mention.sentence_no < body and not ({r.mention.event_kind} | _family(r)) & kinds]
    return titles + [r for r in told if not _part_of_visit(r, told)]


def _family(report: Report) -> frozenset[str]:
    return frozenset(MEETINGS) if report.mention.event_kind in MEETINGS else frozenset()


def _told(report: Report) -> bool:
    """Whether a report tells of more than a thought, with both parties where its sense needs them."""
    event = report.mention
    if event.status == "hypothetical" and event.event_kind not in THINKABLE:
        return False
    return not report.found.sense.needs_both or len(event.participants) > 1


def _worth(reading: Reading, report: Report) -> bool:
    """Whether a report is of states, their officials and international bodies, and names who is in it."""
    event = report.mention
    if not _told(report):
        return False
    if event.event_kind == "visit" or report.found.sense.frame == "visit":
        return _travels(event)
    if event.event_kind in MEETINGS:
        return _two_sides(report)
    if report.found.sense.name == "share" and report.found.trigger.tag_ in {"VBP", "VBZ"}:
        return False
    if not event.participants or event.event_kind in ALONE:
        return bool(event.participants)
    if event.event_kind == "agreement" and event.participants and others_unnamed(reading, report.found.sources):
        return True
    return _between_states(event) or _speaks_for_state(reading, report)


def _between_states(event: EventMention) -> bool:
    """Whether parties of two countries, or a country and a body of several, are in it."""
    sides = {
        p.country or f"body {p.entity}"
        for p in event.participants
        if p.country or p.level == "organisation" or p.office == "secretary-general"
    }
    roles = {p.role for p in event.participants}
    if roles.isdisjoint({"actor", "host", "visitor", "mediator"}):
        return False
    return len(sides) > 1 and (len(roles) > 1 or event.event_kind in {"agreement", "commitment", "support"})


def _speaks_for_state(reading: Reading, report: Report) -> bool:
    """Whether a country, or a minister or head of it, says or does something that needs nobody else to be named."""
    event = report.mention
    actors = [p for p in event.participants if p.role == "actor"]
    levels = {"state", "minister", "head_of_state", "head_of_government"}
    official = any(p.level in levels or p.office in VOICES for p in actors)
    opening = event.sentence_no < first_of_body(reading) + OPENING
    kinds = UTTERANCES if opening else article.SPOKEN
    main = report.found.trigger.dep_ not in {"relcl", "acl", "advcl", "xcomp", "pcomp"} and not report.found.nominal
    return official and main and event.event_kind in kinds and len(event.participants) == len(actors)


def _part_of_visit(report: Report, reports: list[Report]) -> bool:
    """Whether talks with nobody in particular are only what a visit of the same sentence is for."""
    event = report.mention
    if event.event_kind not in MEETINGS or report.found.sense.frame == "visit" or not report.found.nominal:
        return False
    for other in reports:
        visit = other.mention
        if visit.sentence_no == event.sentence_no and other.found.sense.frame == "visit":
            known = {p.entity for p in visit.participants} | {
                p.entity for p in event.participants if p.level == "state"
            }
            if {p.entity for p in event.participants} <= known:
                return True
    return False


def _travels(event: EventMention) -> bool:
    """A visit needs a visitor, and a destination that is not the visitor's own country."""
    visitors = {p.country for p in event.participants if p.role in {"visitor", "actor"}}
    hosts = {p.country for p in event.participants if p.role == "host"}
    there = hosts | {event.country}
    return bool(visitors) and bool(there - {None} - visitors)


def _two_sides(report: Report) -> bool:
    """A meeting needs two parties, or a body or forum that meets, or a day and a place."""
    event = report.mention
    if len(event.participants) > 1 and not _matters(event):
        return False
    if len(event.participants) > 1 or (event.participants and event.forum is not None):
        return True
    if any(p.level == "organisation" for p in event.participants):
        return True
    if report.found.sense.frame in {"invite", "cancel"}:
        return bool(event.participants) and event.country is not None
    return report.located and event.date_precision == "day" and report.found.nominal


def _matters(event: EventMention) -> bool:
    """Whether a meeting is more than private or domestic: of two sides, with a body or forum, or of those whose office
    is abroad or defence."""
    sides = {p.country for p in event.participants if p.country}
    bodies = any(p.level in {"organisation", "service_chief"} for p in event.participants)
    offices = {word for p in event.participants if p.office for word in p.office.split()}
    unknown = any(p.country is None for p in event.participants)
    summit = event.event_kind == "summit" and event.country is not None
    if len(sides) > 1 or bodies or summit or event.forum is not None or offices & OUTWARD:
        return True
    return unknown and bool(sides or offices)
