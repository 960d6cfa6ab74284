"""Where an act took place: town, country and forum, from the place that the network chose for it.

Here belongs what a choice amounts to: a capital is a town although it is read as its government, a country is no place
of its own, and some kinds happen at home. Where a town lies belongs to `places.toponyms`.
"""

from collections.abc import Sequence

from assets.enriched.annotate.events.acts import Act
from assets.enriched.annotate.events.features import preposition
from assets.enriched.annotate.events.readings import DATELINE
from assets.enriched.annotate.events.syntax.clauses import clause_of, words_of
from assets.enriched.annotate.events.words import Article
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import LocalEntity, Participant
from assets.knowledge import countries
from assets.reference import read_yaml

IN = frozenset({"in", "at", "near", "outside", "inside"})
TOWARDS = frozenset({"to", "into"})
CENTRAL = 0.5  # probability of being what the article is about
Where = tuple[int | None, str | None, int | None]


def where(reading: Reading, article: Article, act: Act, participants: Sequence[Participant]) -> Where:
    """Place and forum (positions of local entities) and the country of the place."""
    place, country = _place(reading, article, act)
    if act.kind == "call":
        place = country = None
    if place is None and country is None and _at_the_dateline(reading, act, participants):
        place, country = _dateline(reading)
    if place is None and country is None:
        country = _by_kind(act, participants)
    return place, country, _forum(reading, article, act, participants)


def _at_the_dateline(reading: Reading, act: Act, participants: Sequence[Participant]) -> bool:
    """Whether an act that names no place was where the report was written: news of somebody who is at home there."""
    told = read_yaml("events/ontology")[act.kind].get("dateline", False) and act.status == "happened"
    at_home = reading.context.dateline_country in {participant.country for participant in participants}
    return bool(told and at_home and act.chances["central"] >= CENTRAL)


def hosting(country: str | None, participants: Sequence[Participant]) -> str | None:
    """The country that hosts a visitor whom nobody is told to receive: the one where he goes, if it is not his own."""
    roles = {participant.role for participant in participants}
    if "visitor" not in roles or "host" in roles or country is None:
        return None
    return None if country in {participant.country for participant in participants} else country


def _place(reading: Reading, article: Article, act: Act) -> tuple[int | None, str | None]:
    chosen = _in_clause(article, act)
    if chosen is None:
        chosen = act.place
    if chosen is None:
        return None, None
    if chosen == DATELINE:
        return _dateline(reading)
    entity = reading.annotation.entities[chosen]
    if entity.kind == "place":
        return chosen, entity.country
    country = countries.by_code(entity.country) if entity.country else None
    capital = (country.capital or "").casefold().removesuffix(" city") if country else ""
    texts = {
        reading.clean.text[int(article.start[p.span.start]) : int(article.end[p.span.end - 1])]
        for p in article.places
        if p.entity == chosen
    }
    printed = next((text for text in sorted(texts) if capital and text.casefold() == capital), None)
    sentences = {article.sentence[mention.word] for mention in act.mentions}
    near = any(
        article.sentence[p.span.start] in sentences and " ".join(article.words[p.span.start : p.span.end]) == printed
        for p in article.places
    )
    if printed is not None and near and country is not None:
        return town(reading, printed, country.code), country.code
    return None, entity.country


def _in_clause(article: Article, act: Act) -> int | None:
    """The place that a clause of the act names behind a preposition of place, or "here"."""
    known = IN | TOWARDS if act.kind in {"visit", "planned_meeting"} else IN
    for mention in act.mentions:
        words = words_of(article, mention.word)
        for place in article.places:
            inside = place.span.root in words and preposition(article, place.span.root) in known
            if inside and place.country is not None:
                return place.entity
        if any(article.words[word].lower() == "here" and article.dep[word] == "advmod" for word in words):
            return DATELINE
    return None


def _dateline(reading: Reading) -> tuple[int | None, str | None]:
    """The dateline's place; None where it names several."""
    printed = reading.context.dateline_place or ""
    if not printed or "/" in printed or " and " in printed.lower():
        return None, None
    name = printed.split(",")[0].strip()
    country = reading.context.dateline_country
    return town(reading, name.title() if name.isupper() else name, country), country


def town(reading: Reading, name: str, country: str | None) -> int:
    """Position of a place of this name, which is added where the document has no such entity."""
    for position, entity in enumerate(reading.annotation.entities):
        forms = {form.casefold() for form in (entity.name, *entity.aliases)}
        if entity.kind == "place" and name.casefold() in forms:
            return position
    reading.annotation.entities.append(LocalEntity("place", name, country=country))
    return len(reading.annotation.entities) - 1


def _by_kind(act: Act, participants: Sequence[Participant]) -> str | None:
    """The country in which acts of a kind happen, unless the text says so: of the host, the doer or the target."""
    role = read_yaml("events/ontology")[act.kind].get("at")
    codes = {p.country for p in participants if p.role == role} - {None}
    return codes.pop() if len(codes) == 1 and act.status != "hypothetical" else None


def _forum(reading: Reading, article: Article, act: Act, participants: Sequence[Participant]) -> int | None:
    """The forum that a clause of the act names, if it is no party to it."""
    parties = {participant.entity for participant in participants}
    for mention in act.mentions:
        start, end = clause_of(article, mention.word)
        for named in reading.mentions_in(start, end):
            if named.kind == "forum" and named.entity is not None and named.entity not in parties:
                return named.entity
    return None
