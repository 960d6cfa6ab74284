"""The country that an office-holder serves, where the title does not say it.

Here belong the order in which what says it is asked, and what is known of leaders. Nothing is taken by counting: where
nothing says it, it stays unknown. Who holds what belongs to `holders`, what companions and bodies tell to `company`.
"""

import re

from assets.enriched.annotate.names.person_names import is_family_first
from assets.enriched.annotate.offices.company import (
    along_list,
    by_body,
    by_patron_title,
    host,
    of_delegation,
    of_shared_title,
)
from assets.enriched.annotate.offices.visiting_officials import comes_from_abroad, country_named_elsewhere
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Holding, Mention
from assets.knowledge.leaders import FAMILY_FIRST, country_of, home_of
from assets.reference import read_yaml

NOT_A_STATES = frozenset(read_yaml("offices")["of_no_state"])
_MINISTRY_IN = re.compile(r"\b[Tt]he (?:foreign|defen[cs]e|interior) ministry in $")
ABROAD = NOT_A_STATES | frozenset(read_yaml("offices")["from_abroad"])


def settle(reading: Reading) -> None:
    """Gives every holding the country it lacks, where the document tells it, and every person theirs."""
    holdings = reading.annotation.holdings
    known: dict[int, str] = {}
    for holding in holdings:
        if holding.country and holding.office not in NOT_A_STATES:
            known.setdefault(holding.entity, holding.country)
    _settle_counterparts(reading, known)
    for mention in reading.annotation.mentions:
        owner = (_owner(reading, mention) or of_delegation(reading, mention)) if mention.kind == "person" else None
        if owner and mention.entity is not None:
            known.setdefault(mention.entity, owner)
    unsaid = [h for h in holdings if h.country is None and h.office not in NOT_A_STATES]
    _settle_by_the_text(reading, unsaid, known)
    _settle_by_place(reading, unsaid, known)
    said = {h.country for h in unsaid if h.country and not h.office.startswith("academic")}
    mine = said.pop() if len(said) == 1 else None
    for holding in unsaid:
        if holding.country is None:
            holding.country = known.get(holding.entity) or _home(reading, holding, mine)
            if holding.country:
                known.setdefault(holding.entity, holding.country)
    for holding in holdings:
        if _is_no_soldier(reading, holding):
            holding.office = "adviser"
    _place_academics(reading)
    entities = reading.annotation.entities
    for position, country in known.items():
        entities[position].country = entities[position].country or country


def _settle_by_the_text(reading: Reading, unsaid: list[Holding], known: dict[int, str]) -> None:
    """What the same person's other titles, the list it stands in, the title itself, what surrounds it and the world's
    leaders say, in the order of the text."""
    entities = reading.annotation.entities
    year = reading.context.published_on.year if reading.context.published_on else None
    for holding in sorted(unsaid, key=lambda h: h.start):
        name = entities[holding.entity].name
        sure = country_of(name, holding.office, None) if " " in name else None
        holding.country = (
            known.get(holding.entity) or sure or along_list(reading, holding) or by_patron_title(reading, holding)
            or of_shared_title(reading, holding) or _heading(reading, holding.start) or _its(reading, holding)
            or _patron(reading, holding) or by_body(reading, holding) or _led(name, holding.office, year)
        )  # fmt: skip
        if holding.country:
            known.setdefault(holding.entity, holding.country)


def _settle_by_place(reading: Reading, unsaid: list[Holding], known: dict[int, str]) -> None:
    """Who receives a guest of another state at a place is of that place's country."""
    for holding in unsaid:
        if holding.country is None and holding.office not in ABROAD:
            holding.country = host(reading, holding)
            if holding.country:
                known.setdefault(holding.entity, holding.country)


def _owner(reading: Reading, person: Mention) -> str | None:
    """ "Hungary's A": the country whose possessive stands right before a name."""
    before = reading.mentions_in(max(0, person.start - 50), person.start)
    if not before or before[-1].kind != "country":
        return None
    return before[-1].country if reading.clean.text[before[-1].end : person.start] in ("'s ", "’s ") else None


def _settle_counterparts(reading: Reading, known: dict[int, str]) -> None:
    """A counterpart is of another country: the only one that a phrase gives the office, else the only other named."""
    for holding in reading.annotation.holdings:
        if holding.method != "counterpart" or holding.country or holding.entity in known:
            continue
        same = [h for h in reading.annotation.holdings if h.office == holding.office and h is not holding and h.country]
        taken = {h.country for h in same if h.entity != holding.entity}
        said = {c for t in reading.titles if t.office == holding.office for c in t.countries} - taken
        named = {m.country for m in reading.annotation.mentions if m.kind == "country" and m.country} - taken
        found = said or named
        holding.country = found.pop() if len(found) == 1 else None
        if holding.country:
            known[holding.entity] = holding.country


