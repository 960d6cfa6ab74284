"""Finds the spans of a document that name something, and decides what each names.

Gazetteer, patterns and the language model each propose; one decision a span is made here: people that a title announces
first, then the longest proposal, and of equal ones the gazetteer's. Here belongs that choice. Which mentions are the
same thing belongs to `people` and `resolve`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assets.enriched.annotate import bodies, offices, toponym_kind
from assets.enriched.annotate.gazetteer import Match, Words, is_capitals, matches, words_of
from assets.enriched.annotate.names import family_first, is_family_first, name_at, without_titles
from assets.enriched.annotate.names import words as group
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention, MentionKind
from assets.enriched.annotate.toponyms import kind_of_name

MODEL_KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
    "EVENT": "forum",
    "LAW": "agreement",
}
RULERS = frozenset({"president", "prime minister", "chancellor", "monarch", "foreign minister", "defence minister"})
# How sure a span is by what found it: shares right among two hundred read by eye, rounded down.
CONFIDENCE = {"title": 0.95, "gazetteer": 0.9, "pattern": 0.8, "model": 0.7, "repeat": 0.85}
_BEHIND = re.compile(r", (?:the |a |an )?")
_ELECTED = re.compile(r"[- ](?:elect|designate|nominee)\b")
_NUMBER = re.compile(r"(?<=[a-z]) \d{1,4}$")
_SCORE = re.compile(r" \d{1,4}(?![\w,.%/-]*[a-z$])")
_CAPITAL_WORDS = re.compile(r"[A-Z][A-Z'’.-]*(?: [A-Z][A-Z'’.-]*){0,3}")
_NEXT_WORD = re.compile(r" ([A-Z][a-z]{2,14})\b")
_ARTICLE = re.compile(r"(?:the|an|a) ", re.IGNORECASE)
_EDGES = " \t\n\"'“”‘’([{)]},;:-–—.*•|"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that may be a mention, and what proposed it."""

    start: int
    end: int
    kind: MentionKind
    method: str
    match: Match | None = None


def find(reading: Reading) -> None:
    """Fills `annotation.mentions`, in order, none overlapping but an office and the country or nationality in it."""
    words = words_of(reading.clean.text)
    found = list(matches(words))
    known = [m for m in found if m.entry.kind != "office"]
    titles = offices.longest(m for m in found if m.entry.kind == "office")
    chosen = _choose(list(_proposals(reading, words, known, titles)))
    named = [_mention(reading, p) for p in chosen]
    _described_people(reading, named, titles)
    _give_countries(named, known)
    named = _in_headlines(reading, _with_repeats(reading, named))
    _teams(reading, named)
    titled = offices.find(reading, words, titles, named)
    covered = [(o.start, o.end) for o in titled]
    votes = bodies.elections(reading.clean.text)
    kept = [m for m in named if m.kind in ("country", "nationality") or not _inside(m, covered)]
    kept = [m for m in kept if m.kind not in ("country", "place") or not _names_event(reading.clean.text, m)]
    kept = [m for m in kept if not _inside(m, votes)] if votes else kept
    reading.annotation.mentions = sorted([*kept, *titled], key=lambda m: (m.start, -m.end))
    reading.annotation.mentions = toponym_kind.corrected(reading)
    reading.forget()


