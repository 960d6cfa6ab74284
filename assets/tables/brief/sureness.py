"""Says in words how sure an event is, and why.

Here belong the words. The thresholds stand in the macro `how_sure` of the warehouse, whose word is taken over; outlets
that print one and the same text, or one agency's, count as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assets.tables.brief.conflicts import Conflict
from assets.tables.brief.words import count, series

CONFIRMED, LIKELY, UNCERTAIN = "confirmed", "likely", "uncertain"
CLASSES = (CONFIRMED, LIKELY, UNCERTAIN)
OUTLETS_NAMED = 4
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Sureness:
    """The class, the words for it, and the reasons; `confidence` is a probability, 0 to 1."""

    grade: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks for and against an event.

    `how_sure` is the warehouse's word, `independent` counts outlets whose texts are their own, `documents` all
    reports; `corrected` is what an analyst's ruling set.
    """

    how_sure: str
    confidence: float
    outlets: Sequence[str]
    independent: int
    documents: int
    date_precision: str
    parties: int
    conflicts: Sequence[Conflict]
    corrected: Sequence[str] = ()


def sureness(grounds: Grounds) -> Sureness:
    """How sure the event is, in words: "confirmed by 2 independent outlets", "likely", "corrected by an analyst"."""
    grade = grounds.how_sure.split(" ")[0]
    if grade == CONFIRMED and grounds.independent < 2:
        grade = LIKELY
    ruled = f"set right by a ruling: {series(grounds.corrected)}" if grounds.corrected else None
    reasons = [_reported(grounds), ruled or _estimate(grounds.confidence), *_lacking(grounds)]
    return Sureness(grade, called(grade, grounds.independent, ruled is not None), "; ".join(reasons))


def called(grade: str, independent: int, corrected: bool) -> str:
    """The class in words, with how many independent outlets confirm it, or that an analyst set the event right."""
    if corrected:
        return "corrected by an analyst"
    return f"confirmed by {independent} independent outlets" if grade == CONFIRMED else grade


def _reported(grounds: Grounds) -> str:
    """Who reports it, and whether they do so independently."""
    if not grounds.outlets:
        return f"{count(grounds.documents, 'document')} without a named outlet"
    named = series(grounds.outlets, OUTLETS_NAMED)
    if len(grounds.outlets) == 1:
        return f"one outlet reports it ({named})"
    if grounds.independent < 2:
        return f"{len(grounds.outlets)} outlets print one text ({named})"
    return f"{len(grounds.outlets)} outlets report it ({named})"


def _estimate(confidence: float) -> str:
    """The calibrated probability as a share that people can picture."""
    tenths = round(confidence * TENTHS)
    if tenths in (0, TENTHS):
        return f"{'hardly any' if tenths == 0 else 'nearly all'} entries like it are right"
    return f"about {tenths} in {TENTHS} entries like it are right"


def _lacking(grounds: Grounds) -> list[str]:
    """What is not known, or disputed."""
    found = [str(conflict) for conflict in grounds.conflicts]
    if grounds.date_precision == "none":
        found.append("no report tells its day")
    elif grounds.date_precision != "day":
        found.append(f"only its {grounds.date_precision} is known")
    if grounds.parties < 2:
        found.append("only one party is named" if grounds.parties else "no party is named")
    return found
