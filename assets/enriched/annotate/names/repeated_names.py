"""A second look at the mentions of a document: what its own names say of its other words.

Here belong bare family names, names in headlines of capitals, "the North" of Korea, teams, and events that begin with a
country's name.
"""

import re
from collections.abc import Iterator

from assets.enriched.annotate.names.candidates import CONFIDENCE, inside
from assets.enriched.annotate.names.gazetteer import is_capitals
from assets.enriched.annotate.names.person_names import is_family_first
from assets.enriched.annotate.names.person_names import words as group
from assets.enriched.annotate.places.choice import ACCEPTED, fame_of, kind_of_name
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention, MentionKind

_SCORE = re.compile(r" \d{1,4}(?![\w,.%/-]*[a-z$])")
_TEAM = re.compile(
    r"(?<![A-Za-z.] )\b([A-Z][A-Za-z'’-]{1,20}(?: (?:of )?[A-Z][A-Za-z'’-]{1,20}){0,2})"
    r"(?= \d{1,3}(?: [\dA-Z.(+-]|$|\n))"
)
# A fixture list: "CHICAGO AT TORONTO MINNESOTA AT TEXAS"; some towns have two words.
_FIXTURE = re.compile(r"\b[A-Z]{4,} AT [A-Z]{3,}\b")
_TWO = r"(?:(?:NEW|SAN|LOS|ST|LAS|KANSAS|GREEN|TAMPA) )?"
_FIXED = re.compile(rf"\b(?!AT\b){_TWO}[A-Z]{{4,}}(?= AT [A-Z])|(?<= AT ){_TWO}[A-Z]{{3,}}\b")
_CAPITAL_WORDS = re.compile(r"[A-Z][A-Z'’.-]*(?: [A-Z][A-Z'’.-]*){0,3}")
_NEXT_WORD = re.compile(r" ([A-Z][a-z]{2,14})\b")
_NEXT = re.compile(r" ([a-z]{5,13})\b")
_KOREA = re.compile(r"\b[Tt]he (North|South)\b(?! ?[A-Z-])")


def with_family_names(reading: Reading, named: list[Mention]) -> list[Mention]:
    """Also the later bare family names of people whose full name the document gives, and what was taken for other."""
    text = reading.clean.text
    families: dict[str, str] = {}
    for mention in named:
        parts = text[mention.start : mention.end].split()
        if mention.kind == "person" and 1 < len(parts) <= 4:
            families.setdefault(parts[-1], "person")
            if is_family_first(parts) or parts[0].isupper():
                families.setdefault(parts[0], "person")
    if not families or is_capitals(text):
        return named
    taken: set[int] = set()
    for mention in named:
        form = text[mention.start : mention.end]
        if mention.method == "model" and mention.kind != "person" and form in families and _is_familys(form):
            mention.kind, mention.method = "person", "repeat"
        taken.update(range(mention.start, mention.end))
    bare = {form for form in families if len(form) > 1 and _is_familys(form)}
    for token in reading.doc:
        if token.text in bare and token.idx not in taken and token.pos_ == "PROPN":
            end = token.idx + len(token)
            sentence = reading.sentence_at(token.idx)
            named.append(Mention(token.idx, end, "person", "repeat", CONFIDENCE["repeat"], sentence))
    return sorted(named, key=lambda m: m.start)


def _is_familys(form: str) -> bool:
    """Whether the family name of somebody in the text means him by itself: it is no state's, and at most that of a
    town too little known to be believed without more evidence."""
    kind = kind_of_name(form)
    return kind is None or (kind == "place" and fame_of(form) < ACCEPTED)


def with_koreas(reading: Reading, named: list[Mention]) -> list[Mention]:
    """ "The North" and "the South" in a text about Korea, or from there."""
    text = reading.clean.text
    if text.count("Korea") < 2 and reading.context.dateline_country not in ("KOR", "PRK"):
        return named
    found = []
    for match in _KOREA.finditer(text):
        code, name = ("PRK", "North Korea") if match[1] == "North" else ("KOR", "South Korea")
        number = reading.sentence_at(match.start(1))
        confidence = CONFIDENCE["pattern"]
        found.append(Mention(*match.span(1), "country", "pattern", confidence, number, country=code, normal=name))
    spans = [(m.start, m.end) for m in found]
    return sorted([*(m for m in named if not inside(m, spans)), *found], key=lambda m: m.start)


def names_event(text: str, mention: Mention) -> bool:
    """Whether a country or place is the first word of an event's name: "Vietnam War", "Congo Crisis"."""
    following = _NEXT_WORD.match(text, mention.end)
    return following is not None and following[1].lower() in group("event") - group("conference") - {
        "agreement",
        "treaty",
    }


