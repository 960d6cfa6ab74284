"""Who holds which office: titles before names, descriptions behind them, and sentences that say so.

Here belongs the link from an office phrase to a person of the same sentence. The country in whose service belongs to
`countries`, the phrases to `phrases`, the people to `document_entities`; role words without a name to `coreference`.
"""

import itertools
import re
from bisect import bisect_left

from assets.enriched.annotate.names.person_names import words
from assets.enriched.annotate.offices import counterparts, countries, ranks, successions
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Holding, Mention, OfficePhrase, TenureStatus

# Between a title and the name behind it: a comma, ranks, honorifics, a body ("Xinhua").
_BEFORE_NAME = re.compile(r"(?:,? (?:and )?)?(?:[\"“(])?(?:(?:[A-Za-z]{2,10}\.?)(?: -- | - | |-)){0,4}", re.IGNORECASE)
# Between a name and the description behind it.
_DESCRIBES = re.compile(
    r"(?:,? ?\(|,? \d{2},|,| [-–—]{1,2}|,? who (?:is|was|has been|had been|serves? as|served as|also serves as)|"
    r" (?:is|was|became|remains|serves as|served as|as))"
    r" ?(?:(?:the|a|an|also|now|currently|then|once|himself|herself|his|her|their|its|one of|country's|nation's|"
    r"kingdom's|country’s|nation’s) ){0,4}"
)
# Behind a name that explains the title before it: "the prime minister, X, said"; not "With the minister, X left".
_CLOSED = re.compile(r"[,.;:!?)\]\"”’\n]|$| (?:and|who|has|had|says|said|told)\b| ?[-–—]")
_IS = re.compile(r" (?:is|was|became|remains|serves as|served as|as)\b")
_WAS = re.compile(r" (?:was|served as)\b|who (?:was|served as|had been)")
_APPOINTED = re.compile(
    r" (?:was|has been|had been|is|will be|to be)?,? ?(?:re-?)?(?:named|appointed|elected|nominated|sworn in|chosen|"
    r"picked|tapped|confirmed)(?: as| to be| to succeed)?(?: the| a| an| his| its| new| next){0,3} ?"
)
_BECOMES = re.compile(
    r",? ?(?:who )?(?:will|is to|is set to|is expected to|is due to) (?:be|become|serve as|take over as)"
    r"(?: (?:the|a|an|his|her|its|new|next)){0,3} ?"
)
_LEFT = re.compile(
    r",? ?(?:who )?(?:(?:has|had) )?(?:resigned|stepped down|stood down|retired|quit)(?: on [A-Z][a-z]{2,8})?"
    r" as(?: the| a| an)? ?"
)
_BEFORE_CHOSEN = ("nominated ", "nominates ", "picked ", "tapped ", "nominating ")
_BEFORE_REPLACED = ("replaced ", "succeeded ", "replaces ", "succeeds ", "replacing ", "succeeding ")
_NEXT_NAME = re.compile(r"(?:,? and |, |,? & )(?:the )?(?:(?:[A-Z][a-z]{1,3}\. ){0,2})")
_OF_COUNTRY = re.compile(r",? (?:of|from) (?:the )?|,? \(| ?\(")
_CHAIN = re.compile(r"(?:,? (?:and|&)(?: also)?|,) (?:the |its |his |her )?")
MOST_LISTED = 8
LOCAL = frozenset({"president", "prime minister", "foreign minister", "defence minister", "monarch", "crown prince"})


def find(reading: Reading) -> None:
    """Fills `annotation.holdings`, `country` of people, and `entity` of office mentions whose holder is named."""
    people = [m for m in reading.annotation.mentions if m.kind == "person" and m.entity is not None]
    starts = [m.start for m in people]
    for index, title in enumerate(reading.titles):
        if title.plural:
            _listed(reading, title, people, starts)
            continue
        _single(reading, title, people, starts, reading.titles[index + 1 : index + 3])
    _share_along_chains(reading)
    counterparts.find(reading, people, starts)
    successions.find(reading, people)
    ranks.find(reading, people)
    countries.settle(reading)
    _rank_diplomats(reading)


