"""What the language model takes for names, put right where it is known to err: titles, ships, ministries, acronyms.

Here belongs the reading of the model's entities. The choice between them and other sources belongs to `mentions`.
"""

import re
from collections.abc import Iterator

from assets.enriched.annotate.names.candidates import Candidate
from assets.enriched.annotate.names.gazetteer import Match, is_capitals
from assets.enriched.annotate.names.person_names import family_first, name_at, ungarbled, without_titles
from assets.enriched.annotate.names.person_names import words as group
from assets.enriched.annotate.places.choice import kind_of_name
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import MentionKind

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
_NUMBER = re.compile(r"(?<=[a-z]) \d{1,4}$")
_INTO = re.compile(r"\b(?:in|near|outside|into|from|at|around|entered|visit(?:s|ed|ing)?|of) $")
_ARTICLE = re.compile(r"(?:the|an|a) ", re.IGNORECASE)
_DANGLING = (" of", " the", " and", " for", " in", " on", " at", " with")  # a name does not end so
_EDGES = " \t\n\"'“”‘’([{)]},;:-–—.*•|"


def find(reading: Reading, known: list[Match], titles: list[Match], barriers: set[int]) -> Iterator[Candidate]:
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
        end = _without_tail(text, start, end)
        cut = max(text.rfind("'s ", start, end), text.rfind("’s ", start, end))
        if cut >= 0:
            start = cut + 3
        if not any(c.isupper() for c in text[start:end]) or start in titled or (end - 1) in titled:
            continue
        if any(token.idx in whole for token in span):
            continue
        if kind == "organisation" and _is_listed_person(reading, start, end, known):
            kind = "person"
        yield from [Candidate(start, end, kind, "model")] if kind == "person" else _thing(text, start, end, kind, known)


def _is_listed_person(reading: Reading, start: int, end: int, known: list[Match]) -> bool:
    """Whether a name is somebody's beside other people's: "A of Chile, B of Peru and Hungary's Gabor Kiss"."""
    text, parts = reading.clean.text, reading.clean.text[start:end].lower().split()
    owned = any(m.entry.kind == "country" and text[m.end : start] in ("'s ", "’s ") for m in known)
    if not owned or len(parts) != 2 or name_at(text, start) != end or set(parts) & group("organisation"):
        return False
    root = reading.span(start, end).root
    return root.dep_ == "conj" and any(token.ent_type_ == "PERSON" for token in (root.head, root.head.head))


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


def _without_tail(text: str, start: int, end: int) -> int:
    """The end of a name in a compound without what is made of it: "U.S.-led", "Kent-based"."""
    at = text.rfind("-", start, end)
    return at if at > start and text[at + 1 : end] in group("compound_tails") else end


def _person(reading: Reading, start: int, end: int, barriers: set[int]) -> Iterator[Candidate]:
    """A model's person: the name alone, or the body or ship that it really is."""
    text = reading.clean.text
    start, end = without_titles(text, start, end, generals=reads_as_rank(reading, start, end))
    start, end = ungarbled(text, start, end)
    parts = text[start:end].split()
    if _is_no_name(text, start, end) or any(b > start and text[b - 1] == "-" for b in barriers if b < end):
        return
    if not parts or any(c.isdigit() for c in text[start:end]) or not any(c.isupper() for c in text[start:end]):
        return
    last = parts[-1].lower().rstrip(".")
    if parts[0].lower() in group("ships") and parts[0].isupper():
        yield Candidate(start, end, "equipment", "model")
    elif (last in group("organisation") or parts[0].lower() in group("organisation_first")) and len(parts) > 1:
        yield Candidate(start, end, "organisation", "model")
    elif (last in group("place") and len(parts) > 1 and not _is_given(parts)) or _is_reached(text, start, end):
        yield Candidate(start, end, "place", "model")
    elif len(parts) == 1 and _is_acronym(parts[0]) and not is_capitals(text) and len(parts[0]) < 6:
        yield Candidate(start, end, "organisation", "model")
    elif last not in group("event") and last not in group("thing") and parts[0].lower() not in group("not_names"):
        stop = None if is_capitals(text) else name_at(text, start, barriers)
        if stop is not None and start < stop:
            end = stop if stop < end or is_name(reading, start, stop) else end
            start, end = ungarbled(text, start, end)
        if start < end:
            yield Candidate(start, end, "person", "model")


