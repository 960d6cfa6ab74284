"""Names of places that the language model passed over: capitalised words that a gazetteer knows, placed as places are.

Here belongs finding them; `mentions` decides whether to take them. Words that are part of a longer name are left alone.
"""

import re
from collections.abc import Iterator

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention
from assets.enriched.annotate.toponyms import fame_of
from assets.knowledge.countries import by_demonym, by_name

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'\-]{1,30}"
_RUN = re.compile(rf"(?<![\w.’'\-&]){_WORD}(?: (?:{_WORD}|de la|de|del|al|el)){{0,3}}(?![\w&])")
_BEFORE = re.compile(
    r"(?i)(?:^|[\s(])(in|at|near|from|outside|around|across|throughout|within|toward|towards|via|inside|to|between|over)"
    r"(?: (?:the|nearby|neighbou?ring|northern|southern|eastern|western|central|downtown)){0,2} $"
)
_LEADING = frozenset(
    ("The", "In", "At", "From", "Near", "For", "And", "But", "On", "By", "As", "If", "When", "While", "Since", "To")
)
_LONGER = re.compile(r" of (?:the )?[A-Z]| & [A-Z]|['’]s? [A-Z]")  # "University of X": the name goes on
IN_CONTEXT = 4.3  # fame (logarithm of the population) that a name needs behind a preposition of place
ANYWHERE = 6.0  # and anywhere else


def missed(reading: Reading) -> Iterator[Mention]:
    """Places, countries and nationalities that no mention of the document covers yet, in order."""
    text = reading.doc.text
    covered = _covered(reading)
    persons = _person_words(reading)
    for run in _RUN.finditer(text):
        start, end = _trimmed(text, run.start(), run.end())
        name = text[start:end]
        if start >= end or any(covered[start:end]) or _is_part(text, start, end, covered):
            continue
        if name in persons or not _is_name_here(reading, start, end):
            continue
        if by_name(name):
            yield Mention(start, end, "country", "gazetteer", 0.8, reading.sentence_at(start))
        elif by_demonym(name):
            yield Mention(start, end, "nationality", "gazetteer", 0.8, reading.sentence_at(start))
        elif fame_of(name) >= (IN_CONTEXT if _BEFORE.search(text[max(0, start - 40) : start]) else ANYWHERE):
            yield Mention(start, end, "place", "gazetteer", 0.6, reading.sentence_at(start))


def _covered(reading: Reading) -> bytearray:
    covered = bytearray(len(reading.doc.text))
    for mention in reading.annotation.mentions:
        covered[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    return covered


def _person_words(reading: Reading) -> frozenset[str]:
    """Every word of the document's person names: "Lincoln" may be the man throughout."""
    text = reading.doc.text
    persons = (text[m.start : m.end] for m in reading.annotation.mentions if m.kind == "person")
    return frozenset(word for person in persons for word in (person, *person.split()))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The run without a capitalised function word at its head and a possessive at its end."""
    first = text[start:end].split(" ", 1)
    if first[0] in _LEADING:
        start += len(first[0]) + 1
    for ending in ("'s", "’s", "'", "’", "-"):
        if text[start:end].endswith(ending):
            end -= len(ending)
    return start, end


def _is_part(text: str, start: int, end: int, covered: bytearray) -> bool:
    """Whether a capitalised word or a mention touches it, so that it is part of a longer name."""
    before = text[max(0, start - 2) : start]
    if _LONGER.match(text, end):
        return True
    if start >= 2 and before[-1] == " " and (covered[start - 2] or before[0] in "&-"):
        return True
    return text[end : end + 1] == " " and end + 1 < len(text) and bool(covered[end + 1] or text[end + 1].isupper())


def _is_name_here(reading: Reading, start: int, end: int) -> bool:
    """Whether the parser took the words for a name; a capital at the head of a sentence alone does not make one."""
    span = reading.span(start, end)
    return all(token.pos_ in ("PROPN", "ADJ", "NOUN") for token in span) and span.root.pos_ in ("PROPN", "ADJ")
