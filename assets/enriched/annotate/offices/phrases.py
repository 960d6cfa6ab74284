"""Finds office phrases and normalises them: title, in whose service, since when or no longer.

Here belongs the phrase itself: "former South Korean Defense Minister", "president of Egypt", "chairman of the Joint
Chiefs". Who holds the office belongs to `holders`; the titles are data, in `seeds/reference/offices.yaml`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from assets.enriched.annotate.names.gazetteer import Match, Words, automaton, phrase_key
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention, OfficePhrase, TenureStatus
from assets.reference import read_yaml

DEPUTIES: dict[str, str] = read_yaml("offices")["deputies"]
POSTED = frozenset(read_yaml("offices")["posted"])
_OF_US_STATES: dict[str, list[str]] = read_yaml("offices")["of_us_states"]
_STATES_NAMESAKES = frozenset(read_yaml("offices")["us_states_namesakes"])
_IN_RANKS: dict[str, list[str]] = read_yaml("offices")["in_ranks"]
OWNERS = frozenset({"country", "nationality", "organisation", "place"})
_LEANINGS = ("pro-", "anti-", "non-")  # "the pro-Russian president" is not Russia's
_LISTED = re.compile(r",? and (?:the )?|, (?:the )?|,? & ")
MOST_STEPS = 8


def longest(found: Iterable[Match]) -> list[Match]:
    """Of overlapping titles the longest, in order: "deputy defence minister" and not the "defence minister" in it."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.first, -m.last)):
        if kept and match.first <= kept[-1].last:
            continue
        kept.append(match)
    return kept


def find(reading: Reading, words: Words, titles: list[Match], named: list[Mention]) -> list[Mention]:
    """Fills `reading.titles`, and gives the office mentions among them."""
    starts, ends = _word_index(words, named)
    people_at = {m.start for m in named if m.kind == "person"}
    bodies = {at for m in named if m.kind in ("organisation", "person") for at in range(m.start, m.end)}
    sure = [m for m in named if m.kind in ("organisation", "equipment") and m.method != "model"]
    within = {at for m in sure for at in range(m.start, m.end)}
    mentions: list[Mention] = []
    for match in titles:
        if (
            not _is_noun(reading, match)
            or (match.start in within and match.end - 1 in within)
            or _is_rank(words, match)
        ):
            continue
        title = OfficePhrase(
            match.start, match.end, match.start, match.end, match.entry.name,
            default=match.entry.country, plural=match.entry.plural, weak=match.entry.sense == "weak",
        )  # fmt: skip
        _extend_left(words, match.first, ends, title)
        overhang = next(
            (m for m in named if m.kind == "organisation" and match.start < m.start < match.end < m.end), None
        )
        if overhang is not None:
            title.end, title.body = overhang.end, overhang
            title.countries = title.countries or ((overhang.country,) if overhang.country else ())
        else:
            _extend_right(words, match.last, starts, title)
        reading.titles.append(title)
        if _is_mention(words.text, title, people_at):
            title.mention = _mention(reading, title, bodies)
            if title.mention is not None:
                mentions.append(title.mention)
    return mentions


def _mention(reading: Reading, title: OfficePhrase, bodies: set[int]) -> Mention | None:
    """The title phrase as a mention, without the body it begins with; None where nothing is left."""
    text, start, end = reading.clean.text, title.start, title.end
    if title.body is not None and title.body.kind == "organisation" and title.body.start >= title.core_end:
        end = title.core_end
    while start < end and (start in bodies or not text[start].isalnum()):
        start += 1
    if text[start : start + 2] == "s ":
        start += 2
    if start >= end or any(at in bodies for at in range(max(start, title.core_end), end)):
        return None
    country = title.countries[0] if len(title.countries) == 1 else None
    number = reading.sentence_at(start)
    return Mention(start, end, "office", "gazetteer", 0.9, number, country=country, normal=title.office)


