"""Role words without a name: "the minister", "both ministers", "the two sides", "his counterpart", "the ministry".

Here belongs whom such a phrase stands for. Pronouns belong to `coreference`.
"""

import re
from functools import cache
from typing import Any

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention, OfficePhrase, Referent
from assets.reference import read_yaml

_BEFORE = re.compile(r"(?:the|both|those|these|two|three|four|all|his|her|its|their)(?: (?:two|three|four|both))? ?$")
_NOUNS = (
    "sides|countries|nations|neighbou?rs|governments|states|allies|rivals|powers|capitals|parties|men|women|pair|duo"
)
_PARTIES = re.compile(
    rf"\b(?:(?:[Tt]he )?(?:two|three|four)|[Bb]oth|[Ee]ither)(?: [a-z]{{4,12}})? ({_NOUNS})\b"
    r"|\b[Tt]he (sides|pair|duo|nations|countries|governments|allies|powers)\b"
)
_NOUN = re.compile(r"\b[Tt]h(?:e|at|is) (\w{5,12})\b")
_COUNTERPART = re.compile(
    r"\b(?:his|her|their|its|the)(?: [A-Za-z.]{2,15}){0,3} (?:counterparts?|opposite numbers?)\b"
)  # fmt: skip
# Before "both parties": those of a parliament, no states.
_MEMBERS = re.compile(
    r"(?:members|senators|lawmakers|legislators|politicians|representatives|leaders|voters|supporters|people|support) "
    r"(?:of|from|in) $",
    re.IGNORECASE,
)
COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "pair": 2, "duo": 2}
FAR = 12  # sentences back that a role word may look for its holder
PLAIN = 3.0  # sentences that a holder may stand farther back whose country the text does not say
SINGULAR = re.compile(r"(?:men|women)$|(?:ie)?s$")


@cache
def _data() -> Any:
    return read_yaml("references")


def find(reading: Reading) -> list[Referent]:
    """The references of role words, in no order. Titles that get their holders here have `holders` filled too."""
    found = [r for title in reading.titles if (r := _of_title(reading, title)) is not None]
    taken = {(r.start, r.end) for r in found}
    for other in (*_of_parties(reading), *_of_counterparts(reading), *_of_bodies(reading)):
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


def _fits(office: str, wanted: tuple[str, ...]) -> bool:
    return any(office == w or (w.startswith("*") and office.endswith(w[1:])) for w in wanted)


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
        if _fits(holding.office, wanted) and same_status and country in (None, holding.country):
            spelt = any(m.country for m in reading.mentions_in(holding.start, holding.end) if m.kind != "office")
            offices[holding.entity] = offices.get(holding.entity, True) and not spelt
    for position, entity in enumerate(reading.annotation.entities):
        known = entity.office is not None and _fits(entity.office, wanted) and country in (None, entity.country)
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


def _country_position(reading: Reading, code: str) -> int | None:
    return next(
        (i for i, e in enumerate(reading.annotation.entities) if e.kind == "country" and e.country == code), None
    )


def _of_countries(reading: Reading, title: OfficePhrase, start: int) -> Referent | None:
    """An office whose holder the document does not name stands for its country."""
    positions = tuple(p for code in title.countries if (p := _country_position(reading, code)) is not None)
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
    group = _together(reading, title.start, wanted, count)
    return Referent(start, title.end, group, "roles", 0.75) if group else None


def _together(reading: Reading, position: int, wanted: tuple[str, ...], count: int) -> tuple[int, ...]:
    """People in fitting offices named in one sentence or two running, nearest before the position, else first after."""
    fitting = {h.entity for h in reading.annotation.holdings if _fits(h.office, wanted) and h.status != "former"}
    by_sentence: dict[int, list[int]] = {}
    for mention in reading.annotation.mentions:
        if mention.kind == "person" and mention.entity in fitting:
            by_sentence.setdefault(mention.sentence_no, []).append(mention.entity)
    here = reading.sentence_at(position)
    order = [n for n in sorted(by_sentence, reverse=True) if n < here] + [n for n in sorted(by_sentence) if n > here]
    for number in order:
        people = list(dict.fromkeys([*by_sentence.get(number - 1, []), *by_sentence[number]]))
        alone = list(dict.fromkeys(by_sentence[number]))
        for group in (alone, people):
            if len(group) == count or (count == 0 and 2 <= len(group) <= 4):
                return tuple(group)
    return ()


def _of_parties(reading: Reading) -> list[Referent]:
    """ "The two sides", "both countries": the states named last together, by name or by their people."""
    found: list[Referent] = []
    for match in _PARTIES.finditer(reading.clean.text):
        noun = (match[1] or match[2]).lower()
        count = next((COUNTS[word] for word in match[0].lower().split() if word in COUNTS), 2)
        if noun == "parties" and _MEMBERS.search(reading.clean.text, max(0, match.start() - 40), match.start()):
            continue
        if noun in _data()["pairs"] or (noun in ("men", "women")):
            group = _together(reading, match.start(), ("*",), count)
        elif noun in _data()["parties"]:
            several = match[2] is None or noun == "sides"
            group = (_states_before if several else _listed_before)(reading, match.start(), count)
        else:
            continue
        if group:
            found.append(Referent(match.start(), match.end(), group, "parties", 0.7))
    return found


def _states_before(reading: Reading, position: int, count: int) -> tuple[int, ...]:
    """The countries named together nearest before a position, counting people for the country that they serve."""
    entities = reading.annotation.entities
    by_sentence: dict[int, list[str]] = {}
    for mention in reading.annotation.mentions:
        if mention.start >= position or mention.entity is None:
            continue
        code = entities[mention.entity].country
        if code and (mention.kind in ("country", "nationality", "person") or mention.method == "government"):
            by_sentence.setdefault(mention.sentence_no, []).append(code)
    for number in sorted(by_sentence, reverse=True):
        alone = list(dict.fromkeys(by_sentence[number]))
        pair = list(dict.fromkeys([*by_sentence.get(number - 1, []), *by_sentence[number]]))
        for group in (alone, pair):
            if len(group) == count:
                positions = [p for code in group if (p := _country_position(reading, code)) is not None]
                if len(positions) == count:
                    return tuple(positions)
    return ()


def _listed_before(reading: Reading, position: int, more_than: int) -> tuple[int, ...]:
    """Several countries that one of the two sentences before lists: "The nations" after "Chile, Peru and Cuba said"."""
    number = reading.sentence_at(position) - 1
    for back in (number, number - 1):
        if back < 0:
            break
        sentence = reading.annotation.sentences[back]
        listed = [
            m.entity for m in reading.mentions_in(sentence.start, sentence.end)
            if m.kind == "country" and m.entity is not None and len(reading.span(m.start, m.end).root.conjuncts) > 1
        ]  # fmt: skip
        group = tuple(dict.fromkeys(listed))
        if len(group) > more_than:
            return group
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
