"""Whose deed a definite noun speaks of: "condemned the launch" is aimed at whoever was told to have launched.

Here belongs the other side of an utterance that its own clause leaves out; only from a report told before it.
"""

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.report import Report
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Participant

REACTIONS = frozenset({"condemnation", "accusation", "support", "refusal", "threat"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
# Kinds of event that a noun speaks of; general words for a deed fit every hostile one.
KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("launch", "test", "firing", "launching", "missile"), frozenset({"weapons_test"})),
    **dict.fromkeys(("attack", "strike", "raid", "assault", "bombing", "shelling", "invasion"), frozenset({"attack"})),
    **dict.fromkeys(("treaty", "agreement", "pact", "accord", "deal", "declaration"), frozenset({"agreement"})),
    **dict.fromkeys(("drill", "exercise", "manoeuvre", "maneuver"), frozenset(
        {"exercise", "joint_exercise", "weapons_test"}
    )),
    **dict.fromkeys(("visit", "trip"), frozenset({"visit", "planned_meeting"})),
    **dict.fromkeys(("deployment", "incursion", "intrusion"), frozenset({"deployment"})),
    **dict.fromkeys(("sanction", "expulsion", "ban"), frozenset({"sanction", "coercion"})),
    **dict.fromkeys(("move", "step", "action", "act", "behaviour", "behavior", "provocation"), frozenset(
        {"weapons_test", "attack", "deployment", "sanction", "exercise", "withdrawal"}
    )),
}  # fmt: skip
BACK = 12  # reports before an utterance among which the deed is looked for
NEAR = 6  # sentences behind a call in which what one side asks is asked of the other
DOERS = frozenset({"actor", "visitor"})


def complete(reading: Reading, reports: list[Report]) -> None:
    """Adds the other side to utterances that name it only by its deed, or that were made in a call."""
    for position, report in enumerate(reports):
        event = report.mention
        if not event.participants or any(p.role != "actor" for p in event.participants):
            continue
        before = reports[max(0, position - BACK) : position]
        if event.event_kind in REACTIONS:
            _add(report, _doers(report, before))
        elif event.event_kind == "appeal":
            _add(report, _on_the_line(report, before))


def _add(report: Report, others: list[Participant]) -> None:
    event = report.mention
    own = {p.country for p in event.participants if p.country} | {p.entity for p in event.participants}
    for other in others:
        if other.entity not in own and other.country not in own:
            role = report.found.sense.role
            report.referred.add(other.entity)
            event.participants.append(Participant(other.entity, role, other.country, other.office, other.level))


def _doers(report: Report, before: list[Report]) -> list[Participant]:
    """Who did what the utterance speaks of, by the last report of such a deed."""
    nouns = report.found.targets if report.found.nominal else [*report.found.targets, *_objects(report)]
    for noun in nouns:
        words = {child.lower_ for child in noun.children}
        if not words & DEFINITE or words & {"of", "by", "between"}:
            continue
        kinds = KINDS.get(noun.lemma_.lower(), frozenset())
        for other in reversed(before):
            found = [p for p in other.mention.participants if p.role in DOERS]
            if other.mention.event_kind in kinds and found:
                return found
    return []


def _objects(report: Report) -> list[Token]:
    return grammar.objects(report.found.trigger)


def _on_the_line(report: Report, before: list[Report]) -> list[Participant]:
    """The other side of the call that was told just before, of which the one who asks was part."""
    own = {p.entity for p in report.mention.participants}
    for other in reversed(before):
        call = other.mention
        close = report.mention.sentence_no - call.sentence_no <= NEAR
        members = {p.entity for p in call.participants}
        if call.event_kind == "call" and close and len(members) == 2 and own & members:
            return [p for p in call.participants if p.entity not in own]
    return []
