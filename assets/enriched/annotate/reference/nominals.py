"""Role words without a name: "the minister", "both ministers", "the two sides", "his counterpart", "the ministry".

Here belongs whom such a phrase stands for. Pronouns belong to `coreference`.
"""

import re
from functools import cache
from typing import Any

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention, OfficePhrase, Referent
from assets.enriched.annotate.reference import hosts
from assets.enriched.annotate.reference.sets import COUNTS, country_position, fits, of_parties, states_before, together
from assets.reference import read_yaml

_BEFORE = re.compile(r"(?:the|both|those|these|two|three|four|all|his|her|its|their)(?: (?:two|three|four|both))? ?$")
_NOUN = re.compile(r"\b[Tt]h(?:e|at|is) (\w{5,12})\b")
_COUNTERPART = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]he)(?: [A-Za-z.]{2,15}){0,3} (?:counterparts?|opposite numbers?)\b"
)  # fmt: skip
_ARTICLE = re.compile(r"\b[Tt]he $")
_PEOPLE = re.compile(r"(?:s|ese|ish|ch)$")  # "the Chinese" are many, or their state
NEAR = 4  # sentences back to the counterpart whom a later one means
FAR = 12  # sentences back that a role word may look for its holder
PLAIN = 3.0  # sentences that a holder may stand farther back whose country the text does not say
SINGULAR = re.compile(r"(?:men|women)$|(?:ie)?s$")


@cache
def _data() -> Any:
    return read_yaml("references")


def find(reading: Reading) -> list[Referent]:
    """The references of role words, in no order. Titles that get their holders here have `holders` filled too."""
    found = hosts.find(reading)
    taken = {(r.start, r.end) for r in found}
    for title in reading.titles:
        if not any(start < title.end and title.start < end for start, end in taken):
            referent = _of_title(reading, title)
            found += [referent] if referent is not None else []
    taken |= {(r.start, r.end) for r in found}
    for other in (*of_parties(reading), *_of_counterparts(reading), *_of_bodies(reading), *_of_compatriots(reading)):
        if not any(start < other.end and other.start < end for start, end in taken):
            found.append(other)
            taken.add((other.start, other.end))
    return found


def offices_for(title: OfficePhrase, text: str) -> tuple[str, ...]:
    """The offices that a title may stand for as a role word: itself, and for "minister" any minister."""
    head = text[title.core_start : title.core_end].lower().split()[-1]
    singular = {"ministers": "minister", "leaders": "leader", "chiefs": "chief", "secretaries": "secretary"}
    word = singular.get(head, SINGULAR.sub("man" if head.endswith("men") else "", head) if title.plural else head)
    general = _data()["roles"].get(word, [])
    alone = len(text[title.core_start : title.core_end].split()) == 1
    return (title.office, *(general if alone else ()))


def _of_title(reading: Reading, title: OfficePhrase) -> Referent | None:
    """The people of the document, or else the countries, that an office phrase without a name stands for."""
    text = reading.clean.text
    if title.holders:
        if title.plural:
            return Referent(title.start, title.end, tuple(dict.fromkeys(title.holders)), "list", 0.9)
        return None
    before = _BEFORE.search(text[max(0, title.start - 14) : title.start].lower())
    start = title.start - (len(before[0]) if before else 0)
    wanted = offices_for(title, text)
    if title.plural:
        return _of_plural(reading, title, wanted, start, before[0] if before else "")
    if title.countries:
        person = _holder(reading, title, wanted, title.countries[0])
        if person is not None:
            title.holders.append(person)
            if title.mention is not None:
                title.mention.entity = person
            return Referent(start, title.end, (person,), "role", 0.85)
        return _of_countries(reading, title, start)
    if before is None or title.status != "current":
        return None
    person = _holder(reading, title, wanted, None)
    if person is None:
        return None
    title.holders.append(person)
    if title.mention is not None:
        title.mention.entity = person
    return Referent(start, title.end, (person,), "role", 0.75)


