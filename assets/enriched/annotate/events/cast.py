"""Who and what an article can tell acts of: its cast with every place where each member is named or referred to.

Here belongs the step from mentions and referents to members: a ministry, an army or a ship stands for its country; a
reference to several stands for each of them. Which member plays a part in which act is the network's to say.
"""

import re
from functools import cache

from assets.enriched.annotate.events.syntax.duration import days_of
from assets.enriched.annotate.events.words import Article, Day, Member, Place, Span, words_of
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import MentionKind
from assets.enriched.annotate.reference.coreference import PRONOUNS
from assets.knowledge import countries
from assets.reference import read_csv, read_yaml

_SIDE = re.compile(r" side of (?:the|its|their|a) (?:[a-z]+ )?(?:border|frontier|line|river|strait|boundary)\b")
ABLE: frozenset[MentionKind] = frozenset({"person", "organisation", "country", "place", "forum"})
FIRST_PERSON = frozenset({"i", "we", "us", "our", "my", "its"})
Key = tuple[str, int | str]


def article_of(reading: Reading) -> Article:
    """The article with its cast, days and places, from a reading whose mentions, times and entities are known."""
    article = words_of(reading)
    _Casting(reading, article).fill()
    _fill_days(reading, article)
    _fill_places(reading, article)
    return article


@cache
def flags() -> dict[str, str]:
    """Alpha-3 codes by the prefix of a warship's name ("USS", "HMS")."""
    return {row["prefix"]: row["country"] for row in read_csv("events/ships")}


@cache
def government_words() -> frozenset[str]:
    """Words of the names of bodies for which their country stands: ministries, armies, parliaments."""
    return frozenset(read_yaml("governments")["government_bodies"])


@cache
def bystanders() -> frozenset[str]:
    """What people are called right before their names who act for no state: "coach", "striker", "singer"."""
    return frozenset(read_yaml("references")["bystanders"])


class _Casting:
    """The members while they are gathered, by what they stand for: an entity, or a country that no name shows."""

    def __init__(self, reading: Reading, article: Article) -> None:
        self.reading, self.article = reading, article
        self.entities = reading.annotation.entities
        self.states = {e.country: at for at, e in enumerate(self.entities) if e.kind == "country"}
        self.serving: dict[int, list[str | None]] = {}
        for holding in reading.annotation.holdings:
            self.serving.setdefault(holding.entity, []).append(holding.country)
        self.index: dict[Key, int] = {}

    def fill(self) -> None:
        """Members in the order in which the mentions, then the references, first tell them."""
        apart = self._apart()
        for mention in self.reading.annotation.mentions:
            span = self.article.span(mention.start, mention.end, mention.kind)
            if span is None:
                continue
            self.article.mark(span, mention.kind, over=mention.kind != "office")
            if _SIDE.match(self.reading.clean.text, mention.end):
                continue
            if mention.entity in apart:
                self.article.bystanders.add(span.root)
            elif mention.entity is not None:
                self._add(mention.entity, span)
        for referent in self.reading.annotation.referents:
            text = self.reading.clean.text[referent.start : referent.end].lower()
            several = len(referent.entities) > 1
            single = "pronoun" if text in PRONOUNS or text in FIRST_PERSON else "nominal"
            span = self.article.span(referent.start, referent.end, "group" if several else single)
            if span is None:
                continue
            self.article.mark(span, "group" if several else "referent", over=False)
            for entity in referent.entities:
                if entity not in apart:
                    self._add(entity, span)
        for member in self.article.cast:
            member.spans = sorted(set(member.spans), key=lambda s: (s.start, s.end, s.root, s.link))

    def _apart(self) -> set[int]:
        """People who are called by a trade that no state's business is, and hold no office."""
        text, found = self.reading.clean.text, set()
        for mention in self.reading.annotation.mentions:
            if mention.kind == "person" and mention.entity is not None and mention.entity not in self.serving:
                before = text[max(0, mention.start - 24) : mention.start].rstrip().rpartition(" ")[2]
                if before.lower() in bystanders():
                    found.add(mention.entity)
        return found

    def _add(self, entity: int, span: Span) -> None:
        key = self._stands_for(entity)
        if key is None:
            return
        if key not in self.index:
            self.index[key] = len(self.article.cast)
            self.article.cast.append(self._member(key))
        self.article.cast[self.index[key]].spans.append(span)

    def _stands_for(self, position: int) -> Key | None:
        """What an entity is in an act, or None where it can take no part."""
        entity = self.entities[position]
        if entity.kind == "equipment":
            code = entity.country or flags().get(entity.name.split(" ", 1)[0].strip(".").upper())
            return self._state(code) if code is not None else None
        words = set(entity.name.lower().replace("-", " ").split())
        if entity.kind == "organisation" and entity.country and words & government_words():
            return self._state(entity.country)
        return ("entity", position) if entity.kind in ABLE else None

    def _state(self, code: str) -> Key:
        return ("entity", self.states[code]) if code in self.states else ("country", code)

    def _member(self, key: Key) -> Member:
        if isinstance(key[1], str):
            country = countries.by_code(key[1])
            return Member("country", country.name if country else key[1], key[1], None, False)
        entity, served = self.entities[key[1]], self.serving.get(key[1], [])
        code = entity.country or next((c for c in served if c), None)
        return Member(entity.kind, entity.name, code, key[1], bool(served or entity.office))


def _fill_days(reading: Reading, article: Article) -> None:
    for time in reading.annotation.times:
        span = article.span(time.start, time.end, "time")
        if span is None:
            continue
        article.mark(span, "time")
        if time.start_on is not None or time.end_on is not None:
            article.days.append(Day(span, time))
        elif number := days_of(time):
            article.durations.append((span, number))


def _fill_places(reading: Reading, article: Article) -> None:
    for mention in reading.annotation.mentions:
        if mention.kind not in {"place", "country"} or mention.entity is None:
            continue
        span = article.span(mention.start, mention.end, mention.kind)
        if span is not None:
            country = reading.annotation.entities[mention.entity].country
            article.places.append(Place(span, mention.entity, mention.kind, country))