def _is_given(parts: list[str]) -> bool:
    """Whether two words begin with a common given name: "Anthony Hill" is nobody's hill."""
    return len(parts) == 2 and parts[0].lower() in group("common_given") | group("female")


def _is_no_name(text: str, start: int, end: int) -> bool:
    """Whether a span is a rank, an initial or a common noun alone, or an adjective made of a name ("Reagan-era")."""
    parts = text[start:end].split()
    if any("-" in part and part.rsplit("-", 1)[1] in group("compound_tails") for part in parts):
        return True
    if len(parts) != 1:
        return not parts
    low = parts[0].rstrip(".").lower()
    if low in group("rank_heads"):
        return text[end - 1] == "." or text[end : end + 1] == "." or low not in group("given_first")
    common = low in group("thing") or low in group("place") or low in group("not_names")
    return len(low) < 2 or (common and low not in group("common_family") | family_first())


def _is_reached(text: str, start: int, end: int) -> bool:
    """Whether what the model takes for a person is a place: known as one, behind "into" or "from", and no owner."""
    if not _INTO.search(text, max(0, start - 9), start) or text[end : end + 1] not in (" ", ",", ".", ";", ")"):
        return False
    form = text[start:end]
    return form.split()[0].lower() not in group("common_given") and kind_of_name(form) == "place"


def reads_as_rank(reading: Reading, start: int, end: int) -> bool:
    """Whether "Gen" without a stop at the head of a name is a rank there.

    It is where two more names follow ("Gen Pervez Musharraf"), where the text has "General" with the same name, or
    where nothing in the text is Japanese; else it is the Japanese given name.
    """
    text = reading.clean.text
    parts = text[start:end].split()
    if not parts or parts[0] != "Gen" or len(parts) != 2:
        return True
    return "Japan" not in text or f"General {parts[1]}" in text or f"Gen. {parts[1]}" in text


def _thing(text: str, start: int, end: int, kind: MentionKind, known: list[Match]) -> Iterator[Candidate]:
    """A model's body, place, nationality, event or law."""
    while text.endswith(_DANGLING, start, end):
        end = text.rfind(" ", start, end)
    parts = text[start:end].lower().split()
    last = parts[-1].rstrip(".")
    if last in group("not_bodies") or ("-" in parts[-1] and any(m.end == end and m.start > start for m in known)):
        return
    if kind in ("organisation", "place", "nationality"):
        if last in group("event") - group("named_events"):
            return
        if 2 <= len(parts) <= 3 and parts[0] in group("common_given") and name_at(text, start) == end:
            yield Candidate(start, end, "person", "model")
            return
        if (
            len(parts) == 1
            and last in family_first() | group("common_family")
            and text[start:end].istitle()
            and kind_of_name(text[start:end]) is None
        ):
            yield Candidate(start, end, "person", "model")
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
    yield Candidate(start, end, kind, "model")


def _is_acronym(form: str) -> bool:
    """Whether letters are a body's initials rather than the name of a place in capitals."""
    return 3 <= len(form) <= 6 and form.isupper() and form.isalpha() and kind_of_name(form) is None


def is_name(reading: Reading, start: int, stop: int) -> bool:
    """Whether the words behind a title are a name to the tagger as well; "Minister Says" of a headline is none."""
    span = reading.span(start, stop)
    return all(token.pos_ in ("PROPN", "PUNCT", "PART", "ADP", "X", "DET", "ADJ", "NOUN") for token in span) and any(
        token.pos_ == "PROPN" for token in span
    )
