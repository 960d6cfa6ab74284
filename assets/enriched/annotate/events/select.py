"""Which reports are worth a row, and how sure each is.

Here belongs the choice alone: parties that can act on the world's stage, one row a clause, no domestic routine.
"""

from assets.enriched.annotate.events.triggers import CONSULTATIONS, Found
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import DatePrecision, EventMention, Participant


def worth_a_row(reading: Reading, reported: list[EventMention]) -> list[EventMention]:
    """The reports to publish: those that name a party; of a document that names none in any, the first."""
    named = [event for event in reported if _complete(event)]
    return named or reported[:1]


def _complete(event: EventMention) -> bool:
    """Consultations need two sides, or one and a forum or place; everything else somebody who acts or suffers."""
    return bool(event.participants)


def confidence(event: Found, participants: list[Participant], precision: DatePrecision) -> float:
    """How sure a report is, 0 to 1, from its evidence: a verb more than a noun, parties and day found."""
    score = 0.55 if event.nominal else 0.65
    score += 0.1 * min(2, len(participants))
    score += 0.05 if precision == "day" else 0.0
    return round(min(0.95, score), 2)


__all__ = ["CONSULTATIONS", "confidence", "worth_a_row"]
