"""Corrects the kind of names that the language model took for a person or a body, where they are places; adds those of
the dateline.

Here belongs that correction by context, by the rest of the document and by the gazetteer; `mentions` calls it last.
Where a place lies belongs to `toponyms`.
"""

import re
from collections import Counter
from dataclasses import replace

from assets.enriched.annotate.places.choice import fame_of
from assets.enriched.annotate.places.context import container_named
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention
from assets.reference import read_yaml

KNOWN = 3.0  # fame, the logarithm of its population, that a town needs to be believed against the model
_IN = re.compile(
    r"(?i)(?:^|[\s(])(?:in|near|outside|around|across|throughout)"
    r"(?: (?:the|nearby|northern|southern|eastern|western|central)){0,2} $"
)
_SAID = re.compile(rf"\b(?:{'|'.join(read_yaml('place_words')['settlements'])}) of $")
_AT = re.compile(rf"\b(?:{'|'.join(read_yaml('place_words')['installations'])}) (?:at|in) $")
_TO = re.compile(rf"\b(?:{'|'.join(read_yaml('place_words')['travels'])})(?: on| back| home)? to $")
_CONTAINER = re.compile(r", ([A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2})")
_DATELINE = re.compile(r"(?P<town>[A-Z][A-Za-z.'’\- ]{1,30}?)(?:, (?P<region>[A-Z][A-Za-z. ]{1,20}?))?(?= ?[(,/–—-]|$)")
_GOES_ON = re.compile(r" (?:of (?:the )?)?[A-Z]| & [A-Z]|['’]s? [A-Z]")  # "University of X": the name is longer


def corrected(reading: Reading) -> list[Mention]:
    """The document's mentions, in order, with those as places that stand as one ("in X", "X, Calif.") or are one
    elsewhere in the document, and with the places of the dateline."""
    mentions = [_as_place(reading, mention) for mention in reading.annotation.mentions]
    mentions = _as_elsewhere(reading, mentions)
    return sorted([*mentions, *_of_dateline(reading, mentions)], key=lambda m: (m.start, -m.end))


def _as_elsewhere(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """Names that are a place elsewhere are no person, and no body unless they are more often one, as teams are."""
    text = reading.clean.text
    counts = Counter(text[m.start : m.end] for m in mentions if m.kind == "place")
    bodies = Counter(text[m.start : m.end] for m in mentions if m.kind == "organisation")
    forms = {form for form, count in counts.items() if count >= bodies[form]}
    borne = {part for m in mentions if m.kind == "person" for part in _parts(text[m.start : m.end])}
    return [
        replace(m, kind="place", confidence=0.6)
        if m.method == "model"
        and m.kind in ("person", "organisation")
        and text[m.start : m.end] in forms - borne
        and not _GOES_ON.match(text, m.end)
        and fame_of(text[m.start : m.end]) >= KNOWN
        else m
        for m in mentions
    ]


def _parts(name: str) -> list[str]:
    """The words of a name of several."""
    parts = name.split()
    return parts if len(parts) > 1 else []


def _of_dateline(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """The town of a dateline, and the state or country behind its comma, where nothing else has found them."""
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    found = []
    for paragraph in reading.clean.paragraphs:
        if paragraph.role != "dateline":
            continue
        head = _DATELINE.match(reading.clean.text, paragraph.start, paragraph.end)
        for name in ("town", "region"):
            start, end = head.span(name) if head is not None else (-1, -1)
            known = start >= 0 and _is_known(reading.clean.text[start:end], name == "region")
            if known and taken.isdisjoint(range(start, end)):
                found.append(Mention(start, end, "place", "dateline", 0.9, reading.sentence_at(start)))
    return found


def _is_known(name: str, region: bool) -> bool:
    """Whether a gazetteer knows the town, or the state or country."""
    return container_named(name, True) is not None if region else fame_of(name.title()) > 0


def _as_place(reading: Reading, mention: Mention) -> Mention:
    if mention.method != "model" or mention.kind not in ("person", "organisation"):
        return mention
    text = reading.clean.text
    name = text[mention.start : mention.end]
    if len(name.split()) > 2 or _GOES_ON.match(text, mention.end) or not _stands_as_place(text, mention):
        return mention
    return replace(mention, kind="place", confidence=0.6) if fame_of(name) >= KNOWN else mention


def _stands_as_place(text: str, mention: Mention) -> bool:
    """Whether "in", "town of", "camp at", "flew to" or the like stands before, or a country or state behind a comma."""
    before = text[max(0, mention.start - 40) : mention.start]
    if any(words.search(before) for words in (_IN, _SAID, _AT, _TO)):
        return True
    follows = _CONTAINER.match(text, mention.end)
    return follows is not None and container_named(follows[1], True) is not None