def _is_noun(reading: Reading, match: Match) -> bool:
    """Whether a one-word title is a noun here: "heads" and "leads" are verbs as well."""
    if match.last > match.first:
        return True
    token = reading.span(match.start, match.end)[0]
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or token.text[0].isupper()


def _is_rank(words: Words, match: Match) -> bool:
    """Whether a title is the first part of a rank: "Air Chief Marshal"."""
    following = words.norms[match.last + 1] if match.last + 1 < len(words.norms) else ""
    return following in _IN_RANKS.get(" ".join(words.norms[match.first : match.last + 1]), ())


def _is_mention(text: str, title: OfficePhrase, people_at: set[int]) -> bool:
    if not title.weak or title.countries or title.body:
        return True
    following = title.end + 1
    return following in people_at or following + 1 in people_at


def _word_index(words: Words, named: list[Mention]) -> tuple[dict[int, Mention], dict[int, tuple[int, Mention]]]:
    """Owners by the number of their first word, and by that of their last with the number of their first."""
    starts: dict[int, Mention] = {}
    ends: dict[int, tuple[int, Mention]] = {}
    for mention in named:
        if mention.kind in OWNERS:
            first = bisect_left(words.starts, mention.start)
            last = bisect_left(words.starts, mention.end) - 1
            starts[first] = mention
            ends[last] = (first, mention)
    return starts, ends


def _extend_left(words: Words, first: int, ends: dict[int, tuple[int, Mention]], title: OfficePhrase) -> None:
    """Takes in what stands before the title: status, deputy, country, body; up to an article."""
    owners: list[str] = []
    at = first - 1
    for _ in range(MOST_STEPS):
        if at < 0 or not _joins(words, at):
            listed = at >= 0 and title.plural and bool(owners) and _comes_listed(words, at, ends)
            if not listed:
                break
        norm = words.norms[at]
        possessive = norm == "s" and at - 1 in ends
        owner = ends.get(at - 1 if possessive else at)
        if owner is not None:
            begin, mention = owner
            if not possessive:
                _take_for_state(words, mention, title)
            if words.text[max(0, mention.start - 5) : mention.start].lower().endswith(_LEANINGS):
                break
            if mention.country and mention.country not in owners:
                owners.insert(0, mention.country)
            if mention.kind == "organisation" or (mention.kind == "place" and not mention.country):
                title.body = title.body or mention
            title.start = mention.start
            at = begin - 1
        elif norm == "and" and title.plural and owners and at - 1 in ends:
            at -= 1
        elif _modifies(title, norm):
            title.start = words.starts[at]
            at -= 1
        else:
            break
    title.countries = tuple(owners)


def _take_for_state(words: Words, mention: Mention, title: OfficePhrase) -> None:
    """ "Georgia Gov. X": what stands before the office of an American state is the state, not its namesake."""
    if title.office in _OF_US_STATES and mention.country != "USA":
        core = words.text[title.core_start : title.core_end].lower()
        name = words.text[mention.start : mention.end]
        if core in _OF_US_STATES[title.office] and name in _STATES_NAMESAKES:
            mention.kind, mention.country, mention.normal = "place", "USA", name


def _joins(words: Words, at: int) -> bool:
    """Whether a word stands right before the next, without an article between."""
    between = words.text[words.ends[at] : words.starts[at + 1]]
    return words.adjoin(at, at + 1) and "the" not in between.lower() and "." not in between[1:]


def _comes_listed(words: Words, at: int, ends: dict[int, tuple[int, Mention]]) -> bool:
    """Whether a country stands before, with a comma between, as in "Japanese, S. Korean Defense Ministers"."""
    return at in ends and words.text[words.ends[at] : words.starts[at + 1]] == ", "


def _modifies(title: OfficePhrase, norm: str) -> bool:
    """Whether a word belongs to the title that follows it; takes down what it says of status and rank."""
    status = _status().get(norm)
    if norm in ("deputy", "vice") and title.office in DEPUTIES:
        title.office = DEPUTIES[title.office]
        return True
    if status is None:
        return False
    if status != "current":
        title.status = status
    return True


