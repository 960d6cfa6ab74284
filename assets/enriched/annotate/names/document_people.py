"""The people of one document: which mentions name the same person.

Here belongs what names say of each other: full and short forms, spellings, "Jr.", surnames, handles. What pronouns and
role words stand for belongs to `coreference`; across documents to `resolve`.
"""

import re
from functools import cache, lru_cache

from assets.enriched.annotate.names.gazetteer import phrase_key
from assets.enriched.annotate.names.named_patterns import handle_words
from assets.enriched.annotate.names.person_names import family_name, is_female, is_male, words
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import LocalEntity, Mention
from assets.knowledge.leaders import FAMILY_FIRST, HEADS, full_name, in_office
from assets.knowledge.nicknames import is_nickname
from assets.reference import read_csv, read_yaml, split

FAR = 40  # characters between "father of" and the name of the child
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_FOREIGN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})
_KIN = "|".join(read_yaml("titles")["kin"])
# "His late father, X", "the son of X", "praised his father, President X": somebody else than whose kin he is.
_KIN_BEFORE = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[’']s)(?: (?:late|own|elder|older|younger|twin|slain)){{0,2}} (?:{_KIN}),?"
    r"(?: (?:the|an?|former|late|then|ex))?(?:[ -](?:[A-Za-z]{2,12}|[A-Z][a-z]{1,3}\.)){0,3} $"
)
_KIN_BEHIND = re.compile(
    rf",? \(?(?:his|her|their)(?: (?:late|elder|older|younger|twin))? (?:{_KIN})\b|, (?:the )?(?:{_KIN}) of\b"
)


def join_people(reading: Reading, mentions: list[Mention]) -> None:
    """People: full names first, then each short form to the person it fits best, else a person of its own."""
    text = reading.clean.text
    people: list[_Person] = []
    short: list[tuple[Mention, list[str]]] = []
    for mention in mentions:
        parts = _name_parts(text, mention)
        if len(parts) > 1:
            others = [p for p in people if not _is_kin_of(text, p.mentions[-1:], mention)]
            person = _same(others, parts, _is_kin(text, mention))
            if person is None:
                person = _Person(kin=_is_kin(text, mention))
            if person not in people:
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


def _name_parts(text: str, mention: Mention) -> list[str]:
    """The words of a name; of a handle those that it is made of, without an office."""
    form = text[mention.start : mention.end]
    if text[mention.start - 1 : mention.start] == "@":
        return handle_words(form) or [form]
    return form.replace("- ", "-").replace(" -", "-").split()


def _same(people: list["_Person"], parts: list[str], kin: bool) -> "_Person | None":
    """The person whom a form of two words or more names; rather one who is called exactly so.

    Kin of the same name, "his father, X", is somebody else than X Jr., and at the first time than X.
    """
    exact = next((p for p in people if parts in p.forms and (p.kin or not kin)), None)
    return exact if exact is not None or kin else next((p for p in people if p.is_same(parts)), None)


def _is_kin(text: str, mention: Mention) -> bool:
    """Whether somebody is named as the kin of another: "his late father, X", "X, the father of"."""
    before = _KIN_BEFORE.search(text[max(0, mention.start - 60) : mention.start])
    return before is not None or _KIN_BEHIND.match(text, mention.end) is not None


def _is_kin_of(text: str, before: list[Mention], mention: Mention) -> bool:
    """Whether the one named right before is called this one's kin: "X, father of Minister X"."""
    kin = _KIN_BEHIND.match(text, before[0].end) if before else None
    return kin is not None and kin.end() <= mention.start and mention.start - kin.end() < FAR


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

    def __init__(self, kin: bool = False) -> None:
        self.kin = kin  # of somebody else of the text
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
        if len(less) == 2 and _suffix(less) and _suffix(more) in ("", _suffix(less)):
            return less[0] in more  # "Quiroz Jr."
        if _suffix(less) and _suffix(more):
            return _suffix(less) == _suffix(more) and self._is_part([w for w in less if w not in _SUFFIXES], more)
        less, more = ([w for w in form if w not in _SUFFIXES] for form in (less, more))
        return self._is_part(less, more)

    @staticmethod
    def _is_part(less: list[str], more: list[str]) -> bool:
        more = [w for w in more if w not in _SUFFIXES]
        if less == more or (less[0] in words("particles") and _goes_through(less, more)):
            return True
        called = len(less) > 1 and less[-1] == more[-1] and is_nickname(less[0], more[0])  # "Joe" of "Joseph R."
        rest = less[1:] if called else less
        return len(less) > 1 and less[-1] == more[-1] and all(_stands_in(part, more) for part in rest)

    def entity(self, text: str) -> LocalEntity:
        """The local entity: the fullest name, the other forms, the family name."""
        forms = [text[m.start : m.end] for m in sorted(self.mentions, key=lambda m: m.start)]
        handles = {text[m.start : m.end] for m in self.mentions if text[m.start - 1 : m.start] == "@"}
        spelt = [form for form in forms if form not in handles] or [" ".join(self.fullest)]
        name = max(spelt, key=lambda form: (len(form.split()), len(form)))
        aliases = [form for form in dict.fromkeys(forms) if form != name]
        family = family_name(name)
        alone = [form for form in aliases if " " not in form and form in name.split()]
        if self.known and " " not in name:
            return LocalEntity("person", self.known, [name, *aliases], family_name=name)
        if alone and family not in alone:
            family = alone[0]
        return LocalEntity("person", name, aliases, family_name=family)


@lru_cache(maxsize=20_000)
def _fold(part: str) -> str:
    """A word of a name in the one spelling of all that are listed: "Sergei" and "Sergey"."""
    folded = phrase_key(part.lower().translate(_FOREIGN)).replace(" ", "")
    return _spellings().get(folded, folded)


@cache
def _spellings() -> dict[str, str]:
    return {spelling: row["name"] for row in read_csv("name_spellings") for spelling in split(row["spellings"])}


def _suffix(parts: list[str]) -> str:
    return next((part for part in parts if part in _SUFFIXES), "")


def _given(name: str) -> str:
    return _fold(name.split()[0])


def _stands_in(part: str, more: list[str]) -> bool:
    """Whether a word, or for an initial a word that begins with it, is in a longer form."""
    return part in more or (len(part) == 1 and any(other.startswith(part) for other in more))


def _goes_through(less: list[str], more: list[str]) -> bool:
    """Whether a form stands whole within a longer one: "De la Vega" in "Ana de la Vega Morales"."""
    return any(more[at : at + len(less)] == less for at in range(len(more) - len(less) + 1))


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