def _holder(reading: Reading, title: OfficePhrase, wanted: tuple[str, ...], country: str | None) -> int | None:
    """The person in such an office whom the phrase means: of a country, the one named last before, else the first
    after; without a country, the one whom `_meant` finds."""
    offices: dict[int, bool] = {}
    for holding in reading.annotation.holdings:
        same_status = holding.status == title.status or {holding.status, title.status} == {"acting", "current"}
        if fits(holding.office, wanted) and same_status and country in (None, holding.country):
            spelt = any(m.country for m in reading.mentions_in(holding.start, holding.end) if m.kind != "office")
            offices[holding.entity] = offices.get(holding.entity, True) and not spelt
    for position, entity in enumerate(reading.annotation.entities):
        known = entity.office is not None and fits(entity.office, wanted) and country in (None, entity.country)
        if known and title.status == "current" and not title.plural:
            offices.setdefault(position, True)
    named = [m for m in reading.annotation.mentions if m.kind == "person" and m.entity in offices]
    if country is None:
        return _meant(reading, title, named, offices)
    before = [m.entity for m in named if m.start < title.start]
    after = [m.entity for m in named if m.start >= title.start]
    return before[-1] if before else after[0] if after else None


def _meant(reading: Reading, title: OfficePhrase, named: list[Mention], plain: dict[int, bool]) -> int | None:
    """Whom a bare "the president" means: somebody named not long before, rather one whom the text calls president
    without saying of which country (`plain`) than a foreign one."""
    sentence = reading.sentence_at(title.start)
    scored: dict[int, tuple[float, int]] = {}
    for mention in named:
        away = sentence - mention.sentence_no
        if mention.entity is not None and mention.start < title.start and away <= FAR:
            scored[mention.entity] = (PLAIN * plain[mention.entity] - away, mention.start)
    return max(scored, key=scored.__getitem__) if scored else None


def _of_countries(reading: Reading, title: OfficePhrase, start: int) -> Referent | None:
    """An office whose holder the document does not name stands for its country."""
    positions = tuple(p for code in title.countries if (p := country_position(reading, code)) is not None)
    return Referent(start, title.end, positions, "office's country", 0.6) if positions else None


def _of_plural(
    reading: Reading, title: OfficePhrase, wanted: tuple[str, ...], start: int, before: str
) -> Referent | None:
    """Both ministers, the defence chiefs of A and B: by country, else those in such office who were named together."""
    if title.office == "academic":
        return None  # "North Korea analysts" do not speak for the country that they study
    if len(title.countries) == 1:
        return _of_countries(reading, title, start)
    if title.countries:
        holders = [_holder(reading, title, wanted, country) for country in title.countries]
        found = tuple(person for person in holders if person is not None)
        if len(found) < len(holders):
            return _of_countries(reading, title, start)  # a party is not told of in two ways
        return Referent(start, title.end, found, "roles", 0.85)
    if not before:
        return None
    count = next((COUNTS[word] for word in before.split() if word in COUNTS), 0)
    group = together(reading, title.start, wanted, count) or _with_counterpart(reading, title.start, wanted, count)
    group = group or states_before(reading, title.start, count)
    return Referent(start, title.end, group, "roles", 0.75) if group else None


def _with_counterpart(reading: Reading, position: int, wanted: tuple[str, ...], count: int) -> tuple[int, ...]:
    """Two of whom one is named and the other is only his counterpart: the person, and the country for the other."""
    if count not in (0, 2):
        return ()
    fitting = {h.entity for h in reading.annotation.holdings if fits(h.office, wanted) and h.status != "former"}
    for referent in reversed([r for r in _of_counterparts(reading) if r.end <= position and len(r.entities) == 1]):
        sentence = reading.annotation.sentences[reading.sentence_at(referent.start)]
        named = [m.entity for m in reading.mentions_in(sentence.start, referent.start) if m.entity in fitting]
        if named and named[-1] is not None and named[-1] != referent.entities[0]:
            return named[-1], referent.entities[0]
    return ()


