"""What stands beside a bare title and tells its country: the list it is in, the title or body before it, a guest.

Here belongs the reading of a holding's surroundings, one way a function; None where that way tells nothing. In which
order the ways are asked belongs to `countries`.
"""

import re

from assets.enriched.annotate.offices.visiting_officials import SOLE
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Holding, Mention, OfficePhrase
from assets.reference import read_yaml

# Between the members of a list, with what a name may be followed by ("A of Chile, Defence Minister B").
_LISTED = re.compile(
    r"(?: \([^()]{1,40}\))?(?:,? and |, |,? & |,? as well as |,? (?:along|together) with |,? accompanied by )(?:the )?"
)
_OWNED = frozenset({" ", "'s ", "’s "})
_BESIDE_BODY = frozenset({" ", ", ", "'s ", "’s ", " ("})
_GUEST = re.compile(r"\b[Vv]isiting\b")
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLACE_IN = re.compile(r"\b(?:in|at)(?: the)?(?: [a-z]{3,12}){0,3} $")
_SHARED: dict[str, list[str]] = read_yaml("offices")["shared"]
# What stands between a nationality and the name of whoever leads its delegation, titles and all.
_LED = re.compile(
    r" (?:[a-z-]{3,14} )?(?:delegation|team|mission|contingent),? (?:(?:which|that) (?:is|was) )?"
    r"(?:led|headed|chaired) by (?:the |its )?(?:[A-Z][\w.-]{0,14} ){0,4}"
)
_RECEIVES = frozenset(read_yaml("offices")["receives"])
_SPEAKS_FOR = "spokesperson"


def along_list(reading: Reading, holding: Holding) -> str | None:
    """ "British Foreign Secretary A, Defence Secretary B and U.S. Secretary of State C": B is of A's country.

    Not where he has the very office of somebody before him in the list, or is a guest, or talks go on between the two.
    """
    text = reading.clean.text
    if _GUEST.search(text, holding.start, holding.end):
        return None
    before = [h for h in reading.annotation.holdings if h.end <= holding.start and h.entity != holding.entity]
    nearest = max(before, key=lambda h: (h.end, h.country is not None), default=None)
    if nearest is None or nearest.country is None or not _LISTED.fullmatch(text[nearest.end : holding.start]):
        return None
    same = {h.country for h in before if h.office == holding.office and _one_sentence(reading, h, holding)}
    if holding.office in SOLE and nearest.country in same:
        return None
    two = "and" in text[nearest.end : holding.start] and "," not in text[nearest.end : holding.start]
    return None if two and _BETWEEN.search(text[: nearest.start][-14:]) else nearest.country


def _one_sentence(reading: Reading, one: Holding, other: Holding) -> bool:
    return reading.sentence_at(one.start) == reading.sentence_at(other.start)


def by_patron_title(reading: Reading, holding: Holding) -> str | None:
    """ "Secretary of Defense Spokesperson A", "the Kenyan president's aide B": of the country of the title before."""
    for title in reading.titles:
        if title.end < holding.start and reading.clean.text[title.end : holding.start] in _OWNED:
            return title.countries[0] if title.countries else title.default
    return None


def of_delegation(reading: Reading, person: Mention) -> str | None:
    """ "A Qatari delegation headed by Sheikh A": the country whose delegation somebody leads."""
    for mention in reversed(reading.mentions_in(max(0, person.start - 90), person.start)):
        if mention.kind in ("nationality", "country") and mention.country:
            between = reading.clean.text[mention.end : person.start].removeprefix("'s").removeprefix("’s")
            return mention.country if _LED.fullmatch(between) else None
    return None


def of_shared_title(reading: Reading, holding: Holding) -> str | None:
    """The country of a title that mostly one state has ("Secretary of Defense"), or another that has it too and that
    the report is from, or names while it does not name the first. None where it names several."""
    title = _title_of(reading, holding)
    if title is None or title.default is None:
        return None
    form = reading.clean.text[title.core_start : title.core_end].lower()
    others = set(_SHARED.get(form.replace("defence", "defense"), ()))
    if not others:
        return title.default
    having = others | {title.default}
    if reading.context.dateline_country in having:
        return reading.context.dateline_country
    named = {m.country for m in reading.annotation.mentions if m.country in having and not _is_office_of(m, holding)}
    if not named:
        return None if "defence" in form else title.default  # an American title in British spelling is a quoted one
    return named.pop() if len(named) == 1 else None


def _is_office_of(mention: Mention, holding: Holding) -> bool:
    return mention.kind == "office" and holding.start <= mention.start < holding.end


def _title_of(reading: Reading, holding: Holding) -> OfficePhrase | None:
    """The title phrase that a holding was read from."""
    return next(
        (t for t in reading.titles if holding.entity in t.holders and holding.start <= t.start < holding.end), None
    )


def by_body(reading: Reading, holding: Holding) -> str | None:
    """ "According to the Kenyan Navy, spokesman A": the country of the body right before; of a spokesman, of the only
    state whose bodies his paragraph has named before him."""
    text = reading.clean.text
    near = reading.mentions_in(max(0, holding.start - 80), holding.start)
    if near and near[-1].kind == "organisation" and text[near[-1].end : holding.start] in _BESIDE_BODY:
        return _country(reading, near[-1])
    if holding.office != _SPEAKS_FOR:
        return None
    start = next((p.start for p in reading.clean.paragraphs if p.start <= holding.start < p.end), holding.start)
    bodies = [m for m in reading.mentions_in(start, holding.start) if m.kind == "organisation"]
    found = {country for m in bodies if (country := _country(reading, m))}
    return found.pop() if len(found) == 1 else None


def _country(reading: Reading, mention: Mention) -> str | None:
    known = reading.annotation.entities[mention.entity].country if mention.entity is not None else None
    return mention.country or known


def host(reading: Reading, holding: Holding) -> str | None:
    """ "Defence Minister A received visiting Chilean Admiral B in Lima": the country of the place, where he receives a
    guest of another there; in his own sentence, or where that has no place, in the one behind it."""
    number = reading.sentence_at(holding.start)
    sentence = reading.annotation.sentences[number]
    if _GUEST.search(reading.clean.text, holding.start, holding.end) or not _receives(reading, holding, sentence.end):
        return None
    guests = {
        m.country for m in reading.mentions_in(sentence.start, sentence.end) if m.country and m.kind == "nationality"
    }
    for at in (number, number + 1):
        if at < len(reading.annotation.sentences):
            here = reading.annotation.sentences[at]
            found = {m.country for m in reading.mentions_in(here.start, here.end) if _is_scene(reading, m)}
            if found:
                return found.pop() if len(found) == 1 and not found & guests else None
    return None


def _receives(reading: Reading, holding: Holding, end: int) -> bool:
    """Whether the holder receives somebody in the sentence of his title, or its other party is "visiting"."""
    text = reading.clean.text
    if _GUEST.search(text, holding.end, end):
        return True
    person = next((m for m in reading.mentions_in(holding.start, holding.end) if m.entity == holding.entity), None)
    if person is None:
        return False
    root = reading.span(person.start, person.end).root
    return root.dep_ in _SUBJECTS and root.head.lemma_.lower() in _RECEIVES


def _is_scene(reading: Reading, mention: Mention) -> bool:
    """Whether a place is where something happens: "in Lima"."""
    before = reading.clean.text[max(0, mention.start - 45) : mention.start]
    return mention.kind == "place" and mention.country is not None and _PLACE_IN.search(before) is not None
