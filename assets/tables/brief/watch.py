"""Reads what an analyst watches for, and finds it among what is new.

Here belong the watch list and its hits. A watch list is a YAML file, all of it optional:

    people: [Gen Nakatani]              names, as any document writes them
    countries: [North Korea, JPN]       names or ISO 3166 codes
    kinds: [weapons test]               kinds of event
    words: [radar, defence pact]        words in new documents, whole, in capitals or not
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import duckdb
import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, StrictStr, ValidationError

from assets.enriched.schema import EVENT_KINDS
from assets.knowledge.countries import by_code, by_demonym, by_name, countries
from assets.tables.brief.changes import Changes
from assets.tables.brief.events import Event
from assets.tables.brief.query import rows
from assets.tables.brief.sureness import CLASSES
from assets.tables.brief.words import country, kind, spoken

_PEOPLE = """
SELECT entity_id, list_distinct(list_transform(list_append(aliases, name), lambda x: lower(x))) AS names
FROM entities WHERE kind = 'person'
"""
_PARTIES = """
SELECT event_id, list(entity_id) AS people FROM event_participants
WHERE event_id IN (SELECT unnest(?::VARCHAR[])) GROUP BY ALL
"""
_SENTENCES = """
WITH came AS MATERIALIZED (
    SELECT s.document_id, s.sentence_no, s.raw_start, s.text, a.published_on
    FROM sentences s JOIN articles a USING (document_id)
    WHERE s.document_id NOT IN (SELECT document_id FROM before_articles)
)
SELECT s.document_id, s.raw_start, s.text, s.published_on AS day FROM came s WHERE regexp_matches(s.text, ?, 'i')
ORDER BY s.document_id, s.sentence_no
"""
_KEYS = "people, countries, kinds, words"


class WatchError(ValueError):
    """The watch list is not as it must be; the message says where and what to do."""


def _country(value: str) -> str:
    found = by_code(value.upper()) or by_name(value) or by_demonym(value)
    if found is None:
        near = difflib.get_close_matches(value, [c.name for c in countries()], 1)
        raise ValueError(f"{value!r} is no country that is known{_perhaps(near)}")
    return found.code


def _kind(value: str) -> str:
    name = value.strip().lower().replace(" ", "_").replace("-", "_")
    if name not in EVENT_KINDS:
        near = difflib.get_close_matches(name, EVENT_KINDS, 1)
        raise ValueError(f"{value!r} is no kind of event{_perhaps(near)}; the kinds are {', '.join(EVENT_KINDS)}")
    return name


def _said(value: str) -> str:
    if not (cleaned := " ".join(value.split())):
        raise ValueError("it is empty: write a name or word, or take the line out")
    return cleaned


def _perhaps(near: Sequence[str]) -> str:
    return f": did you mean {near[0]}?" if near else ""


class WatchList(BaseModel):
    """What is watched for: names, alpha-3 codes, kinds of event, words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    people: tuple[Annotated[StrictStr, AfterValidator(_said)], ...] = ()
    countries: tuple[Annotated[StrictStr, AfterValidator(_said), AfterValidator(_country)], ...] = ()
    kinds: tuple[Annotated[StrictStr, AfterValidator(_said), AfterValidator(_kind)], ...] = ()
    words: tuple[Annotated[StrictStr, AfterValidator(_said)], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is watched for."""
        return bool(self.people or self.countries or self.kinds or self.words)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something new that is watched for: an event, statement, document or office (`what`), with its page."""

    watched: tuple[str, ...]
    what: str
    id: str
    news: str
    day: str | None
    text: str
    how_sure: str | None
    page: str


@dataclass
class _Found:
    """The hits so far, and who of the watched people is who."""

    people: Mapping[str, str]
    watch: WatchList
    hits: list[Hit] = field(default_factory=list)

    def who(self, entity_ids: Iterable[str | None]) -> list[str]:
        """The watched people among these entities."""
        return list(dict.fromkeys(self.people[i] for i in entity_ids if i is not None and i in self.people))

    def where(self, codes: Iterable[str | None]) -> list[str]:
        """The watched countries among these codes, by name."""
        return [country(code) for code in self.watch.countries if code in set(codes)]


def read_watch(path: Path) -> WatchList:
    """The watch list of a file; an empty one without the file. Raises WatchError."""
    if not path.is_file():
        return WatchList()
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise WatchError(f"{path.name} is no YAML that can be read ({' '.join(str(error).split())})") from error
    if content is None:
        return WatchList()
    if not isinstance(content, dict):
        raise WatchError(f"{path.name} must hold lists under the names {_KEYS}, as in `people: [Gen Nakatani]`")
    try:
        return WatchList.model_validate(content)
    except ValidationError as error:
        raise WatchError("; ".join(f"{path.name}, {_problem(e)}" for e in error.errors())) from error


def _problem(error: Mapping[str, Any]) -> str:
    """One of pydantic's errors in words: where, what, and what to do."""
    where = ", ".join(f"item {part + 1}" if isinstance(part, int) else str(part) for part in error["loc"])
    said = {
        "extra_forbidden": f"is not one of {_KEYS}",
        "string_type": f"{error['input']!r} is no text: write it in quotes",
        "tuple_type": "must be a list, as in [first, second]",
    }.get(error["type"], str(error["msg"]).removeprefix("Value error, "))
    return f"{where}: {said}"


def hits(
    con: duckdb.DuckDBPyConnection, watch: WatchList, changes: Changes, statements: Sequence[Mapping[str, Any]]
) -> list[Hit]:
    """What is new or changed and watched for: events, offices, statements, documents, in this order.

    `statements` are the new ones, as `build` reads them.
    """
    if not watch:
        return []
    named = {name.lower(): name for name in watch.people}
    people = {row["entity_id"]: named[name] for row in rows(con, _PEOPLE) for name in row["names"] if name in named}
    found = _Found(people, watch)
    _events(con, found, changes)
    _offices(found, changes)
    _statements(found, statements)
    _documents(con, found)
    return found.hits


def unknown_people(con: duckdb.DuckDBPyConnection, watch: WatchList) -> list[str]:
    """The watched people whom no document names so."""
    known = {name for row in rows(con, _PEOPLE) for name in row["names"]}
    return [name for name in watch.people if name.lower() not in known]


def _events(con: duckdb.DuckDBPyConnection, found: _Found, changes: Changes) -> None:
    surest = sorted(changes.new, key=lambda event: CLASSES.index(event.sure.grade))
    news: list[tuple[Event, str]] = [(c.event, "; ".join(c.words)) for c in changes.changed]
    news += [(event, "new") for event in surest]
    parties = {row["event_id"]: row["people"] for row in rows(con, _PARTIES, [[event.event_id for event, _ in news]])}
    for event, said in news:
        watched = [*found.who(parties.get(event.event_id, ())), *found.where(event.countries)]
        watched += [kind(event.kind)] if event.kind in found.watch.kinds else []
        if watched:
            day = event.start_on.isoformat() if event.start_on else None
            found.hits.append(
                Hit(tuple(watched), "event", event.event_id, said, day, event.sentence, event.sure.words, event.page)
            )


def _offices(found: _Found, changes: Changes) -> None:
    for row in changes.holders:
        watched = [*found.who([row["person_id"]]), *found.where([row["country"]])]
        if watched and row["previous"]:
            text = f"{row['name']} is named as {row['office']}, before {row['previous']}"
            day = row["first_seen_on"].isoformat()
            page = f"person/{row['person_id']}.html"
            found.hits.append(Hit(tuple(watched), "office", row["person_id"], "new", day, text, None, page))


def _statements(found: _Found, statements: Sequence[Mapping[str, Any]]) -> None:
    for row in statements:
        if watched := found.who(row["speaker_ids"]):
            day = row["said_on"].isoformat() if row["said_on"] else None
            text = f"{row['speaker']} {spoken(row['cue'], row['content'], row['kind'])}"
            page = f"document/{row['document_id']}.html#at-{row['raw_start']}"
            found.hits.append(Hit(tuple(watched), "statement", row["statement_id"], "new", day, text, None, page))


def _documents(con: duckdb.DuckDBPyConnection, found: _Found) -> None:
    """New documents with a watched word: each with the first sentence that has one."""
    if not found.watch.words:
        return
    pattern: Callable[[str], str] = lambda word: rf"(?:^|\W){re.escape(word)}(?:$|\W)"  # noqa: E731
    told: dict[str, tuple[dict[str, Any], list[str]]] = {}
    for word in found.watch.words:
        for row in rows(con, _SENTENCES, [pattern(word)]):
            _, said = told.setdefault(row["document_id"], (row, []))
            said += [] if word in said else [word]
    for document, (row, said) in told.items():
        page = f"document/{document}.html#at-{row['raw_start']}"
        day = row["day"].isoformat() if row["day"] else None
        found.hits.append(Hit(tuple(said), "document", document, "new", day, row["text"], None, page))