def _of_counterparts(reading: Reading) -> list[Referent]:
    """ "His Russian counterpart": the person in that office, if the document names one, else the country."""
    found: list[Referent] = []
    for match in _COUNTERPART.finditer(reading.clean.text):
        named = [m for m in reading.mentions_in(match.end(), match.end() + 45) if m.kind == "person"]
        if (
            named
            and len(reading.clean.text[match.end() : named[0].start].strip(' ,"“')) <= 5
            and named[0].entity is not None
        ):
            found.append(Referent(match.start(), match.end(), (named[0].entity,), "counterpart", 0.9))
            continue
        countries = [
            m.entity
            for m in reading.mentions_in(match.start(), match.end())
            if m.kind in ("country", "nationality") and m.entity is not None
        ]
        if countries:
            found.append(Referent(match.start(), match.end(), tuple(dict.fromkeys(countries)), "counterpart", 0.7))
        elif found and not match[0].endswith("s") and reading.sentence_at(match.start()) - _at(reading, found) <= NEAR:
            found.append(Referent(match.start(), match.end(), found[-1].entities, "counterpart", 0.6))
    return found


def _at(reading: Reading, found: list[Referent]) -> int:
    """The sentence of the last reference."""
    return reading.sentence_at(found[-1].start)


def _of_compatriots(reading: Reading) -> list[Referent]:
    """ "The Brazilian also invited A": the only person of that country whom the text has named."""
    text, found = reading.clean.text, []
    for mention in reading.annotation.mentions:
        form = text[mention.start : mention.end]
        if mention.kind != "nationality" or not mention.country or _PEOPLE.search(form):
            continue
        article = _ARTICLE.search(text, max(0, mention.start - 5), mention.start)
        root = reading.span(mention.start, mention.end).root
        if article is None or root.dep_ not in {"nsubj", "nsubjpass"} or root.right_edge.idx > root.idx:
            continue
        entities = reading.annotation.entities
        named = {m.entity for m in reading.mentions_in(0, mention.start) if m.kind == "person" and m.entity is not None}
        own = [position for position in named if entities[position].country == mention.country]
        if len(own) == 1:
            found.append(Referent(article.start(), mention.end, (own[0],), "compatriot", 0.75))
    return found


def _of_bodies(reading: Reading) -> list[Referent]:
    """ "The ministry", "the country": the body or state of that sort that was named last before."""
    found: list[Referent] = []
    data = _data()
    for match in _NOUN.finditer(reading.clean.text):
        noun = match[1].lower()
        if noun in data["country"]:
            mention = _last(reading, match.start(), ("country", "nationality"), 2, None)
        elif noun in data["bodies"]:
            mention = _last(reading, match.start(), ("organisation",), 4, frozenset(data["bodies"][noun]))
        else:
            continue
        if mention is not None and mention.entity is not None:
            found.append(Referent(match.start(), match.end(), (mention.entity,), "body", 0.65))
    return found


def _last(
    reading: Reading, position: int, kinds: tuple[str, ...], far: int, words: frozenset[str] | None
) -> Mention | None:
    """The last mention before a position of one of the kinds whose name has one of the words; subjects come first."""
    sentence = reading.sentence_at(position)
    start = reading.annotation.sentences[max(0, sentence - far)].start if reading.annotation.sentences else 0
    fitting = []
    for mention in reading.mentions_in(start, position):
        if mention.kind not in kinds or mention.entity is None:
            continue
        name = reading.annotation.entities[mention.entity].name.lower()
        if words is None or any(word in name for word in words):
            subject = reading.span(mention.start, mention.end).root.dep_ in ("nsubj", "nsubjpass")
            fitting.append((mention.sentence_no, subject, mention.start, mention))
    return max(fitting, key=lambda f: f[:3])[3] if fitting else None