@cache
def _status() -> dict[str, TenureStatus]:
    """Words before a title to the status they give; "current" for those that change nothing."""
    return {word: status for status, words in read_yaml("offices")["status"].items() for word in words}


def _extend_right(words: Words, last: int, starts: dict[int, Mention], title: OfficePhrase) -> None:
    """Takes in what stands behind: "-elect", "of Egypt", "to the United Nations"."""
    at = last + 1
    count = len(words.norms)
    if at < count and words.norms[at] in ("elect", "designate", "nominee") and words.adjoin(last, at):
        title.status, title.end = "designate", words.ends[at]
        last, at = at, at + 1
    if at + 1 >= count or words.norms[at] not in ("of", "for", "to", "in", "at") or not words.adjoin(last, at + 1):
        return
    owner = starts.get(at + 1)
    if owner is None:
        return
    if words.norms[at] in ("of", "for") and _through_country(words, title, owner):
        return
    behind = starts.get(bisect_left(words.starts, owner.end))
    if behind is not None and behind.kind == "organisation" and words.text[owner.end : behind.start] in (" ", "'s "):
        title.countries = title.countries or ((owner.country,) if owner.country else ())
        owner = behind
    posted = title.office in POSTED and words.norms[at] in ("to", "in", "for")
    if owner.kind == "organisation" and words.norms[at] == "of":
        _name_by_body(words, title, owner)
    if posted or owner.kind == "organisation":
        title.body = title.body or owner
        if not posted and owner.country and not title.countries:
            title.countries = (owner.country,)
        title.end = owner.end
        return
    if words.norms[at] in ("to", "at") or (words.norms[at] == "in" and title.countries):
        return
    _take_owners(words, owner, starts, title)


def _through_country(words: Words, title: OfficePhrase, owner: Mention) -> bool:
    """The office of "chairman of Pakistan's joint chiefs of staff": the longest form with the country left out."""
    if owner.kind not in ("country", "nationality"):
        return False
    at = bisect_left(words.starts, owner.end)
    at += at < len(words.norms) and words.norms[at] == "s"
    head = phrase_key(words.text[title.core_start : title.core_end])
    for last in range(min(at + 6, len(words.norms) - 1), at - 1, -1):
        held = automaton().get(f" {head} of {' '.join(words.norms[at : last + 1])} ", None)
        if held is None or not words.adjoin(at, last):
            continue
        for _, entry in held[1]:
            if entry.kind == "office":
                title.office, title.weak, title.end = entry.name, False, words.ends[last]
                title.countries = title.countries or ((owner.country,) if owner.country else ())
                return True
    return False


def _name_by_body(words: Words, title: OfficePhrase, body: Mention) -> None:
    """The office of "chairman of the U.S. Joint Chiefs of Staff": the form without the country in its midst."""
    name = phrase_key(body.normal or words.text[body.start : body.end])
    held = automaton().get(f" {phrase_key(words.text[title.core_start : title.core_end])} of {name} ", None)
    for _, entry in held[1] if held else ():
        if entry.kind == "office":
            title.office, title.weak, title.default = entry.name, False, entry.country


def _take_owners(words: Words, owner: Mention, starts: dict[int, Mention], title: OfficePhrase) -> None:
    """The country behind "of", or all of a list: "the defense chiefs of South Korea and Japan"."""
    owners = list(title.countries)
    for _ in range(MOST_STEPS):
        if owner.country and owner.country not in owners:
            owners.append(owner.country)
        title.end = owner.end
        listed = _LISTED.match(words.text, owner.end) if title.plural else None
        following = starts.get(bisect_left(words.starts, listed.end())) if listed else None
        if listed is None or following is None or following.start != listed.end() or following.kind == "organisation":
            break
        owner = following
    title.countries = tuple(owners)
