"""Bodies and things that a run of capitalised words names by its head: "Ministry of Defence", "USS Juneau", "Kon-2".

Here belong the patterns over capitalised words. Known names belong to `gazetteer`; the choice between both and the
model to `mentions`.
"""

import re
from collections.abc import Iterator

from assets.enriched.annotate.names.gazetteer import Match, Words
from assets.enriched.annotate.names.person_names import words as group
from assets.enriched.annotate.records import MentionKind

CONNECTORS = frozenset({"of", "for", "and", "on", "de", "del", "des", "du", "la", "al", "der"})
# Lower-case words behind a nationality that make a body of it: "Syrian army", "Iraqi security forces".
STATE_BODIES, STATE_FORCES = group("state_bodies"), group("state_forces")
LONGEST_RUN = 9
_DESIGNATION = re.compile(r"\b[A-Z][A-Za-z]{0,9}-\d{1,4}[A-Za-z]{0,3}\b")
_ACRONYM = re.compile(r"(?<=[A-Za-z] )\( ?([A-Z][A-Za-z]?[A-Z]{1,5}) ?\)")
_ELECTION = re.compile(
    r"\b(?:1[89]|20)\d\d (?:[A-Z][\w.'’-]{1,20} ){1,5}(?:[a-z]{4,14} ){0,3}elections?\b(?: in [A-Z]\w{2,20})?"
)

# "On the sidelines of a world food summit", "to attend an international security conference".
_FORUM = re.compile(
    r"\b(?:(?:sidelines|margins|fringes) of|attend|attends|attended|attending|addressed? (?:a|an|the)) "
    r"(?:the |a |an )?(?:annual |ongoing |three-day |two-day |one-day )?"
    r"((?!news |press )[A-Za-z][\w'’.-]{1,20} (?:[A-Za-z][\w'’.-]{1,20} ){0,4}?"
    r"(?:summit|conference|forum|dialogue|symposium))\b"
)

Found = tuple[int, int, MentionKind]


def find(words: Words, known: list[Match], titles: dict[int, int]) -> Iterator[Found]:
    """Spans (start, end, kind) in characters; they may overlap each other and what is known.

    `titles` are the first and last words of office phrases: no name of a body begins with one.
    """
    demonyms = {m.last: m for m in known if m.entry.kind == "nationality"}
    countries = {m.first: m.last for m in known if m.entry.kind == "country"}
    for first, last in _runs(words):
        if first in titles and titles[first] + 2 <= last and words.norms[titles[first] + 1] in CONNECTORS:
            first = titles[first] + 2
        yield from _in_run(words, first, last, countries)
    for found, last in _state_bodies(words, demonyms):
        if titles.get(last, last) == last:  # "the American army chief" has an office, and names no army
            yield found


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that stand together, with connectors between; a run ends with a capitalised word."""
    index, count = 0, len(words.norms)
    while index < count:
        if not words.text[words.starts[index]].isupper():
            index += 1
            continue
        last = index
        probe = index + 1
        while probe < count and probe - index < LONGEST_RUN * 2 and words.adjoin(probe - 1, probe):
            article = "he " in words.text[words.ends[probe - 1] : words.starts[probe]]
            if article and (words.norms[probe - 1] not in CONNECTORS or words.norms[probe - 1] == "and"):
                break
            if _owns(words, probe - 1):
                break
            if words.text[words.starts[probe]].isupper() or _is_ordinal(words.norms[probe]):
                last = probe
            elif words.norms[probe] == "s" and words.norms[probe - 1] in group("singular_owners"):
                pass
            elif words.norms[probe] not in CONNECTORS or probe - last > 2:
                break
            probe += 1
        yield index, last
        index = last + 1


def _in_run(words: Words, first: int, last: int, countries: dict[int, int]) -> Iterator[Found]:
    """The body, ship or place that a run names."""
    norms = words.norms
    if (
        norms[first] in group("ships")
        and last > first
        and words.text[words.starts[first] : words.ends[first]].isupper()
    ):
        yield words.starts[first], words.ends[min(last, first + 3)], "equipment"
        return
    while first < last and norms[first] in group("not_names"):
        first += 1
    begin = first
    for index in range(first, last + 1):
        if norms[index] == "and" and index > begin and not _goes_on(norms, begin, index):
            yield from _headed(words, begin, index - 1, countries)
            begin = index + 1
    if begin <= last:
        yield from _headed(words, begin, last, countries)


def _owns(words: Words, index: int) -> bool:
    """Whether a word is an owner in the plural, "Lyons' ", and not part of a name as in "Workers' Party"."""
    gap = words.text[words.ends[index] : words.starts[index + 1]]
    return "'" in gap.rstrip("'") + " " and gap.endswith(" ") and words.norms[index] not in group("plural_owners")


def _is_ordinal(norm: str) -> bool:
    return norm[:1].isdigit() and norm.endswith(("st", "nd", "rd", "th"))


def _goes_on(norms: list[str], begin: int, index: int) -> bool:
    """Whether one name goes on behind an "and": of a ministry or committee, or "Social Democratic and ..."."""
    headed = any(
        norms[at] in group("organisation_of") and norms[at + 1] in ("of", "for", "on") for at in range(begin, index)
    )
    return headed or norms[index - 1] in group("topics")


def _headed(words: Words, first: int, last: int, countries: dict[int, int]) -> Iterator[Found]:
    """The body that words first to last name: by its first word ("Bank of ..."), else by the last that is a head."""
    norms = words.norms
    while first < last and norms[first] in CONNECTORS:
        first += 1
    for index in range(first, last):
        joined = norms[index + 1] == "of" or (norms[index + 1] in ("for", "on") and norms[index] != "party")
        joined = joined and norms[index + 2 : index + 3] != [] and norms[index + 2] not in group("weekdays")
        if joined and norms[index] in group("organisation_of"):
            stop = min(countries.get(index + 2, last), _stop(words, index + 2, last))
            yield words.starts[_begin(norms, first, index)], words.ends[stop], "organisation"
            return
    if last > first and norms[last] in group("conference"):
        yield words.starts[first], words.ends[last], "forum"
        return
    if last > first and norms[first] in group("organisation_first"):
        yield words.starts[first], words.ends[last], "organisation"
        return
    for index in range(last, first - 1, -1):
        if norms[index] in group("organisation"):
            begin = _begin(norms, first, index)
            if index > begin:
                yield words.starts[begin], words.ends[index], "organisation"
            return


def _begin(norms: list[str], first: int, head: int) -> int:
    """Where a name that ends with its head begins: behind the last "of" that no body's name goes on over."""
    for at in range(head - 1, first, -1):
        if norms[at] in CONNECTORS and norms[at] != "and" and norms[at - 1] not in group("organisation"):
            return at + 1
    return first


