"""Bodies and things that a run of capitalised words names by its head: "Ministry of Defence", "USS Juneau", "Kon-2".

Here belong the patterns over capitalised words. Known names belong to `gazetteer`; the choice between both and the
model to `mentions`.
"""

import re
from collections.abc import Iterator

from assets.enriched.annotate.gazetteer import Match, Words
from assets.enriched.annotate.names import words as group
from assets.enriched.annotate.records import MentionKind

CONNECTORS = frozenset({"of", "for", "and", "on", "in", "de", "del", "des", "du", "la", "al", "der", "to"})
# Lower-case words behind a nationality that make a body of it: "Syrian army", "Iraqi security forces".
STATE_BODIES = frozenset({"government", "army", "military", "navy", "parliament", "police", "regime", "authorities"})
STATE_FORCES = frozenset({"armed", "security", "air", "defense", "special", "ground", "naval"})
LONGEST_RUN = 9
GENERIC = frozenset(
    {"party", "government", "army", "police", "parliament", "congress", "committee", "council", "group"}
)
_DESIGNATION = re.compile(r"\b[A-Z][A-Za-z]{0,9}-\d{1,4}[A-Za-z]{0,3}\b")

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
    yield from _state_bodies(words, demonyms)


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
            if words.text[words.starts[probe]].isupper() or words.text[words.starts[probe]].isdigit():
                last = probe
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
        if norms[index] == "and" and index > begin and norms[begin] not in group("organisation_of"):
            yield from _headed(words, begin, index - 1, countries)
            begin = index + 1
    if begin <= last:
        yield from _headed(words, begin, last, countries)


def _headed(words: Words, first: int, last: int, countries: dict[int, int]) -> Iterator[Found]:
    """The body that words first to last name: by its first word ("Bank of ..."), else by the last that is a head."""
    norms = words.norms
    while first < last and norms[first] in CONNECTORS:
        first += 1
    for index in range(first, last):
        if norms[index + 1] in ("of", "for") and norms[index] in group("organisation_of"):
            stop = min(countries.get(index + 2, last), _stop(words, index + 2, last))
            yield words.starts[first], words.ends[stop], "organisation"
            return
    for index in range(last, first - 1, -1):
        if norms[index] in group("organisation"):
            if index > first and not (norms[index] in GENERIC and index == first):
                yield words.starts[first], words.ends[index], "organisation"
            return


def _stop(words: Words, index: int, last: int) -> int:
    """Where the name behind "Ministry of" ends: before a title or a second "and"."""
    for probe in range(index, last + 1):
        if words.norms[probe] in group("honorifics") and probe > index:
            probe -= 1
            while probe > index and words.norms[probe] in CONNECTORS:
                probe -= 1
            return probe
    return last


def _state_bodies(words: Words, demonyms: dict[int, Match]) -> Iterator[Found]:
    """ "Syrian army", "Iraqi security forces": a nationality and a lower-case body."""
    count = len(words.norms)
    for last, match in demonyms.items():
        following = last + 1
        if following < count and words.norms[following] in STATE_FORCES:
            following += 1
            heads: frozenset[str] = frozenset({"forces", "force"})
        else:
            heads = STATE_BODIES
        if following < count and words.norms[following] in heads and words.adjoin(last, following):
            yield match.start, words.ends[following], "organisation"


def designations(text: str) -> Iterator[Found]:
    """Type designations of equipment: "Su-75", "DF-41"."""
    for found in _DESIGNATION.finditer(text):
        yield found.start(), found.end(), "equipment"