def tell_teams(reading: Reading, named: list[Mention]) -> list[Mention]:
    """The teams of result tables: in a sentence full of figures, towns and unknown names beside a figure.

    Anywhere, the town before a player is a team: "Norwich striker".
    """
    text = reading.clean.text
    tables = [(s.start, s.end) for s in reading.annotation.sentences if _is_table(text[s.start : s.end])]
    named = _tell_fixtures(reading, named)
    for mention in named:
        player = _NEXT.match(text, mention.end) if mention.kind == "place" else None
        if player is not None and player[1] in group("players"):
            mention.kind, mention.method, mention.normal, mention.country = "organisation", "pattern", None, None
    if not tables:
        return named
    for mention in named:
        town = mention.kind == "place" and inside(mention, tables) and "," not in text[mention.end : mention.end + 2]
        if town and (_SCORE.match(text, mention.end) or text[: mention.start].rstrip()[-1:].isdigit()):
            mention.kind, mention.method, mention.normal, mention.country = "organisation", "pattern", None, None
    teams = [match.span(1) for start, end in tables for match in _TEAM.finditer(text, start, end)]
    found = [m for m in named if m.kind != "place" or not _is_part(m, teams)]
    taken = {at for m in found for at in range(m.start, m.end)}
    for start, end in tables:
        for match in _TEAM.finditer(text, start, end):
            if taken.isdisjoint(range(*match.span(1))) and match[1].lower() not in group("months"):
                number = reading.sentence_at(start)
                found.append(Mention(*match.span(1), "organisation", "pattern", CONFIDENCE["pattern"], number))
    return sorted(found, key=lambda m: m.start)


def _is_part(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    """Whether a mention is a part, and not the whole, of one of the spans."""
    length = mention.end - mention.start
    return any(start <= mention.start and mention.end <= end and length < end - start for start, end in spans)


def _tell_fixtures(reading: Reading, named: list[Mention]) -> list[Mention]:
    """The teams of a fixture list in capitals, three fixtures or more: "CHICAGO AT TORONTO"."""
    text = reading.clean.text
    if " AT " not in text or sum(1 for _ in _FIXTURE.finditer(text)) < 3:
        return named
    teams = [match.span() for match in _FIXED.finditer(text)]
    made = [
        Mention(start, end, "organisation", "pattern", CONFIDENCE["pattern"], reading.sentence_at(start))
        for start, end in teams
    ]
    return sorted([*(m for m in named if not inside(m, teams)), *made], key=lambda m: m.start)


def _is_table(text: str) -> bool:
    """Whether a sentence is figures for a third, four or more."""
    parts = text.split()
    figures = sum(part[0].isdigit() for part in parts)
    return figures >= 4 and 3 * figures >= len(parts)


def in_headlines(reading: Reading, named: list[Mention]) -> list[Mention]:
    """Names in a line of capitals are those that the rest of the text has; there the model guesses."""
    text = reading.clean.text
    if is_capitals(text):
        return named
    loud = [s for s in reading.annotation.sentences if _is_loud(text[s.start : s.end])]
    if not loud:
        return named
    spans = [(s.start, s.end) for s in loud]
    quiet: dict[str, MentionKind] = {}
    for mention in named:
        if not inside(mention, spans) and mention.kind in ("person", "place", "organisation"):
            form = text[mention.start : mention.end].upper()
            quiet.setdefault(form, mention.kind)
            if mention.kind == "person":
                quiet.setdefault(form.split()[-1], "person")
    kept = [
        m
        for m in named
        if not (inside(m, spans) and m.method in ("model", "pattern") and text[m.start : m.end].upper() not in quiet)
    ]
    taken = [(m.start, m.end) for m in kept]
    for sentence in loud:
        for start, end in _forms(text, sentence.start, sentence.end, quiet):
            found = Mention(start, end, quiet[text[start:end]], "repeat", CONFIDENCE["repeat"], sentence.sentence_no)
            if not inside(found, taken):
                kept.append(found)
    return sorted(kept, key=lambda m: m.start)


def _is_loud(text: str) -> bool:
    return len(text) > 12 and " " in text and sum(map(str.isupper, text)) > 9 * sum(map(str.islower, text))


def _forms(text: str, start: int, end: int, known: dict[str, MentionKind]) -> Iterator[tuple[int, int]]:
    """The longest known forms in a line of capitals, left to right."""
    at = start
    while (found := _CAPITAL_WORDS.search(text, at, end)) is not None:
        words = found[0].split(" ")
        at = found.start() + len(words[0]) + 1
        for count in range(len(words), 0, -1):
            form = " ".join(words[:count]).rstrip(".'’-")
            if form in known:
                yield found.start(), found.start() + len(form)
                at = found.start() + len(form)
                break
