"""The entities of one document: which mentions name the same person, country, body or thing.

Here belongs what names say of each other: full and short forms, surnames, acronyms, spellings, capitals that stand for
governments. What pronouns and role words stand for belongs to `coreference`; across documents to `resolve`.
"""

import re
from collections import defaultdict
from functools import cache

from spacy.tokens import Token

from assets.enriched.annotate.names.gazetteer import automaton, phrase_key
from assets.enriched.annotate.names.person_names import family_name, is_female, is_male, words
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import LocalEntity, Mention
from assets.knowledge.countries import by_capital, by_code, by_seat
from assets.knowledge.leaders import FAMILY_FIRST, HEADS, full_name, in_office
from assets.reference import read_yaml

_ACRONYM = re.compile(r" ?\(([A-Z][A-Za-z.&-]{1,9})\)")
_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "to", "de", "s"})
PARTIES = frozenset({"between", "with", "against", "by"})


@cache
def _lexicon(group: str) -> frozenset[str]:
    """A word list of `seeds/reference/governments.yaml`."""
    return frozenset(read_yaml("governments")[group])


def join(reading: Reading) -> None:
    """Fills `annotation.entities` with everything but offices, and `entity` of their mentions."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.annotation.mentions:
        groups[mention.kind].append(mention)
    countries: dict[str, int] = {}
    for mention in (*groups["country"], *groups["nationality"]):
        if mention.country:
            mention.entity = country_entity(reading, mention.country, countries)
            _add_alias(reading, mention)
    for kind in ("organisation", "forum", "agreement", "equipment"):
        _join_things(reading, groups[kind])
    _join_places(reading, groups["place"], countries)
    _join_people(reading, groups["person"])


def country_entity(reading: Reading, code: str, known: dict[str, int]) -> int:
    """The position of a country's entity, which is made where the document has none yet."""
    if code not in known:
        country = by_code(code)
        name = country.name if country else code
        known[code] = len(reading.annotation.entities)
        reading.annotation.entities.append(LocalEntity("country", name, country=code, key=f"country:{code}"))
    return known[code]


def _add_alias(reading: Reading, mention: Mention) -> None:
    entity = reading.annotation.entities[mention.entity or 0]
    form = reading.clean.text[mention.start : mention.end]
    if mention.kind != "nationality" and form != entity.name and form not in entity.aliases:
        entity.aliases.append(form)


def _join_things(reading: Reading, mentions: list[Mention]) -> None:
    """Bodies, forums, agreements and equipment: by gazetteer key, by words, by the acronym in brackets."""
    text = reading.clean.text
    held: dict[str, int] = {}
    for mention in mentions:
        form = text[mention.start : mention.end]
        name = mention.normal or form
        key = phrase_key(name)
        if key not in held:
            held[key] = len(reading.annotation.entities)
            stable = f"{mention.kind}:{key.replace(' ', '-')}" if mention.normal else None
            entity = LocalEntity(mention.kind, name, country=mention.country or _country_in(name), key=stable)
            reading.annotation.entities.append(entity)
        mention.entity = held[key]
        _add_alias(reading, mention)
        acronym = _ACRONYM.match(text, mention.end)
        if acronym and _abbreviates(acronym[1], form):
            held.setdefault(phrase_key(acronym[1]), held[key])


def _abbreviates(short: str, full: str) -> bool:
    """Whether the letters of an acronym are the initials of a name, small words left out at will."""
    initials = [part[0].lower() for part in phrase_key(full).split()]
    large = [part[0].lower() for part in phrase_key(full).split() if part not in _SMALL]
    letters = [c.lower() for c in short if c.isalpha()]
    return letters in (initials, large) or letters[: len(large)] == large


def _country_in(name: str) -> str | None:
    """The country whose name or adjective a body's name begins with, or ends with: "Japanese Defense Ministry"."""
    parts = phrase_key(name).split()
    for piece in (parts[:1], parts[:2], parts[-1:], parts[-2:]):
        held = automaton().get(f" {' '.join(piece)} ", None)
        for _, entry in held[1] if held else ():
            if entry.kind in ("country", "nationality") and len(parts) > len(piece):
                return str(entry.country)
    return None


