"""A newsroom for resolving tests: documents with people in offices, events and statements, without a language model."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest

from assets.enriched.annotate.records import (
    Annotation,
    EventMention,
    Holding,
    LocalEntity,
    Mention,
    Participant,
    Sentence,
    Speaker,
    Statement,
    Telling,
)
from assets.enriched.resolve.entities import resolve_entities
from assets.enriched.resolve.local_entities import Document, DocumentFacts
from assets.enriched.resolve.named.columns import facts_in_columns, named
from assets.enriched.resolve.previous_ids import NOTHING_BEFORE, Previous
from assets.enriched.resolve.resolve import Resolution, own_tables, resolve_all
from assets.enriched.resolve.rulings import NO_RULINGS, Rulings


@dataclass
class Page:
    """One document in the making; every thing named stands in a sentence of its own."""

    annotation: Annotation
    facts: dict[str, Any]
    text: str = ""

    @property
    def id(self) -> str:
        return self.annotation.document_id

    def _sentence(self, text: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += text + "\n"
        number = len(self.annotation.sentences)
        self.annotation.sentences.append(Sentence(number, number, start, start + len(text)))
        return start, start + len(text)

    def name(self, name: str, kind: str = "person", country: str | None = None, **known: Any) -> int:
        """A thing with a mention; returns its number."""
        start, end = self._sentence(name)
        number = len(self.annotation.entities)
        self.annotation.entities.append(LocalEntity(kind, name, country=country, **known))  # type: ignore[arg-type]
        self.annotation.mentions.append(
            Mention(start, end, kind, "pattern", 0.9, len(self.annotation.sentences) - 1, number)  # type: ignore[arg-type]
        )
        return number

    def holder(
        self, name: str, office: str, country: str | None, status: str = "current", called: str | None = None
    ) -> int:
        """A person in an office, which the text may call by another word; returns its number."""
        number = self.name(name, country=country)
        start, end = self._sentence(f"{name} is the {called or office}")
        self.annotation.holdings.append(Holding(number, office, country, status, None, start, end))  # type: ignore[arg-type]
        return number

    def role(self, office: str, country: str) -> None:
        """An office that is named without a person."""
        start, end = self._sentence(f"the {office} of {country}")
        number = len(self.annotation.sentences) - 1
        self.annotation.mentions.append(
            Mention(start, end, "office", "pattern", 0.9, number, None, country=country, normal=office)
        )

    def state(self, name: str, code: str) -> int:
        """A country of the gazetteer; returns its number."""
        return self.name(name, "country", code, key=f"country:{code}")

    def event(self, kind: str, parties: list[int], on: dt.date | None = None, **said: Any) -> int:
        """An event in which all act, or by `roles`; returns its number."""
        start, end = self._sentence(f"{kind} of {parties}")
        roles = said.pop("roles", ["actor"] * len(parties))
        offices = {h.entity: h.office for h in self.annotation.holdings}
        entities = self.annotation.entities
        told = EventMention(
            len(self.annotation.sentences) - 1,
            start,
            end,
            start,
            start + len(kind),
            said.pop("event_type", "CONSULT"),
            kind,
            start_on=on,
            end_on=said.pop("end_on", on),
            date_precision=said.pop("date_precision", "day" if on else "none"),
            participants=[
                Participant(p, r, entities[p].country, offices.get(p)) for p, r in zip(parties, roles, strict=True)
            ],
            confidence=said.pop("confidence", 0.8),
            tellings=[Telling(len(self.annotation.sentences) - 1, start, end, start, start + len(kind))],
            **said,
        )
        self.annotation.events.append(told)
        return len(self.annotation.events) - 1

    def said(self, text: str, speaker: int, event: int | None = None) -> None:
        """A direct statement."""
        start, end = self._sentence(text)
        who = self.annotation.mentions[speaker]
        self.annotation.statements.append(
            Statement(
                len(self.annotation.sentences) - 1,
                "direct",
                False,
                "said",
                start,
                end,
                [Speaker(who.start, who.end, speaker)],
                event=event,
            )
        )


@dataclass
class Newsroom:
    """Documents, and what comes of them."""

    pages: list[Page] = field(default_factory=list)

    def page(self, on: dt.date | None = None, outlet: str | None = None, story: str | None = None) -> Page:
        """A new document; its id follows from how many there are."""
        identity = f"{len(self.pages) + 1:032x}"
        page = Page(Annotation(identity), {"published_on": on, "outlet": outlet, "story_id": story})
        self.pages.append(page)
        return page

    def facts(self) -> dict[str, DocumentFacts]:
        return {p.id: DocumentFacts(p.id, p.text, domain=None, near_duplicate_of=None, **p.facts) for p in self.pages}

    def documents(self) -> list[Document]:
        """The documents in order, with the entity of each of their entities."""
        facts = self.facts()
        own = own_tables((page.annotation, page.text) for page in self.pages)
        found = resolve_entities(named(own, facts_in_columns(facts.values())), NO_RULINGS, NOTHING_BEFORE)
        ids = {page.id: [""] * len(page.annotation.entities) for page in self.pages}
        for document_id, entity, identity in found.numbers().iter_rows():
            ids[document_id][entity] = identity
        return [Document(page.annotation, facts[page.id], ids[page.id]) for page in self.pages]

    def resolve(
        self, rulings: Rulings = NO_RULINGS, previous: Previous = NOTHING_BEFORE, backwards: bool = False
    ) -> Resolution:
        pages = self.pages[::-1] if backwards else self.pages
        return resolve_all([page.annotation for page in pages], self.facts(), rulings, previous)


@pytest.fixture
def news() -> Newsroom:
    return Newsroom()
