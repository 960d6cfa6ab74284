"""Finds the spans of a document that name something, and decides what each names.

Gazetteer, patterns and the language model each propose; one decision a span is made here: people that a title announces
first, then the longest proposal, and of equal ones the gazetteer's. Here belongs that choice. Which mentions are the
same thing belongs to `document_entities` and `resolve`.
"""

import re
from collections.abc import Iterable, Iterator

from assets.enriched.annotate.names import body_patterns, false_persons, model_entities, named_patterns, repeated_names
from assets.enriched.annotate.names.candidates import CONFIDENCE, Candidate, inside
from assets.enriched.annotate.names.gazetteer import Match, Words, is_capitals, known_in
from assets.enriched.annotate.names.person_names import name_at, ungarbled, without_titles
from assets.enriched.annotate.names.person_names import words as group
from assets.enriched.annotate.offices import phrases
from assets.enriched.annotate.places import mention_kind
from assets.enriched.annotate.places.choice import kind_of_name
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention

RULERS = frozenset({"president", "prime minister", "chancellor", "monarch", "foreign minister", "defence minister"})
NAMES_TOO = frozenset({"monarch", "mayor"})  # "Pope", "King", "Mayor" are names as well
_BEHIND = re.compile(r", (?:the |a |an )?")
_BRACKETED = re.compile(r"\([^()]{1,40}\)")
_ELECTED = re.compile(r"[- ](?:elect|designate|nominee)\b")


def find(reading: Reading) -> None:
    """Fills `annotation.mentions`, in order, none overlapping but an office and the country or nationality in it."""
    words, found = known_in(reading.clean.text)
    known = [m for m in found if m.entry.kind != "office"]
    titles = phrases.longest(m for m in found if m.entry.kind == "office")
    chosen = _choose(list(_proposals(reading, words, known, titles)))
    named = [_mention(reading, p) for p in chosen]
    _described_people(reading, named, titles)
    _give_countries(named, known)
    named = repeated_names.with_koreas(reading, false_persons.corrected(reading, named))
    named = repeated_names.in_headlines(reading, repeated_names.with_family_names(reading, named))
    named = repeated_names.tell_teams(reading, named)
    titled = phrases.find(reading, words, titles, named)
    covered = [(o.start, o.end) for o in titled]
    votes = body_patterns.elections(reading.clean.text)
    kept = [m for m in named if m.kind in ("country", "nationality") or not inside(m, covered)]
    kept = [
        m for m in kept if m.kind not in ("country", "place") or not repeated_names.names_event(reading.clean.text, m)
    ]
    signed = [*votes, *_signatures(reading)]
    kept = [m for m in kept if not inside(m, signed)] if signed else kept
    reading.annotation.mentions = sorted([*kept, *titled], key=lambda m: (m.start, -m.end))
    reading.annotation.mentions = mention_kind.corrected(reading)
    reading.forget()


def _signatures(reading: Reading) -> Iterator[tuple[int, int]]:
    """What stands in brackets in a dateline: the agency that signs, which the text does not speak of."""
    for paragraph in reading.clean.paragraphs:
        if paragraph.role == "dateline":
            for found in _BRACKETED.finditer(reading.clean.text, paragraph.start, paragraph.end):
                yield found.span()


def _proposals(reading: Reading, words: Words, known: list[Match], titles: list[Match]) -> Iterator[Candidate]:
    """Everything that any source takes for a name."""
    text = reading.clean.text
    barriers = {m.start for m in known if m.entry.kind in ("country", "nationality", "organisation", "place")}
    bodies_known = [m for m in known if m.entry.kind == "organisation"]
    organisations = {m.start for m in bodies_known}
    within = {words.starts[at] for m in bodies_known for at in range(m.first + 1, m.last + 1)} - organisations
    announced = {m.start for m in titles if _parts_names(text, m)}
    barriers |= announced
    organisations |= announced
    yield from _titled_people(reading, words, titles, barriers, organisations, within)
    for match in known:
        yield Candidate(match.start, _with_stop(text, match), match.entry.kind, "gazetteer", match)
    for start, end, kind in body_patterns.find(words, known, {m.first: m.last for m in titles}):
        yield Candidate(start, end, kind, "pattern")
    for start, end, kind in (
        *body_patterns.designations(text),
        *body_patterns.acronyms(text),
        *body_patterns.forums(text),
        *named_patterns.groups(text),
    ):
        yield Candidate(start, end, kind, "pattern")
    for start, end in named_patterns.ships(text):
        yield Candidate(start, end, "equipment", "sign")
    for start, end in named_patterns.handles(text):
        yield Candidate(start, end, "person", "sign")
    yield from model_entities.find(reading, known, titles, barriers)


def _parts_names(text: str, match: Match) -> bool:
    """Whether a title ends the name before it: "Ann Lee Congressmen Tom Orr" has lost a comma; "Jane Pope" has not."""
    announces = text[match.end : match.end + 1] == " " and text[match.end + 1 : match.end + 2].isupper()
    return (
        announces and match.entry.sense != "weak" and text[match.start].isupper() and match.entry.name not in NAMES_TOO
    )