def _join_places(reading: Reading, mentions: list[Mention], countries: dict[str, int]) -> None:
    """Places by name; a capital that speaks or acts is its country."""
    held: dict[str, int] = {}
    for mention in mentions:
        form = reading.clean.text[mention.start : mention.end]
        government = by_capital(form) or by_seat(form)
        if government and _is_government(reading, mention):
            mention.entity = country_entity(reading, government.code, countries)
            mention.method, mention.country = "government", government.code
            continue
        key = phrase_key(form)
        if key not in held:
            held[key] = len(reading.annotation.entities)
            reading.annotation.entities.append(LocalEntity("place", form, country=mention.country))
        mention.entity = held[key]
        _add_alias(reading, mention)


def _is_government(reading: Reading, mention: Mention) -> bool:
    """Whether a capital is the subject of a verb of speech or decision, a party of relations, or an owner of policy."""
    token = reading.span(mention.start, mention.end).root
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    head = token.head
    if token.dep_ in ("nsubj", "nsubjpass"):
        return head.lemma_.lower() in _lexicon("acts") and head.pos_ in ("VERB", "AUX")
    if token.dep_ == "dobj":
        return head.lemma_.lower() in _lexicon("addressed")
    if token.dep_ == "poss":
        return head.lower_ not in words("place") and not head.text[0].isupper()
    if token.dep_ == "pobj" and head.lower_ in {"on", "upon"}:
        return head.head.lemma_.lower() in _lexicon("addressed")
    if token.dep_ == "pobj":
        return head.lower_ in PARTIES and _relates(head)
    return False


def _relates(preposition: Token) -> bool:
    """Whether "with" or "between" hangs on ties, talks or a like noun, or on a verb of dealing."""
    return preposition.head.lemma_.lower() in _lexicon("relations")


def _join_people(reading: Reading, mentions: list[Mention]) -> None:
    """People: full names first, then each short form to the person it fits best, else a person of its own."""
    text = reading.clean.text
    people: list[_Person] = []
    short: list[tuple[Mention, list[str]]] = []
    for mention in mentions:
        parts = text[mention.start : mention.end].replace("- ", "-").replace(" -", "-").split()
        if len(parts) > 1:
            person = next((p for p in people if p.is_same(parts)), None)
            if person is None:
                person = _Person()
                people.append(person)
            person.add(mention, parts)
        else:
            short.append((mention, parts))
    offices = _offices_beside(reading)
    for person in people:
        person.offices = {o for m in person.mentions if (o := offices.get(m.start) or offices.get(-m.end))}
        person.head = _is_head(" ".join(person.fullest), reading)
    led = _leaders(reading, [mention for mention, _ in short], offices)
    for mention, parts in short:
        gender = _gender(text, mention.start)
        leader = led.get(parts[0])
        found = _best(people, parts[0], mention.start, gender, offices.get(mention.start), leader)
        if found is None:
            found = _Person()
            found.known = leader
            found.head = leader is not None
            people.append(found)
        found.add(mention, parts)
    for person in sorted(people, key=lambda p: min(m.start for m in p.mentions)):
        entity = person.entity(text)
        for mention in person.mentions:
            mention.entity = len(reading.annotation.entities)
        reading.annotation.entities.append(entity)


def _is_head(name: str, reading: Reading) -> bool:
    """Whether somebody of that full name led a state at the time whose people put the family name last."""
    published = reading.context.published_on
    leader = in_office(name, published.year) if published else None
    return leader is not None and leader.office in HEADS and leader.country not in FAMILY_FIRST


def _leaders(reading: Reading, short: list[Mention], offices: dict[int, str]) -> dict[str, str]:
    """Full names of those whom the text calls by office and family name alone: "President Obama" in 2012."""
    text, published = reading.clean.text, reading.context.published_on
    if published is None:
        return {}
    found: dict[str, str] = {}
    for mention in short:
        office = offices.get(mention.start)
        name = full_name(text[mention.start : mention.end], office, published.year) if office else None
        if name is not None:
            found.setdefault(text[mention.start : mention.end], name)
    return found


