"""Counterparts: "X met his South Korean counterpart, Y", "his Slovak and Austrian counterparts, A and B".

Here belongs who holds which office in which country by being called somebody's counterpart. Counterparts without a name
belong to `nominals`, the country of one whose country is not said to `countries`.
"""

import re
from bisect import bisect_left

from assets.enriched.annotate.names.person_names import words
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Holding, Mention

_WORD = re.compile(r"\b(?:counterpart|opposite number|colleague)s?\b,? ?(?:[\"“(])?(?:[A-Z][a-z]{1,3}\. ){0,2}")
_MANY = ("counterparts", "opposite numbers", "colleagues")
_NEXT_NAME = re.compile(r"(?:,? and |, |,? & )(?:the )?(?:(?:[A-Z][a-z]{1,3}\. ){0,2})")
_BETWEEN_STATES = re.compile(r",? and (?:the )?|, (?:the )?|,? & ")
_FROM = re.compile(r" (?:from|of) (?:the )?")
_TO_WORD = re.compile(r"(?:'s|’s)? (?:[a-z]{3,12} )?")
BACK = 2  # sentences back in which the one whose counterpart it is may be named
FAR = 90  # characters before the word in which its nationalities stand


def find(reading: Reading, people: list[Mention], starts: list[int]) -> None:
    """Adds the holdings of named counterparts."""
    for found in _WORD.finditer(reading.clean.text):
        countries, end = _countries_behind(reading, found)
        named = _named(reading, people, bisect_left(starts, end), found, end)
        if not named:
            continue
        before = people[: bisect_left(starts, found.start())]
        countries = countries or nationalities_before(reading, found.start())
        models = _models(reading, before, reading.sentence_at(found.start()))
        own = {model.entity for model in models}
        for number, mention in enumerate(named):
            office = _office(models, number, len(named))
            if office is None or mention.entity is None or mention.entity in own:
                continue
            country = (
                countries[0] if len(countries) == 1 else countries[number] if len(countries) == len(named) else None
            )
            reading.annotation.holdings.append(
                Holding(mention.entity, office, country, "current", None, found.start(), mention.end, "counterpart")
            )


def _countries_behind(reading: Reading, found: re.Match[str]) -> tuple[list[str], int]:
    """The countries told behind the word ("counterparts from Chad and Mali, A and B"), and where names may begin."""
    text = reading.clean.text
    link = _FROM.match(text, found.start() + len(found[0].split(",")[0].rstrip(' "“(')))
    end, countries = link.end() if link else found.end(), list[str]()
    for mention in reading.mentions_in(end, end + FAR) if link else []:
        between = text[end : mention.start]
        if mention.kind != "country" or not (_BETWEEN_STATES.fullmatch(between) if countries else not between):
            break
        countries.append(mention.country or "")
        end = mention.end
    return (countries, end + 2) if countries and text.startswith(", ", end) else ([], found.end())


def _named(reading: Reading, people: list[Mention], index: int, found: re.Match[str], start: int) -> list[Mention]:
    """The people who are named from `start` on, behind the word: one, or behind the plural a list."""
    text = reading.clean.text
    named: list[Mention] = []
    while index < len(people):
        person = people[index]
        beside = (
            _NEXT_NAME.fullmatch(text[named[-1].end : person.start]) is not None
            if named
            else _is_ranks(text[start : person.start])
        )
        if not beside:
            break
        named.append(person)
        if not found[0].startswith(_MANY):
            break
        index += 1
    return named


def _is_ranks(between: str) -> bool:
    """Whether nothing but ranks stands before a name: "Lieutenant General A"."""
    return all(word.strip(".").lower() in words("ranks") for word in re.split(r"[ -]", between) if word)


def nationalities_before(reading: Reading, position: int) -> list[str]:
    """The countries of the adjectives or possessives right before a word, in order: "his Slovak and Austrian …"."""
    text = reading.clean.text
    near = [m for m in reading.mentions_in(max(0, position - FAR), position) if m.country and m.kind != "office"]
    countries: list[str] = []
    end = position
    for mention in reversed(near):
        if (_BETWEEN_STATES if countries else _TO_WORD).fullmatch(text[mention.end : end]) is None:
            break
        countries.insert(0, mention.country or "")
        end = mention.start
    return countries


def _models(reading: Reading, before: list[Mention], sentence: int) -> list[Holding]:
    """The offices of those whose counterparts they are: of everybody in the sentence who has one, else of the last one
    in the sentences before; nobody where the sentence names only people without office."""
    offices = {h.entity: h for h in sorted(reading.annotation.holdings, key=lambda h: h.status != "former")}
    here = [m for m in before if m.sentence_no == sentence]
    if here:
        return [offices[e] for e in dict.fromkeys(m.entity for m in here) if e in offices]
    for mention in reversed(before[-12:]):
        if sentence - mention.sentence_no > BACK:
            break
        if mention.entity in offices:
            return [offices[mention.entity]]
    return []


def _office(models: list[Holding], number: int, count: int) -> str | None:
    """The office of one of several counterparts: in the order of those before if they are as many, else the last's."""
    if not models:
        return None
    return models[number - count].office if 1 < count <= len(models) else models[-1].office