def _with_stop(text: str, match: Match) -> int:
    """The end of a match with the last stop of an abbreviation: "U.S." """
    dotted = "." in text[match.start : match.end] and match.end - match.start <= 8
    return match.end + 1 if dotted and text[match.end : match.end + 1] == "." else match.end


def _titled_people(
    reading: Reading, words: Words, titles: list[Match], barriers: set[int], organisations: set[int],
    within: set[int],
) -> Iterator[Candidate]:  # fmt: skip
    """Names right behind an office or a rank: "President Karzai", "Gen. Allen", "Mr Lee".

    `within` are words in the midst of a body's name: "Dynamics" of General Dynamics.
    """
    text = reading.clean.text
    if is_capitals(text):
        return
    behind: dict[int, set[int]] = {}
    several: set[int] = set()  # ends of plural titles: "Ministers Agree" is a headline, "Ministers Ann Lee and" is none
    for match in titles:
        if match.entry.plural:
            several.add(match.end)
            behind[match.end] = barriers
        else:
            # A ruler may be called Holland or Lagos; behind lesser titles a country is a country.
            behind[match.end] = organisations if match.entry.name in RULERS else barriers
    for index, norm in enumerate(words.norms):
        if norm in group("rank_heads") or norm in group("spoken"):
            behind.setdefault(words.ends[index], barriers)
    for end, stops in behind.items():
        start = end + 1 if text[end : end + 1] == "." else end
        elected = _ELECTED.match(text, end)
        start = elected.end() if elected else start
        named = name_at(text, end - 3, stops) if text[end - 3 : end] == "Gen" and start == end else None
        if named is not None and not model_entities.reads_as_rank(reading, end - 3, named):
            yield Candidate(end - 3, named, "person", "title")
            continue
        if text[start : start + 1] != " ":
            continue
        start += 1
        stop = name_at(text, start, stops)
        if stop is None or start in within or not model_entities.is_name(reading, start, stop):
            continue
        first, last = ungarbled(text, *without_titles(text, start, stop))
        if end in several and not _is_full_name(reading, first, last):
            continue
        if first < last and text[first:last].lower() not in group("ranks"):
            yield Candidate(first, last, "person", "title")


def _is_full_name(reading: Reading, start: int, end: int) -> bool:
    """Whether a span has two words or more, all of them proper names to the tagger."""
    return start < end and len(span := reading.span(start, end)) > 1 and all(t.pos_ == "PROPN" for t in span)


def _choose(proposals: Iterable[Candidate]) -> list[Candidate]:
    """Proposals that do not overlap: what a sign marks and titled people first, then the longest, then by source."""
    order = {"sign": 0, "title": 0, "gazetteer": 1, "pattern": 2, "model": 3}

    def rank(p: Candidate) -> tuple[bool, bool, int, int, int]:
        return p.method != "sign", p.method != "title", p.start - p.end, order[p.method], p.start

    taken: list[Candidate] = []
    busy: set[int] = set()
    for proposal in sorted(proposals, key=rank):
        span = range(proposal.start, proposal.end)
        if proposal.start in busy or (proposal.end - 1) in busy or not busy.isdisjoint(span):
            continue
        busy.update(span)
        taken.append(proposal)
    return taken


def _give_countries(named: list[Mention], known: list[Match]) -> None:
    """A body is of the country that its own name holds: "Chilean Navy", "Bank of Japan"."""
    inner = {m.start: m for m in known if m.entry.kind in ("country", "nationality")}
    for mention in named:
        if mention.kind == "organisation" and mention.country is None and mention.normal is None:
            held = [inner[at] for at in range(mention.start, mention.end) if at in inner]
            mention.country = held[0].entry.country if held else None


def _described_people(reading: Reading, named: list[Mention], titles: list[Match]) -> None:
    """What the model takes for a place or body, and an office describes, is a person: "Gu Wengen, commander of ..."."""
    text = reading.clean.text
    begins = {m.start for m in titles if not m.entry.plural}
    for mention in named:
        if mention.method != "model" or mention.kind not in ("place", "organisation", "nationality"):
            continue
        described = _BEHIND.match(text, mention.end)
        parts = text[mention.start : mention.end].split()
        if described is None or described.end() not in begins or not 2 <= len(parts) <= 4:
            continue
        if name_at(text, mention.start) == mention.end and kind_of_name(" ".join(parts)) is None:
            mention.kind, mention.method = "person", "title"


def _mention(reading: Reading, p: Candidate) -> Mention:
    entry = p.match.entry if p.match else None
    return Mention(
        p.start,
        p.end,
        p.kind,
        p.method,
        CONFIDENCE[p.method],
        reading.sentence_at(p.start),
        country=entry.country if entry else None,
        normal=entry.name if entry else None,
    )