def _single(
    reading: Reading, title: OfficePhrase, people: list[Mention], starts: list[int], following: list[OfficePhrase]
) -> None:
    """The person whom a singular title stands beside."""
    text = reading.clean.text
    at = bisect_left(starts, title.end)
    owned = bool(at) and text[people[at - 1].end : title.start] in ("'s ", "’s ")
    if owned and text[title.core_start : title.core_end].lower() == "chief of staff":
        title.office = "adviser"  # of a person, no soldier
    if at < len(people) and _runs_into(text, title, people[at]):
        _, country = _own_country(reading, people[at])
        title.countries = title.countries or ((country,) if country else ())
        _hold(reading, title, people[at], "title")
        return
    before = people[at - 1] if at else None
    if before is not None and before.end <= title.start and _same_sentence(reading, before, title):
        gap = text[before.end : title.start]
        if len(gap) < 60 and (_BECOMES.fullmatch(gap) or _LEFT.fullmatch(gap)):
            title.status = "designate" if _BECOMES.fullmatch(gap) else "former"
            _hold(reading, title, before, "appointment")
        elif len(gap) < 60 and _DESCRIBES.fullmatch(gap if gap.endswith(" ") or gap[-1:] == "(" else gap + " "):
            bare = title.weak and not title.countries and title.body is None
            if bare and _IS.match(gap) and title.office not in LOCAL:
                return
            if gap.strip() == "as" and text.endswith(("with ", "than "), 0, before.start):
                return
            if _acts_itself(reading, title, before):
                return
            if title.status == "current":
                title.status = _told_status(text, gap, before, title)
            _hold(reading, title, before, "apposition")
        elif len(gap) < 60 and _APPOINTED.fullmatch(gap + ""):
            if "nominated" in gap or "named" in gap or "tapped" in gap or "picked" in gap:
                title.status = "designate" if title.status == "current" else title.status
            _hold(reading, title, before, "appointment")


def _told_status(text: str, gap: str, before: Mention, title: OfficePhrase) -> TenureStatus:
    """What the words around say of an office behind a name: "nominated X as", "replaced X as", "at the time"."""
    if gap.strip() == "as" and text.endswith(_BEFORE_CHOSEN, 0, before.start):
        return "designate"
    replaced = gap.strip() == "as" and text.endswith(_BEFORE_REPLACED, 0, before.start)
    past = replaced or _WAS.search(gap) is not None or text.startswith(" at the time", title.end)
    return "former" if past else "current"


def _acts_itself(reading: Reading, title: OfficePhrase, before: Mention) -> bool:
    """Whether a title behind a name is no description of it: "like X, the president spoke", "X, the minister's son"."""
    if title.end == title.core_end and reading.clean.text.startswith(("'s ", "’s "), title.end):
        return True
    subject = reading.span(title.core_start, title.core_end).root.dep_ in {"nsubj", "nsubjpass"}
    governed = reading.span(before.start, before.end).root.dep_ == "pobj"
    return subject and governed and reading.clean.text[title.end : title.end + 1] != ","


def _same_sentence(reading: Reading, mention: Mention, title: OfficePhrase) -> bool:
    return mention.sentence_no == reading.sentence_at(title.start)


def _runs_into(text: str, title: OfficePhrase, person: Mention) -> bool:
    """Whether a name follows a title: directly, behind a rank, or behind a comma where the title is a description."""
    gap = text[title.end : person.start].removesuffix("@")
    if _is_imagined(text, title):
        return False
    if gap == " " or (gap == ". " and title.core_end - title.core_start <= 4):
        return True
    if len(gap) > 40 or not _BEFORE_NAME.fullmatch(gap) or "\n" in gap:
        return False
    between = [word.strip('.,"“( -').lower() for word in gap.split()]
    if any(
        word and word not in words("ranks") and word not in words("honorifics") and word != "and" for word in between
    ):
        return False
    if " and" in gap or "." in gap.replace(".", "", len(between)):
        return False
    if gap.startswith(","):
        return _is_described(text, title) and _CLOSED.match(text, person.end) is not None
    return True


def _is_imagined(text: str, title: OfficePhrase) -> bool:
    """Whether a high office is one that somebody might have held: "would be appointed by a President X", "for president
    X says"."""
    before = text[max(0, title.start - 5) : title.start].lower()
    if before.endswith(" for ") and text[title.start].islower():
        return title.office in LOCAL and title.end - title.start == title.core_end - title.core_start
    return title.status == "current" and title.office in LOCAL and before.endswith((" a ", " an "))


