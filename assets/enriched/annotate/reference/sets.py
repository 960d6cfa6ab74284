"""Sets: "both ministers", "the trio", "the two sides", "the three countries": those whom a text names together.

Here belongs who is meant by a number, a pair or parties without a name. One role word belongs to `nominals`, pronouns
to `coreference`.
"""

import re
from functools import cache
from typing import Any

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Referent
from assets.reference import read_yaml

_NOUNS = (
    "sides|countries|nations|neighbou?rs|governments|states|allies|rivals|powers|capitals|parties|men|women|pair|duo|"
    "trio|quartet|counterparts"
)
_PARTIES = re.compile(
    rf"\b(?:(?:[Tt]he )?(?:two|three|four)|[Bb]oth|[Ee]ither|[Aa]ll (?:two|three|four))(?: [a-z]{{4,12}})? ({_NOUNS})\b"
    r"|\b[Tt]he (sides|pair|duo|trio|quartet|nations|countries|governments|allies|powers)\b"
)
# Before "both parties": those of a parliament, no states.
_MEMBERS = re.compile(
    r"(?:members|senators|lawmakers|legislators|politicians|representatives|leaders|voters|supporters|people|support) "
    r"(?:of|from|in) $",
    re.IGNORECASE,
)
COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "pair": 2, "duo": 2, "trio": 3, "quartet": 4}


@cache
def _data() -> Any:
    return read_yaml("references")


def fits(office: str, wanted: tuple[str, ...]) -> bool:
    """Whether an office is one of those wanted; "*minister" is any that ends so."""
    return any(office == w or (w.startswith("*") and office.endswith(w[1:])) for w in wanted)


def country_position(reading: Reading, code: str) -> int | None:
    """The position of a country's entity."""
    return next(
        (i for i, e in enumerate(reading.annotation.entities) if e.kind == "country" and e.country == code), None
    )


def together(reading: Reading, position: int, wanted: tuple[str, ...], count: int) -> tuple[int, ...]:
    """People in fitting offices named in one sentence or two running, nearest before the position, else first after."""
    fitting = {h.entity for h in reading.annotation.holdings if fits(h.office, wanted) and h.status != "former"}
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


def of_parties(reading: Reading) -> list[Referent]:
    """ "The two sides", "both countries": the states named last together, by name or by their people."""
    found: list[Referent] = []
    for match in _PARTIES.finditer(reading.clean.text):
        noun = (match[1] or match[2]).lower()
        count = next((COUNTS[word] for word in match[0].lower().split() if word in COUNTS), 2)
        if noun == "parties" and _MEMBERS.search(reading.clean.text, max(0, match.start() - 40), match.start()):
            continue
        if noun in _data()["pairs"] or (noun in ("men", "women")):
            group = together(reading, match.start(), ("*",), count) or states_before(reading, match.start(), count)
        elif noun in _data()["parties"]:
            several = match[2] is None or noun == "sides"
            group = (states_before if several else _listed_before)(reading, match.start(), count)
        else:
            continue
        if group:
            found.append(Referent(match.start(), match.end(), group, "parties", 0.7))
    return found


def states_before(reading: Reading, position: int, count: int) -> tuple[int, ...]:
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
                positions = [p for code in group if (p := country_position(reading, code)) is not None]
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
