"""Takes away from what was read as persons that which is no name, and the persons that are none.

Here belongs the last look at a person's span: words of description before it, party and state behind it, single words
that the text itself treats as things. How names are found belongs to `mentions` and `model_entities`.
"""

import re
from dataclasses import replace

from assets.enriched.annotate.names.person_names import words
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention
from assets.knowledge.leaders import is_known

# Behind a legislator's name: party and state, "R-Ariz.".
_PARTY = re.compile(r",? \(?[DRI]-[A-Z][A-Za-z]{0,12}\.?$")
# A name ends with it, whatever a page has glued behind.
_YOUNGER = re.compile(r"(?<= )[JS]r\.?(?= [A-Z])")
_LEANING = re.compile(r"(?:anti|pro|ex|non)-(?=[A-Z])")
_ARTICLE = re.compile(r"\b[Tt]he $")
_SITE = re.compile(r" ([A-Za-z]{3,12})\b")
_NEXT = re.compile(r" ([a-z]{2,20})\b")


def corrected(reading: Reading, named: list[Mention]) -> list[Mention]:
    """The mentions with persons' spans put right, without those that name nobody."""
    kept = []
    names = {reading.clean.text[m.start : m.end] for m in named if m.kind == "person"}
    for mention in named:
        if mention.kind == "person":
            start, end = trimmed(reading.clean.text, mention.start, mention.end)
            end = _without_next(reading.clean.text, start, end, names)
            if start >= end:
                continue
            mention = replace(mention, start=start, end=end)
        kept.append(mention)
    full = {part for m in kept if m.kind == "person" for part in _parts(reading, m)}
    return [m for m in kept if m.kind != "person" or not _is_thing(reading.clean.text, m, full)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A person's span without describing words before it and without party, state or glued words behind it."""
    leaning = _LEANING.match(text, start, end)
    start = leaning.end() if leaning else start
    first, _, rest = text[start:end].partition(" ")
    while rest and first.lower() in words("describing"):
        start += len(first) + 1
        first, _, rest = rest.partition(" ")
    party = _PARTY.search(text[start:end])
    if party:
        end = start + party.start()
    younger = _YOUNGER.search(text[start:end])
    return start, start + younger.end() if younger else end


def _without_next(text: str, start: int, end: int, names: set[str]) -> int:
    """The end of a name without the given name that follows: of the next person, or of the same one in full.

    The text has the name without it elsewhere, or goes on with the short form in brackets ("Tom Ruiz Thomas (Tom)").
    """
    parts = text[start:end].split(" ")
    shorter = " ".join(parts[:2])
    again = text.startswith(f" ({parts[0]})", end)
    if len(parts) > 2 and (again or shorter in names) and parts[2].lower() in words("common_given"):
        return start + len(shorter)
    return end


def _parts(reading: Reading, mention: Mention) -> list[str]:
    """The words of a name of several words."""
    parts = reading.clean.text[mention.start : mention.end].split()
    return parts if len(parts) > 1 else []


def _is_thing(text: str, mention: Mention, full: set[str]) -> bool:
    """Whether a single word behind "the" is a place or a thing: "the West", "the Shayrat base".

    "The Obama administration" and "the Skripal case" are of persons, and so is a word that the text has in a full name.
    """
    form = text[mention.start : mention.end]
    if mention.method != "model" or " " in form:
        return False
    if form[0].islower() or form.rstrip(".").lower() in words("describing") | words("not_persons"):
        return True
    if form in full or is_known(form):
        return False
    site = _SITE.match(text, mention.end)
    if site and site[1].lower() in words("sites"):
        return True
    if not _ARTICLE.search(text, max(0, mention.start - 5), mention.start):
        return False
    following = _NEXT.match(text, mention.end)
    return following is None or following[1] not in words("persons_own")