def _is_described(text: str, title: OfficePhrase) -> bool:
    """Whether a title is a description that a name behind a comma belongs to: "the Japanese defense minister, X,"."""
    if text[title.core_start].isupper() and not title.countries and title.body is None:
        before = text[max(0, title.start - 5) : title.start].lower()
        return before.endswith(("the ", "its ", "his ", "her ", "'s ", "’s "))
    return True


def _listed(reading: Reading, title: OfficePhrase, people: list[Mention], starts: list[int]) -> None:
    """The people behind a plural title, each with its own country: "Presidents X of A and Y of B"."""
    text = reading.clean.text
    index = bisect_left(starts, title.end)
    countries = list(title.countries)
    end = title.end
    for number in range(MOST_LISTED):
        if index >= len(people):
            break
        person = people[index]
        gap = text[end : person.start]
        first = number == 0 and re.fullmatch(r",? (?:(?:[A-Z][a-z]{1,3}\. ){0,2})", gap)
        if not first and not (number and _NEXT_NAME.fullmatch(gap)):
            break
        end, own = _own_country(reading, person)
        country = own or (countries[number] if number < len(countries) and len(countries) > 1 else None)
        if country is None and len(countries) == 1:
            country = countries[0]
        single = OfficePhrase(
            title.start, title.end, title.core_start, title.core_end, title.office,
            (country,) if country else (), title.default, title.status, weak=title.weak,
        )  # fmt: skip
        _hold(reading, single, person, "list")
        title.holders += single.holders
        index += 1


def _own_country(reading: Reading, person: Mention) -> tuple[int, str | None]:
    """The country behind a name, "X of Japan" or "X (Japan)", and where that phrase ends."""
    gap = _OF_COUNTRY.match(reading.clean.text, person.end)
    if gap:
        for mention in reading.mentions_in(gap.end(), gap.end() + 40):
            if mention.start == gap.end() and mention.kind in ("country", "place") and mention.country:
                closed = reading.clean.text[mention.end : mention.end + 1] == ")"
                return mention.end + closed, mention.country
            break
    return person.end, None


def _hold(reading: Reading, title: OfficePhrase, person: Mention, method: str) -> None:
    """Writes down that a person holds the office of a title."""
    if person.entity is None:
        return
    if person.entity not in title.holders:
        title.holders.append(person.entity)
    if title.mention is not None and not title.plural:
        title.mention.entity = person.entity
    body = title.body.entity if title.body is not None else None
    start, end = min(title.start, person.start), max(title.end, person.end)
    country = title.countries[0] if title.countries else None
    reading.annotation.holdings.append(
        Holding(person.entity, title.office, country, title.status, body, start, end, method)
    )


def _share_along_chains(reading: Reading) -> None:
    """ "Deputy prime minister and foreign minister X": what holds for one title holds for the one it is joined to."""
    text = reading.clean.text
    titles = [t for t in reading.titles if not t.plural]
    for first, second in itertools.pairwise(titles):
        if not 0 < second.start - first.end < 12 or not _CHAIN.fullmatch(text[first.end : second.start]):
            continue
        for source, target in ((first, second), (second, first)):
            if source.holders and not target.holders and (target.office != source.office or target.countries):
                if source is second and text[first.end : second.start].startswith(", "):
                    continue
                target.countries = target.countries or source.countries
                person = next((m for m in reading.annotation.mentions if m.entity == source.holders[0]), None)
                if person is not None and person.kind == "person":
                    near = min(
                        (m for m in reading.annotation.mentions if m.entity == source.holders[0]),
                        key=lambda m: abs(m.start - target.start),
                    )
                    _hold(reading, target, near, "chain")


def _rank_diplomats(reading: Reading) -> None:
    """A state's "top diplomat" is its foreign minister, but where the text names another as that: then an official."""
    text, holdings = reading.clean.text, reading.annotation.holdings
    for holding in holdings:
        if holding.office == "foreign minister" and "diplomat" in text[holding.start : holding.end].lower():
            ministers = {
                h.entity
                for h in holdings
                if h.office == "foreign minister" and (h.country, h.status) == (holding.country, "current")
                and "minister" in text[h.start : h.end].lower()
            }  # fmt: skip
            if ministers and holding.entity not in ministers:
                holding.office = "official"
