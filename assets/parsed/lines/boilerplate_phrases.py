"""What the boilerplate of pages says: the phrases of `page_lines.yaml`, made fast to look up.

Here belongs the look-up of phrases. Which role follows belongs to `line_roles`.
"""

import re
from functools import cache
from typing import Any, Literal

import ahocorasick

from assets.knowledge.agencies import named
from assets.reference import read_yaml

Boilerplate = Literal["alone", "begins", "contains", "closes", "caption"]
LONG_PROSE = 45  # words; a paragraph that long is reporting even if it speaks of cookies or newsletters
SENTENCE = 12  # words
_LINK_HINT = re.compile(r",? \(?opens (?:in )?(?:a )?new (?:tab|window)\)?(?= \w)")
_COUNTER = re.compile(r"\d{1,3} of \d{1,3}(?: ?[|:–—-] ?\S|$)|\d{1,3} ?/ ?\d{1,3}$")
_CREDIT = re.compile(r"[\[(][^\[\]()/]{3,60}/ ?([^\[\]()]{2,40})[\])]\.?$")  # "… in Oslo [Ann Lee/AP]"
_FULL_DATE = re.compile(
    r"(?:\bon|day,?|,) (?:the )?"
    r"(?:[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?),? (?:19|20)\d\d\b"
)
MODALS = "".join(rf"(?<!\b{word} )" for word in ("will", "to", "would", "could", "can", "may", "must", "not", "should"))
_EDGES = " \t:.!?›»«‹>|→←▸▾•·-–—*+×…■▶►🔗👉➡⚡📌📢🔴✅📷📸🎥\u200b\u200e\u200f\ufe0f\ufeff"


@cache
def words(name: str) -> frozenset[str]:
    """A list of `page_lines.yaml` as a set."""
    return frozenset(str(word) for word in _lists()[name])


@cache
def table(name: str) -> dict[str, str]:
    """A mapping of `page_lines.yaml`."""
    return {str(key): str(value) for key, value in _lists()[name].items()}


def _lists() -> Any:
    return read_yaml("page_lines")


@cache
def _beginnings(name: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(str(word)) for word in sorted(_lists()[name], key=len, reverse=True)))


@cache
def _phrases(name: str) -> Any:
    automaton = ahocorasick.Automaton()
    for phrase in _lists()[name]:
        automaton.add_word(str(phrase), str(phrase))
    automaton.make_automaton()
    return automaton


def holds(name: str, lowered: str) -> list[str]:
    """The phrases of a list that stand in a lower-case text, in order."""
    return [phrase for _, phrase in _phrases(name).iter(lowered)]


def plain(text: str) -> str:
    """A line as the lists spell it: lower case, straight apostrophes, without marks at its ends."""
    return text.lower().replace("’", "'").strip(_EDGES)


def interrupts(text: str) -> bool:
    """Whether a line is an advertisement's mark or says that the report goes on below."""
    return len(text) <= 80 and bool(_beginnings("interruptions").match(plain(text)))


def boilerplate(text: str, count: int) -> Boilerplate | None:
    """Which kind of boilerplate a line of `count` words is, None where it may be content."""
    if count > LONG_PROSE * 2:
        return None
    lowered = plain(text)
    if not lowered:
        return "alone"
    if count <= 6 and lowered in words("closes"):
        return "closes"
    if count <= 6 and (lowered in words("alone") or lowered + ":" in words("alone")):
        return "alone"
    if _is_caption(lowered, count):
        return "caption"
    if count <= 12 and _beginnings("closes_begins").match(lowered):
        return "closes"
    if count <= LONG_PROSE and _beginnings("begins").match(text.lower().replace("’", "'").lstrip(_EDGES)):
        return "begins"
    if count >= SENTENCE and "new" in lowered:  # a link's hint inside a sentence makes it no boilerplate
        lowered = _LINK_HINT.sub("", lowered)
    if count <= LONG_PROSE and holds("contains", lowered):
        return "contains"
    return None


@cache
def _scene() -> re.Pattern[str]:
    verbs = "|".join(re.escape(str(verb)) for verb in _lists()["caption_verbs"])
    return re.compile(rf"\b{MODALS}(?:{verbs})\b(?! of\b)")


def _is_scene(lowered: str) -> bool:
    """Whether a sentence tells in the present tense what went on on a full date: "Ms X waves in Oslo on 3 May 2021"."""
    date = _FULL_DATE.search(lowered)
    if date is None or "said" in lowered or '"' in lowered or "“" in lowered:
        return False
    verb = _scene().search(lowered, 0, date.start())
    return verb is not None and lowered.find(". ", 0, verb.start()) < 0


def _is_caption(lowered: str, count: int) -> bool:
    """Whether a line is a picture's or video's caption or credit, or a picture of a counted series ("3 of 12 | ")."""
    if _COUNTER.match(lowered):
        return True
    credit = _CREDIT.search(lowered) if count <= 40 else None
    if credit is not None and (named(credit[1]) is not None or holds("credit_houses", credit[1])):
        return True
    if _beginnings("caption_begins").match(lowered) or (6 <= count <= 60 and _is_scene(lowered)):
        return True
    end = lowered.rstrip(".")
    if count <= 60 and end.endswith(tuple(words("caption_ends"))):
        return True
    return count <= 40 and bool(holds("caption_contains", lowered))
