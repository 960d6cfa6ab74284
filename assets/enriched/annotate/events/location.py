"""Where an act took place: town, country and forum, from the place that the network chose for it.

Here belongs what a choice amounts to: a capital is a town although it is read as its government, a country is no place
of its own, and some kinds happen at home. Where a town lies belongs to `places.toponyms`.
"""

from collections.abc import Sequence

from assets.enriched.annotate.events.acts import Act
from assets.enriched.annotate.events.features import preposition_at
from assets.enriched.annotate.events.ontology import kind
from assets.enriched.annotate.events.participants import state
from assets.enriched.annotate.events.readings import DATELINE
from assets.enriched.annotate.events.syntax.clauses import clause_of, words_of
from assets.enriched.annotate.events.words import Article
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import LocalEntity, Participant
from assets.knowledge import countries
from assets.reference import read_yaml

IN = frozenset({"in", "at", "near", "outside", "inside", "around", "off"})
SETTLEMENTS = frozenset(read_yaml("place_words")["settlements"])
CENTRAL = 0.5  # probability of being what the article is about
Where = tuple[int | None, str | None, int | None, bool]


def where(reading: Reading, article: Article, act: Act, participants: Sequence[Participant]) -> Where:
    """Place and forum (positions of local entities), the place's country, and whether the text itself tells it."""
    place, country, told = _place(reading, article, act, participants)
    if act.kind == "call":
        place = country = None
    if country is not None and _is_elsewhere(act, participants, country):
        place, country = None, _by_kind(act, participants)
    told = told and (place is not None or country is not None)
    if place is None and country is None and _at_the_dateline(reading, act, participants):
        place, country = _dateline(reading)
    if place is None and country is None:
        country = _by_kind(act, participants)
    return place, country, _forum(reading, article, act, participants), told


def _is_elsewhere(act: Act, participants: Sequence[Participant], country: str) -> bool:
    """Whether a country cannot be that of an act which happens where one side is at home: a visit at its host's, who is
    of no visitor's country."""
    guests = {p.country for p in participants if p.role == "visitor"}
    at_home = {p.country for p in participants if p.role == kind(act.kind).at and p.country} - guests
    return kind(act.kind).always and bool(at_home) and country not in at_home


def goes_abroad(participants: Sequence[Participant], country: str | None) -> bool:
    """Whether a visit leads out of the visitors' own country; one of which the text does not say where is taken to."""
    return country is None or any(p.country != country for p in participants)


def _at_the_dateline(reading: Reading, act: Act, participants: Sequence[Participant]) -> bool:
    """Whether an act that names no place was where the report was written: news of somebody who is at home there."""
    told = kind(act.kind).dateline and act.status == "happened"
    at_home = reading.context.dateline_country in {participant.country for participant in participants}
    return told and at_home and act.chances["central"] >= CENTRAL


def received(reading: Reading, participants: Sequence[Participant], country: str | None) -> list[Participant]:
    """The participants of a visit with the state where he goes as its host, if nobody is told to receive him.

    A state is no host of an act in another country: "President A of X flew to Y" has Y as host, not X.
    """
    guests = {participant.country for participant in participants if participant.role == "visitor"}
    if not guests or country is None or country in guests:
        return list(participants)
    kept = [p for p in participants if p.role != "host" or p.level != "state" or p.country == country]
    if any(participant.role == "host" for participant in kept):
        return kept
    return [*kept, Participant(state(reading, country), "host", country, None, "state")]


def opposed(reading: Reading, name: str, participants: Sequence[Participant], country: str | None) -> list[Participant]:
    """The participants with the state where an act was that is done to others, if nobody else is told to suffer it:
    "Israeli guns shelled a village near Tyre" has Lebanon as target."""
    role = kind(name).abroad
    doers = {participant.country for participant in participants}
    alone = all(participant.role == "actor" for participant in participants)
    if role is None or country is None or country in doers or doers == {None} or not alone:
        return list(participants)
    return [*participants, Participant(state(reading, country), role, country, None, "state")]


def _place(
    reading: Reading, article: Article, act: Act, participants: Sequence[Participant]
) -> tuple[int | None, str | None, bool]:
    """The place that a clause names or the network chose, its country, and whether the text says so."""
    here = _in_clause(article, act)
    chosen = act.place if here is None else here
    if chosen is None:
        return None, None, False
    if chosen == DATELINE:
        stays = here is not None or _concerns(reading.context.dateline_country, act, participants)
        return (*_dateline(reading), here is not None) if stays else (None, None, False)
    return *_named(reading, article, act, chosen), True


def _concerns(dateline: str | None, act: Act, participants: Sequence[Participant]) -> bool:
    """Whether an act can be where the report was written: the country has the part at whose place the kind happens, or
    any part in kinds without; news of others' talks may come from where they were."""
    known = kind(act.kind)
    if known.at is None and known.dateline:
        return True
    return dateline in {p.country for p in participants if known.at in (None, p.role)}


def _named(reading: Reading, article: Article, act: Act, chosen: int) -> tuple[int | None, str | None]:
    """A place that the text names, or a country; its capital where the text prints that near the act."""
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
    near = capital == (country.name.casefold() if country else None) or any(
        article.sentence[p.span.start] in sentences and " ".join(article.words[p.span.start : p.span.end]) == printed
        for p in article.places
    )
    if printed is not None and near and country is not None:
        return town(reading, printed, country.code), country.code
    return None, entity.country


def _in_clause(article: Article, act: Act) -> int | None:
    """The place that a clause of the act names behind a preposition of place, or "here"."""
    known = IN | kind(act.kind).scene
    for mention in act.mentions:
        words = words_of(article, mention.word)
        told = [p for p in article.places if p.span.root in words and _behind(article, p.span.root) in known]
        for place in sorted(told, key=lambda p: p.kind != "place"):
            if place.country is not None:
                return place.entity
        if any(article.words[word].lower() == "here" and article.dep[word] == "advmod" for word in words):
            return DATELINE
    return None


def _behind(article: Article, word: int) -> str | None:
    """The preposition that a place stands behind: "in X", "in the town of X"."""
    at = preposition_at(article, word)
    if at is not None and article.words[at].lower() == "of" and article.lemma[article.head[at]] in SETTLEMENTS:
        at = preposition_at(article, article.head[at])
    return None if at is None else article.words[at].lower()


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
    role = kind(act.kind).at
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