def _stop(words: Words, index: int, last: int) -> int:
    """Where the name behind "Ministry of" ends: before a title or a second "and"."""
    for probe in range(index, last + 1):
        if words.norms[probe] in group("honorifics") and probe > index:
            probe -= 1
            while probe > index and words.norms[probe] in CONNECTORS:
                probe -= 1
            return probe
    return last


def _state_bodies(words: Words, demonyms: dict[int, Match]) -> Iterator[tuple[Found, int]]:
    """ "Syrian army", "Iraqi security forces": a nationality and a lower-case body, and its first word of its own."""
    count = len(words.norms)
    for last, match in demonyms.items():
        following = last + 1
        if following < count and words.norms[following] in STATE_FORCES:
            following += 1
            heads: frozenset[str] = frozenset({"forces", "force"})
        else:
            heads = STATE_BODIES
        if following < count and words.norms[following] in heads and words.adjoin(last, following):
            yield (match.start, words.ends[following], "organisation"), last + 1


def designations(text: str) -> Iterator[Found]:
    """Type designations of equipment: "Su-75", "DF-41"."""
    for found in _DESIGNATION.finditer(text):
        yield found.start(), found.end(), "equipment"


def acronyms(text: str) -> Iterator[Found]:
    """Acronyms that brackets behind a name introduce, there and wherever they come again: "(SDLP)"."""
    short = {found[1] for found in _ACRONYM.finditer(text)}
    for found in re.finditer(r"\b[A-Z][A-Za-z]?[A-Z]{1,5}\b", text) if short else ():
        if found[0] in short:
            yield found.start(), found.end(), "organisation"


def elections(text: str) -> list[tuple[int, int]]:
    """Names of elections, "2012 Peruvian general election", in which no word names anything by itself."""
    return [found.span() for found in _ELECTION.finditer(text)]


def forums(text: str) -> Iterator[Found]:
    """Conferences that somebody attends or meets at the edge of, also without a name of their own."""
    for found in _FORUM.finditer(text):
        yield found.start(1), found.end(1), "forum"
