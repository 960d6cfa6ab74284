"""Corrects the kind of names that the language model took for a person or a body, where they stand as a place.

Here belongs that correction by context and gazetteer; `mentions` calls it last. Where a place lies belongs to
`toponyms`.
"""

import re
from dataclasses import replace

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention
from assets.enriched.annotate.toponym_context import container_named
from assets.enriched.annotate.toponyms import fame_of

KNOWN = 3.0  # fame, the logarithm of its population, that a town needs to be believed against the model
_IN = re.compile(
    r"(?i)(?:^|[\s(])(?:in|near|outside|around|across|throughout)"
    r"(?: (?:the|nearby|northern|southern|eastern|western|central)){0,2} $"
)
_CONTAINER = re.compile(r", ([A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2})")
_GOES_ON = re.compile(r" (?:of (?:the )?)?[A-Z]| & [A-Z]|['’]s? [A-Z]")  # "University of X": the name is longer


def corrected(reading: Reading) -> list[Mention]:
    """The document's mentions, in order, with those as places that stand as one: "in X", "X, Calif."."""
    return [_as_place(reading, mention) for mention in reading.annotation.mentions]


def _as_place(reading: Reading, mention: Mention) -> Mention:
    if mention.method != "model" or mention.kind not in ("person", "organisation"):
        return mention
    text = reading.clean.text
    name = text[mention.start : mention.end]
    if len(name.split()) > 2 or _GOES_ON.match(text, mention.end) or not _stands_as_place(text, mention):
        return mention
    return replace(mention, kind="place", confidence=0.6) if fame_of(name) >= KNOWN else mention


def _stands_as_place(text: str, mention: Mention) -> bool:
    """Whether "in" and the like stands before, or a country or state behind a comma."""
    if _IN.search(text[max(0, mention.start - 40) : mention.start]):
        return True
    follows = _CONTAINER.match(text, mention.end)
    return follows is not None and container_named(follows[1], True) is not None
