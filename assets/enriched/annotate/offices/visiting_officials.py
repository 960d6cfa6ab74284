"""Officials whom a dateline tells nothing of: those who only come to where the report was written.

Here belongs what in a text speaks against the dateline's country, and what names another for an official. Settling the
countries of offices belongs to `countries`.
"""

import re

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Holding

# One person at a time holds them, so that a second holder in a text is another state's.
SOLE = frozenset({"president", "prime minister", "monarch", "chancellor", "defence minister", "foreign minister"})
# Datelines that are a body's seat: who speaks there comes from anywhere.
SEATS = frozenset({"united nations"})
_COUNTERPART = re.compile(r"\bcounterparts?\b|\bopposite numbers?\b")
# Before a forum that goes on where the report was written; one may plan from home to attend it.
_AT = re.compile(
    r"\b(?:at|(?:sidelines|margins) of|told|addressed|addressing)(?: (?:the|an?|this))?(?: [\w'’-]{1,15})? $"
)
_OWNED = frozenset({" ", "'s ", "’s "})  # between a country and its official: "Chile's Rojas"
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
BESIDE = 30  # characters between "counterpart" and the country it is of, or a forum and where it is held
BEFORE = 45  # characters in which a forum's preposition is looked for


def comes_from_abroad(reading: Reading, holding: Holding, country: str) -> bool:
    """Whether the text has something against an official being of the country (alpha-3) that it is datelined from.

    That is: the report comes from a body's seat or from a forum, which gathers officials of many states; somebody else
    has the office in that country; or he meets that country's counterpart.
    """
    if (reading.context.dateline_place or "").lower() in SEATS or _at_forum(reading, holding, country):
        return True
    others = [h for h in reading.annotation.holdings if h.entity != holding.entity and h.office == holding.office]
    if holding.office in SOLE and any(h.country == country and h.status == holding.status for h in others):
        return True
    return _meets_counterpart(reading, holding, country)


def country_named_elsewhere(reading: Reading, holding: Holding) -> str | None:
    """The one country that the text says beside the bare name, or of the same office as a later subject.

    "Chile's Rojas"; "Defence Minister Rojas came. The Chilean defence minister said". None where they differ.
    """
    found = set()
    for mention in reading.annotation.mentions:
        if mention.kind == "person" and mention.entity == holding.entity:
            near = reading.mentions_in(max(0, mention.start - BESIDE), mention.start)
            if near and near[-1].kind in ("country", "nationality"):
                between = reading.clean.text[near[-1].end : mention.start]
                found |= {near[-1].country} if between in _OWNED else set()
    for title in reading.titles:
        alone = not (title.holders or title.plural) and len(title.countries) == 1 and title.status == "current"
        later = alone and title.office == holding.office and title.start > holding.end
        if later and reading.span(title.start, title.end).root.dep_ in _SUBJECTS:
            found.add(title.countries[0])
    return found.pop() if len(found) == 1 else None


def _at_forum(reading: Reading, holding: Holding, country: str) -> bool:
    """Whether the sentence that gives the office, or one beside it, plays at a forum, not said to lie elsewhere."""
    sentences = reading.annotation.sentences
    if not sentences:
        return False
    number = reading.sentence_at(holding.start)
    first, last = max(0, number - 1), min(len(sentences) - 1, number + 1)
    for forum in reading.mentions_in(sentences[first].start, sentences[last].end):
        if forum.kind == "forum" and _AT.search(reading.clean.text[max(0, forum.start - BEFORE) : forum.start]):
            behind = reading.mentions_in(forum.end, forum.end + BESIDE)
            if not any(m.kind in ("place", "country") and m.country not in (None, country) for m in behind):
                return True
    return False


def _meets_counterpart(reading: Reading, holding: Holding, country: str) -> bool:
    """Whether the sentence that gives the office tells of a counterpart of the country."""
    sentence = reading.annotation.sentences[reading.sentence_at(holding.start)]
    for found in _COUNTERPART.finditer(reading.clean.text, holding.end, max(holding.end, sentence.end)):
        near = reading.mentions_in(max(holding.end, found.start() - BESIDE), found.end() + BESIDE)
        if any(m.country == country and m.kind in ("country", "nationality") for m in near):
            return True
    return False
