"""Which meetings and journeys of an article are worth a row: between sides of the world's stage, not with a crowd.

Here belongs who must be there. How parties are found belongs to `frames`, acts other than encounters to `article`.
"""

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.form import supposed, words
from assets.enriched.annotate.events.news_day import first_of_body
from assets.enriched.annotate.events.parties import parties_of
from assets.enriched.annotate.events.report import Report
from assets.enriched.annotate.events.sides import side_of, sides, speaks_for_state
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Participant

OPENING = 3  # sentences of the body with which an article opens
# Words of offices whose holders meet on defence and foreign affairs.
MILITARY = frozenset(
    [
        "defence",
        "military",
        "army",
        "navy",
        "air",
        "fleet",
        "foreign",
        "ambassador",
        "envoy",
        "intelligence",
        "security",
    ]
)
# Offices that, their country unknown, may as well be of a company, a town or the speaker's own staff.
VAGUE = frozenset({"official", "adviser", "spokesperson", "leader", "military officer", "rebel leader"})


def opening(reading: Reading, report: Report) -> bool:
    """Whether a report stands in the sentences with which the body opens, or in the title."""
    return report.mention.sentence_no < first_of_body(reading) + OPENING


def meeting(reading: Reading, report: Report) -> bool:
    """Two sides that meet; or one with a forum or a body; or talks that only a day and a place tell."""
    event = report.mention
    taking = sides(reading, event.participants)
    if _with_press(report) or not _guest_named(reading, report):
        return False
    other = bool(taking) and _other_official(reading, report, taking)
    if event.event_kind == "call" and len(taking) < 2 and not other:
        return False
    if supposed(report.found) or (event.status == "hypothetical" and not opening(reading, report)):
        return False
    if _process(report) and not _on_a_day(report):
        return False
    if event.event_kind == "summit" and len(event.participants) > 1 and event.country is not None:
        return True  # who holds a summit leads a state or body, whether the text says so or not
    if len(taking) > 1 or (report.found.sense.frame in {"invite", "cancel"} and taking):
        return True
    if event.status == "hypothetical":
        return bool(taking) and event.forum is not None
    officials = [p for p in event.participants if p.office is not None and side_of(reading, p) is not None]
    if len(officials) > 1 and not _of_cabinet(officials):
        return any(MILITARY & set((p.office or "").split()) for p in officials)
    outside = [p for p in event.participants if side_of(reading, p) is None]
    if other:
        return True
    envoys = [p for p in event.participants if MILITARY & set((p.office or "").split())]
    if taking and envoys and any(p.country is None and p.level == "official" for p in outside):
        return event.date_precision == "day"
    if taking and event.forum is not None and officials:
        return True
    return bool(taking) and not outside and (event.event_kind == "summit" or _of_members(report))


def _other_official(reading: Reading, report: Report, taking: set[str]) -> bool:
    """Whether beside one side somebody takes part who acts for another, though he is none himself: an office holder of
    another country whose office speaks for no government, one whose office speaks for a body or state that the text
    leaves out, or one whom his own phrase gives to another state ("Peru's Lopez", "Smith of the State Department")."""
    for person in report.mention.participants:
        if side_of(reading, person) is not None or reading.annotation.entities[person.entity].kind != "person":
            continue
        if person.country is not None and person.country in taking:
            continue
        if person.office is not None and (person.country is not None or _speaks_abroad(reading, person)):
            return True
        if _owners(reading, report, person) - taking:
            return True
    return False


def _speaks_abroad(reading: Reading, person: Participant) -> bool:
    """Whether an office alone, its country unknown, shows that its holder meets others for a body or a state."""
    return person.office not in VAGUE and speaks_for_state(reading, person)


def _owners(reading: Reading, report: Report, person: Participant) -> set[str]:
    """Countries to which a person's own phrase gives him as theirs: as owner, or behind "of"."""
    named = [m for t in (*report.found.sources, *report.found.targets) for m in grammar.with_conjuncts(t)]
    own = [t for t in named if any(party.entity == person.entity for party in parties_of(reading, [t], deep=False))]
    owners = [o for t in own for o in (*grammar.children(t, {"poss"}), *grammar.prepositional(t, ("of",)))]
    return {party.country for party in parties_of(reading, owners) if party.country is not None}


def _of_members(report: Report) -> bool:
    """Whether those who represent the members of a body meet: "NATO ambassadors", not a council in session."""
    named = [t for token in (*report.found.sources, *report.found.targets) for t in grammar.with_conjuncts(token)]
    return any(token.lemma_.lower() in words("members") for token in named)


def _process(report: Report) -> bool:
    """Whether a word tells of a course of talks more often than of one meeting: "negotiations", "the dialogue"."""
    return report.found.trigger.lemma_.lower() in words("process") and report.found.light != "carry"


def _on_a_day(report: Report) -> bool:
    """Whether talks have a time of their own, or name whom they were held with."""
    event, trigger = report.mention, report.found.trigger
    dated = event.date_precision in {"day", "week", "month"}
    return dated or (not report.found.nominal and bool(grammar.prepositional(trigger, ("with",))))


def _of_cabinet(officials: list[Participant]) -> bool:
    """Whether a head of state or government only meets his own ministers."""
    heads = any(p.level in {"head_of_state", "head_of_government"} for p in officials)
    return heads and None not in {p.country for p in officials} and len({p.country for p in officials}) == 1


def _guest_named(reading: Reading, report: Report) -> bool:
    """Whether an invitation goes to somebody by name or office, not to children or to an intervention."""
    if report.found.sense.frame != "invite":
        return True
    target = [reading.mention_of(t) for t in report.found.targets[:1]]
    named = any(m is not None and m.kind in {"person", "country"} for m in target)
    finite = report.found.trigger.tag_ == "VBD" and named
    if not opening(reading, report) and report.mention.date_precision != "day" and not finite:
        return False
    return any(reading.mention_of(t) or reading.office_of(t) or t.pos_ == "PRON" for t in report.found.targets[:1])


def _with_press(report: Report) -> bool:
    """Whether somebody only talks to reporters or an audience."""
    nouns = {t.lemma_.lower() for target in report.found.targets for t in (target, *target.children)}
    return bool(nouns & words("audience"))


def journey(reading: Reading, report: Report) -> bool:
    """Somebody who acts for a state, or a state, goes to another country; weak verbs need the place by name."""
    event, found = report.mention, report.found
    travellers = [p for p in event.participants if p.role in {"visitor", "actor"}]
    going = sides(reading, travellers)
    known = {p.country for p in travellers if p.country}
    there = {p.country for p in event.participants if p.role == "host"} | {event.country}
    if supposed(found) or not going or not there - {None} - going - known:
        return False
    mentions = [m for target in found.targets for m in [reading.mention_of(target)] if m is not None]
    if found.nominal and found.trigger.lemma_ == "tour":
        return bool(mentions)
    if found.nominal:
        return bool(mentions) or not _to_a_thing(found.trigger)
    if found.trigger.lemma_ not in words("travel"):
        return True
    home = event.country is not None and event.country == reading.context.dateline_country
    return any(m.kind in {"place", "country"} for m in mentions) or (home and found.trigger.lemma_ == "arrive")


def _to_a_thing(noun: Token) -> bool:
    """Whether a journey leads to what is no place by name: "a journey to the heart of power"."""
    return any(there.pos_ == "NOUN" for there in grammar.prepositional(noun, ("to", "into", "through")))