def _inside(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    return any(start < mention.end and mention.start < end for start, end in spans)


def _proposals(reading: Reading, words: Words, known: list[Match], titles: list[Match]) -> Iterator[Proposal]:
    """Everything that any source takes for a name."""
    text = reading.clean.text
    barriers = {m.start for m in known if m.entry.kind in ("country", "nationality", "organisation", "place")}
    organisations = {m.start for m in known if m.entry.kind == "organisation"}
    yield from _titled_people(reading, words, titles, barriers, organisations)
    for match in known:
        yield Proposal(match.start, _with_stop(text, match), match.entry.kind, "gazetteer", match)
    for start, end, kind in bodies.find(words, known, {m.first: m.last for m in titles}):
        yield Proposal(start, end, kind, "pattern")
    for start, end, kind in (*bodies.designations(text), *bodies.acronyms(text)):
        yield Proposal(start, end, kind, "pattern")
    yield from _of_model(reading, known, titles, barriers)


def _with_stop(text: str, match: Match) -> int:
    """The end of a match with the last stop of an abbreviation: "U.S." """
    dotted = "." in text[match.start : match.end] and match.end - match.start <= 8
    return match.end + 1 if dotted and text[match.end : match.end + 1] == "." else match.end


def _titled_people(
    reading: Reading, words: Words, titles: list[Match], barriers: set[int], organisations: set[int]
) -> Iterator[Proposal]:
    """Names right behind an office or a rank: "President Karzai", "Gen. Allen", "Mr Lee"."""
    text = reading.clean.text
    if is_capitals(text):
        return
    behind: dict[int, set[int]] = {}
    for match in titles:
        if not match.entry.plural:
            # A ruler may be called Holland or Lagos; behind lesser titles a country is a country.
            behind[match.end] = organisations if match.entry.name in RULERS else barriers
    for index, norm in enumerate(words.norms):
        if norm in group("rank_heads") or norm in ("mr", "mrs", "ms", "dr", "lord", "sheikh", "ayatollah", "prince"):
            behind.setdefault(words.ends[index], barriers)
    for end, stops in behind.items():
        start = end + 1 if text[end : end + 1] == "." else end
        elected = _ELECTED.match(text, end)
        start = elected.end() if elected else start
        named = name_at(text, end - 3, stops) if text[end - 3 : end] == "Gen" and start == end else None
        if named is not None and not _generals(reading, end - 3, named):
            yield Proposal(end - 3, named, "person", "title")
            continue
        if text[start : start + 1] != " ":
            continue
        start += 1
        stop = name_at(text, start, stops)
        if stop is None or not _is_name(reading, start, stop):
            continue
        first, last = without_titles(text, start, stop)
        if first < last:
            yield Proposal(first, last, "person", "title")


def _is_name(reading: Reading, start: int, stop: int) -> bool:
    """Whether the words behind a title are a name to the tagger as well; "Minister Says" of a headline is none."""
    span = reading.span(start, stop)
    return all(token.pos_ in ("PROPN", "PUNCT", "PART", "ADP", "X", "DET", "ADJ", "NOUN") for token in span) and any(
        token.pos_ == "PROPN" for token in span
    )


def _of_model(reading: Reading, known: list[Match], titles: list[Match], barriers: set[int]) -> Iterator[Proposal]:
    """What the language model takes for a name, put right where its kind is a known error."""
    text = reading.clean.text
    titled = {at for m in titles for at in (m.start, m.end - 1)}
    whole = {m.start for m in titles if m.entry.sense != "weak"}
    for span in reading.doc.ents:
        kind = MODEL_KINDS.get(span.label_)
        if kind is None:
            continue
        start, end = _trimmed(text, span.start_char, span.end_char)
        if start >= end or "\n" in text[start:end]:
            continue
        if kind == "person":
            yield from _person(reading, start, end, barriers)
            continue
        cut = max(text.rfind("'s ", start, end), text.rfind("’s ", start, end))
        if cut >= 0:
            start = cut + 3
        if not any(c.isupper() for c in text[start:end]) or start in titled or (end - 1) in titled:
            continue
        if any(token.idx in whole for token in span):
            continue
        yield from _thing(text, start, end, kind, known)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without article, quotation marks, brackets and possessive."""
    while start < end and text[start] in _EDGES:
        start += 1
    lead = _ARTICLE.match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and text[end - 1] in _EDGES and not (text[end - 1] == "." and text[end - 2].isupper()):
        end -= 1
    number = _NUMBER.search(text, start, end)
    end = number.start() if number and number.start() > start else end
    for tail in ("'s", "’s", " 's"):
        if text.endswith(tail, start, end):
            end -= len(tail)
    while end > start and text[end - 1] in "'’ ":
        end -= 1
    return start, end


def _person(reading: Reading, start: int, end: int, barriers: set[int]) -> Iterator[Proposal]:
    """A model's person: the name alone, or the body or ship that it really is."""
    text = reading.clean.text
    start, end = without_titles(text, start, end, generals=_generals(reading, start, end))
    parts = text[start:end].split()
    if not parts or any(c.isdigit() for c in text[start:end]) or not any(c.isupper() for c in text[start:end]):
        return
    last = parts[-1].lower().rstrip(".")
    if parts[0].lower() in group("ships") and parts[0].isupper():
        yield Proposal(start, end, "equipment", "model")
    elif last in group("organisation") and len(parts) > 1:
        yield Proposal(start, end, "organisation", "model")
    elif last in group("place") and len(parts) > 1:
        yield Proposal(start, end, "place", "model")
    elif len(parts) == 1 and _is_acronym(parts[0]) and not is_capitals(text) and len(parts[0]) < 6:
        yield Proposal(start, end, "organisation", "model")
    elif last not in group("event") and last not in group("thing") and parts[0].lower() not in group("not_names"):
        stop = None if is_capitals(text) else name_at(text, start, barriers)
        if stop is not None and start < stop:
            end = stop if stop < end or _is_name(reading, start, stop) else end
        yield Proposal(start, end, "person", "model")


def _generals(reading: Reading, start: int, end: int) -> bool:
    """Whether "Gen" without a stop at the head of a name is a rank there.

    It is where two more names follow ("Gen Pervez Musharraf"), where the text has "General" with the same name, or
    where nothing in the text is Japanese; else it is the Japanese given name.
    """
    text = reading.clean.text
    parts = text[start:end].split()
    if not parts or parts[0] != "Gen" or len(parts) != 2:
        return True
    return "Japan" not in text or f"General {parts[1]}" in text or f"Gen. {parts[1]}" in text


def _thing(text: str, start: int, end: int, kind: MentionKind, known: list[Match]) -> Iterator[Proposal]:
    """A model's body, place, nationality, event or law."""
    parts = text[start:end].lower().split()
    last = parts[-1].rstrip(".")
    if last in group("not_bodies") or ("-" in parts[-1] and any(m.end == end and m.start > start for m in known)):
        return
    if kind in ("organisation", "place", "nationality"):
        if last in group("event") and last not in (
            "summit",
            "dialogue",
            "treaty",
            "accord",
            "accords",
            "pact",
            "forum",
        ):
            return
        if 2 <= len(parts) <= 3 and parts[0] in group("common_given") and name_at(text, start) == end:
            yield Proposal(start, end, "person", "model")
            return
        if (
            len(parts) == 1
            and last in family_first()
            and text[start:end].istitle()
            and kind_of_name(text[start:end]) is None
        ):
            yield Proposal(start, end, "person", "model")
            return
        if kind == "place" and _is_acronym(text[start:end]):
            kind = "organisation"
        elif kind == "organisation" and parts[0] in group("place_of") and parts[1:2] == ["of"]:
            kind = "place"
    if kind == "forum" and last not in ("summit", "forum", "conference", "dialogue", "talks", "meeting"):
        return
    if kind == "agreement" and not group("event") & set(parts):
        return
    if kind == "organisation":
        if last in group("place") and last not in group("organisation") and len(parts) > 1:
            kind = "place"
        elif last in ("summit", "dialogue"):
            kind = "forum"
        elif last in ("treaty", "accord", "accords", "pact"):
            kind = "agreement"
        elif " and " in text[start:end] and any(m.start == start or m.end == end for m in known):
            return
    elif kind == "place" and last in group("organisation") and len(parts) > 1 and last != "house":
        kind = "organisation"
    yield Proposal(start, end, kind, "model")


def _is_acronym(form: str) -> bool:
    """Whether letters are a body's initials rather than the name of a place in capitals."""
    return 3 <= len(form) <= 6 and form.isupper() and form.isalpha() and kind_of_name(form) is None


def _choose(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Proposals that do not overlap: titled people first, then the longest, then by source."""
    order = {"title": 0, "gazetteer": 1, "pattern": 2, "model": 3}

    def rank(p: Proposal) -> tuple[bool, int, int, int]:
        return p.method != "title", p.start - p.end, order[p.method], p.start

    taken: list[Proposal] = []
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


def _mention(reading: Reading, p: Proposal) -> Mention:
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


def _with_repeats(reading: Reading, named: list[Mention]) -> list[Mention]:
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
    taken: dict[int, Mention] = {}
    for mention in named:
        form = text[mention.start : mention.end]
        if mention.method == "model" and mention.kind != "person" and form in families and kind_of_name(form) is None:
            mention.kind, mention.method = "person", "repeat"
        for at in range(mention.start, mention.end):
            taken[at] = mention
    for token in reading.doc:
        if (
            token.text in families
            and kind_of_name(token.text) is None
            and token.idx not in taken
            and token.pos_ == "PROPN"
            and len(token.text) > 1
        ):
            end = token.idx + len(token.text)
            sentence = reading.sentence_at(token.idx)
            named.append(Mention(token.idx, end, "person", "repeat", CONFIDENCE["repeat"], sentence))
    return sorted(named, key=lambda m: m.start)


def _names_event(text: str, mention: Mention) -> bool:
    """Whether a country or place is the first word of an event's name: "Vietnam War", "Congo Crisis"."""
    following = _NEXT_WORD.match(text, mention.end)
    return following is not None and following[1].lower() in group("event") - group("conference") - {
        "agreement",
        "treaty",
    }


def _teams(reading: Reading, named: list[Mention]) -> None:
    """A town between figures is a team: "Hull 4 Leeds 2"."""
    text = reading.clean.text
    for mention in named:
        if (
            mention.kind == "place"
            and _SCORE.match(text, mention.end)
            and text[mention.start - 3 : mention.start - 1].isdigit()
        ):
            mention.kind, mention.method, mention.normal = "organisation", "pattern", None


def _in_headlines(reading: Reading, named: list[Mention]) -> list[Mention]:
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
        if not _inside(mention, spans) and mention.kind in ("person", "place", "organisation"):
            form = text[mention.start : mention.end].upper()
            quiet.setdefault(form, mention.kind)
            if mention.kind == "person":
                quiet.setdefault(form.split()[-1], "person")
    kept = [
        m
        for m in named
        if not (_inside(m, spans) and m.method == "model" and text[m.start : m.end].upper() not in quiet)
    ]
    taken = [(m.start, m.end) for m in kept]
    for sentence in loud:
        for start, end in _forms(text, sentence.start, sentence.end, quiet):
            found = Mention(start, end, quiet[text[start:end]], "repeat", CONFIDENCE["repeat"], sentence.sentence_no)
            if not _inside(found, taken):
                kept.append(found)
    return sorted(kept, key=lambda m: m.start)


def _is_loud(text: str) -> bool:
    return len(text) > 12 and sum(c.isupper() for c in text) > 9 * sum(c.islower() for c in text) and " " in text


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
