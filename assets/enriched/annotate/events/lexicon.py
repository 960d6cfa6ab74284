"""What words tell: senses of verbs and nouns, loaded from `seeds/reference/events`.

Here belong loading and look-up by lemma. Whether a word in a sentence has the sense is decided in `triggers`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from assets.enriched.annotate.records import ParticipantRole
from assets.reference import read_yaml

Tone = Literal["friendly", "hostile", "neutral"]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word tells: PLOVER type and mode, finer kind, tone, the frame of its parties, and what it does below it.

    `operator` names what the word makes of an event that it governs (agree, refuse, request, threaten); `prepositions`
    lead to the other party, best first; `role` is the other party's.
    """

    name: str
    type: str
    kind: str
    tone: Tone
    frame: str
    mode: str | None = None
    operator: str | None = None
    prepositions: tuple[str, ...] = ()
    role: ParticipantRole = "target"
    mutual: bool = False
    contexts: tuple[str, ...] = ()
    needs_both: bool = False
    needs_person: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A verb with what must stand beside it: all particles or prepositions, and one of `objects` if there are any."""

    sense: Sense
    particles: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()

    @property
    def weight(self) -> int:
        """How much the pattern asks for: the more, the surer its sense."""
        return 2 * bool(self.objects) + len(self.particles)


@dataclass(frozen=True, slots=True)
class NounSense:
    """A noun that reports an event; `needs` lists words one of which must modify it, `of_verb` its only governors."""

    sense: Sense
    needs: frozenset[str] = frozenset()
    of_verb: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Senses by lemma; `light` verbs by what they do to an event noun; `operators` by name."""

    verbs: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[NounSense, ...]]
    light: dict[str, frozenset[str]]
    operators: dict[str, frozenset[str]]
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    senses: dict[str, Sense] = field(default_factory=dict)


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process. Raises ReferenceFileError where a file is missing or broken."""
    nouns, verbs = read_yaml("events/nouns"), read_yaml("events/verbs")
    lists = {name: frozenset(words) for name, words in nouns["lists"].items()}
    patterns: dict[str, list[Pattern]] = defaultdict(list)
    senses: dict[str, Sense] = {}
    for name, entry in verbs.items():
        senses[name] = sense(name, entry)
        for written in entry["verbs"]:
            lemma, pattern = _pattern(written, senses[name], lists)
            patterns[lemma].append(pattern)
    named: dict[str, list[NounSense]] = defaultdict(list)
    for name, entry in nouns["events"].items():
        senses[f"{name} noun"] = noun = sense(name, entry)
        for lemma in entry["nouns"]:
            named[lemma].append(NounSense(noun, frozenset(entry.get("needs", ())), frozenset(entry.get("of_verb", ()))))
    return Lexicon(
        {lemma: tuple(sorted(found, key=lambda p: -p.weight)) for lemma, found in patterns.items()},
        {lemma: tuple(found) for lemma, found in named.items()},
        {name: frozenset(words) for name, words in nouns["light"].items()},
        {name: frozenset(words) for name, words in read_yaml("events/operators").items()},
        lists,
        senses,
    )


def sense(name: str, entry: dict[str, Any]) -> Sense:
    """The sense that one class of a lexicon file describes."""
    return Sense(
        name,
        entry["type"],
        entry["kind"],
        entry["tone"],
        entry["frame"],
        entry.get("mode"),
        entry.get("operator"),
        tuple(entry.get("to", ())),
        entry.get("object", "target"),
        entry.get("mutual", False),
        tuple(entry.get("contexts", ())),
        entry.get("needs_both", False),
        entry.get("needs_person", False),
    )


def _pattern(written: str, of: Sense, lists: dict[str, frozenset[str]]) -> tuple[str, Pattern]:
    """Lemma and pattern of one entry, as "lift +@measure" or "call for"."""
    head, _, objects = written.partition("+")
    lemma, *particles = head.split()
    return lemma, Pattern(of, tuple(particles), frozenset(_expanded(objects.strip().split("|"), lists)))


def _expanded(words: Iterable[str], lists: dict[str, frozenset[str]]) -> Iterable[str]:
    for word in words:
        if word.startswith("@"):
            yield from lists[word[1:]]
        elif word:
            yield word