def _offices_beside(reading: Reading) -> dict[int, str]:
    """Present offices by where the name behind them starts, and by the negative of where the one before them ends."""
    text = reading.clean.text
    beside: dict[int, str] = {}
    for title in reading.titles:
        if title.plural or title.status != "current":
            continue
        gap = 2 if text[title.end : title.end + 1] == "." else 1
        beside[title.end + gap] = title.office
        owns = title.end == title.core_end and text.startswith(("'s ", "’s "), title.end)
        for article in (", the ", ", a ", ", ", " ("):
            if not owns and text.endswith(article, 0, title.start):
                beside[len(article) - title.start] = title.office
                break
    return beside


def _gender(text: str, start: int) -> str | None:
    """ "f" or "m" where the word before a name says so."""
    before = text[max(0, start - 12) : start].rstrip(" .").rsplit(" ", 1)[-1].lower()
    if before in words("of_women"):
        return "f"
    return "m" if before in words("of_men") else None


class _Person:
    """The mentions of one person while they are gathered."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.forms: list[list[str]] = []
        self.parts: set[str] = set()
        self.offices: set[str] = set()
        self.head = False  # of a state: whom a family name alone means before all relatives
        self.known: str | None = None  # the full name, where the world knows it and the text does not say it

    def add(self, mention: Mention, parts: list[str]) -> None:
        """Takes a mention in."""
        self.mentions.append(mention)
        if parts not in self.forms:
            self.forms.append(parts)
        self.parts.update(_fold(part) for part in parts)

    @property
    def fullest(self) -> list[str]:
        """The form with most words; of equals the one with most letters."""
        return max(self.forms, key=lambda parts: (len(parts), sum(map(len, parts))))

    def is_same(self, parts: list[str]) -> bool:
        """Whether a form of two words or more names this person: the same words, or fewer of them in their order."""
        mine = [_fold(part) for part in self.fullest]
        other = [_fold(part) for part in parts]
        if sorted(mine) == sorted(other) or "".join(mine) == "".join(other):
            return True
        less, more = sorted((mine, other), key=len)
        return len(less) > 1 and less[-1] == more[-1] and all(_stands_in(part, more) for part in less)

    def entity(self, text: str) -> LocalEntity:
        """The local entity: the fullest name, the other forms, the family name."""
        forms = [text[m.start : m.end] for m in sorted(self.mentions, key=lambda m: m.start)]
        name = max(forms, key=lambda form: (len(form.split()), len(form)))
        aliases = [form for form in dict.fromkeys(forms) if form != name]
        family = family_name(name)
        alone = [form for form in aliases if " " not in form and form in name.split()]
        if self.known and " " not in name:
            return LocalEntity("person", self.known, [name, *aliases], family_name=name)
        if alone and family not in alone:
            family = alone[0]
        return LocalEntity("person", name, aliases, family_name=family)


def _fold(part: str) -> str:
    return phrase_key(part).replace(" ", "")


def _given(name: str) -> str:
    return _fold(name.split()[0])


def _stands_in(part: str, more: list[str]) -> bool:
    """Whether a word, or for an initial a word that begins with it, is in a longer form."""
    return part in more or (len(part) == 1 and any(other.startswith(part) for other in more))


def _best(
    people: list[_Person], form: str, at: int, gender: str | None, office: str | None, leader: str | None
) -> _Person | None:
    """The person whom a single name most likely means: by family name, by office, a head of state, then the last named.

    An office beside the name speaks for a person who has it, and against one who has others. Where the text calls a
    leader so and all people of that name are others ("Melania Trump"), nobody fits.
    """
    low = _fold(form)
    fitting: list[tuple[bool, int, bool, bool, int, _Person]] = []
    for person in people:
        if low not in person.parts:
            continue
        name = " ".join(person.fullest)
        if leader and len(person.fullest) > 1 and not person.offices and _fold(name.split()[0]) != _given(leader):
            continue
        if (gender == "f" and is_male(name)) or (gender == "m" and is_female(name)):
            continue
        family = low in [_fold(part) for part in family_name(name).split()] or len(person.fullest) == 1
        before = max((m.start for m in person.mentions if m.start < at), default=-1)
        suits = 1 if office is None or not person.offices else 2 * (office in person.offices)
        # Whom an office announces is rather the one whom the text is about than a relative named just before.
        late = len(person.mentions) if office and suits == 1 else before
        fitting.append((family, suits, before >= 0, person.head, late, person))
    return max(fitting, key=lambda f: f[:5])[5] if fitting else None