def _place_academics(reading: Reading) -> None:
    """A scholar is of the country where the university behind his title lies, if the sentence says it."""
    for holding in reading.annotation.holdings:
        if holding.office == "academic" and holding.country is None:
            near = reading.mentions_in(holding.start, holding.end + 90)
            same = [m.country for m in near if m.country and m.sentence_no == reading.sentence_at(holding.start)]
            holding.country = same[0] if same else None


def _heading(reading: Reading, position: int) -> str | None:
    """The country that heads the paragraph: "Japan: Prime Minister X. Working visit." """
    for paragraph in reading.clean.paragraphs:
        if paragraph.start <= position < paragraph.end:
            for mention in reading.mentions_in(paragraph.start, position)[:2]:
                colon = reading.clean.text[mention.end : mention.end + 1] == ":"
                if colon and mention.start == paragraph.start and mention.country:
                    return mention.country
            return None
    return None


def _its(reading: Reading, holding: Holding) -> str | None:
    """ "Its defence minister, X": the country named last before in the sentence or the one before."""
    before = reading.clean.text[max(0, holding.start - 16) : holding.start].lower().rstrip()
    if not before.endswith(("its", "country's", "country’s", "nation's", "their")):
        return None
    for mention in reversed(reading.mentions_in(max(0, holding.start - 300), holding.start)):
        if mention.kind in ("country", "nationality") and mention.country:
            return mention.country
    return None


def _patron(reading: Reading, holding: Holding) -> str | None:
    """ "X, an aide to Y", "Y's spokesman X": the country that Y serves."""
    entities = reading.annotation.entities
    for mention in reading.mentions_in(max(0, holding.start - 30), holding.end + 30):
        person = mention.kind == "person" and mention.entity is not None and mention.entity != holding.entity
        if not person or mention.entity is None:
            continue
        after = reading.clean.text[holding.end : mention.start]
        before = reading.clean.text[mention.end : holding.start]
        if after in (" to ", " for ", " of ") or (mention.end <= holding.start and before in ("'s ", "’s ", " ")):
            country = next(
                (h.country for h in reading.annotation.holdings if h.entity == mention.entity and h.country), None
            )
            year = reading.context.published_on.year if reading.context.published_on else None
            return (
                country
                or entities[mention.entity].country
                or next(
                    (
                        c
                        for o in ("president", "prime minister")
                        if (c := country_of(entities[mention.entity].name, o, year))
                    ),
                    None,
                )
            )
    return None


def _is_no_american(reading: Reading, holding: Holding) -> bool:
    """Whether the title is one that the United States do not have, or the name that of none of their presidents."""
    name = reading.annotation.entities[holding.entity].name
    if holding.office == "president":
        return country_of(name, "president", None) != "USA"
    if holding.office in {"monarch", "crown prince", "supreme leader"} or is_family_first(name.split()):
        return True
    said = reading.clean.text[holding.start : holding.end].lower()
    return any(word in said.split() for word in ("minister", "premier", "king", "queen", "emir")) or (
        "foreign secretary" in said
    )


def _is_no_soldier(reading: Reading, holding: Holding) -> bool:
    """Whether a "chief of staff" is that of an American office, not of an army."""
    if holding.office != "chief of defence staff" or holding.country != "USA":
        return False
    said = reading.clean.text[holding.start : holding.end].lower()
    return "chief of staff" in said and not any(word in said for word in ("army", "navy", "force", "gen."))


def _led(name: str, office: str, year: int | None) -> str | None:
    """The country that a person of that name led in the year; of a full name, in any year, and in whatever office."""
    return country_of(name, office, year) or (country_of(name, office, None) if " " in name else None) or home_of(name)


def _seat_of_a_ministry(reading: Reading) -> str | None:
    """ "The foreign ministry in Lima said": where a report without a dateline is from, if it names one such place."""
    text = reading.clean.text
    seats = (m for m in reading.annotation.mentions if m.kind == "place" and m.country)
    found = {m.country for m in seats if _MINISTRY_IN.search(text, max(0, m.start - 30), m.start)}
    return found.pop() if len(found) == 1 else None


def _home(reading: Reading, holding: Holding, mine: str | None) -> str | None:
    """A bare "Prime Minister X" is that of the country told of him elsewhere, else of the dateline's, else of the one
    that all other officials are of whom the document gives no country either (`mine`).

    Where the text speaks against the dateline's, nothing else is guessed.
    """
    if holding.office in ABROAD or holding.organisation is not None:
        return None
    barred = "USA" if _is_no_american(reading, holding) else None
    other = country_named_elsewhere(reading, holding)
    if other:
        return other
    dateline = reading.context.dateline_country or _seat_of_a_ministry(reading)
    if dateline and dateline != barred:
        return None if comes_from_abroad(reading, holding, dateline) else dateline
    eastern = is_family_first(reading.annotation.entities[holding.entity].name.split())
    if mine and mine != barred and (mine in FAMILY_FIRST or not eastern):
        return mine
    named = {m.country for m in reading.annotation.mentions if m.kind == "country"} & FAMILY_FIRST
    return named.pop() if eastern and len(named) == 1 else None
