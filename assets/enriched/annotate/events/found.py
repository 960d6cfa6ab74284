"""An event word as the parse shows it, before anybody or any day is known.

Here belong the record, and which kinds are consultations.
"""

from dataclasses import dataclass, field

from spacy.tokens import Token

from assets.enriched.annotate.events.lexicon import Sense
from assets.enriched.annotate.records import EventStatus

CONSULTATIONS = frozenset({"meeting", "visit", "summit", "call", "forum_sideline"})


@dataclass(slots=True)
class Found:
    """An event word in its sentence: its sense, the verb that governs it, who may act and who may be acted upon.

    `sources` and `targets` are heads of noun phrases, best first; `below` is the event word that the trigger governs.
    """

    trigger: Token
    sense: Sense
    verb: Token | None
    status: EventStatus
    sources: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    below: "Found | None" = None
    light: str | None = None
    pluperfect: bool = False

    @property
    def nominal(self) -> bool:
        """Whether a noun is the trigger."""
        return self.trigger.pos_ in {"NOUN", "PROPN"}
