"""What analysts have ruled: which entities or events are the same, which are not, and what is no event.

Here belong the form of rulings and what their references point to; opening the file belongs to `rulings_file`. It is
reviewed like code and read in every run, so that a ruling holds however the documents change.

    entities:
      same:
        - [per-0123456789abcdef, per-fedcba9876543210]                   # the first id is kept
      not_same:
        - [{document: 0f…32 digits…, name: Kim}, {document: 9a…, name: Kim}]
    events:
      same:
        - [ev-0123456789abcdef, {document: 0f…, at: 512}]                # at: trigger_start of the report
      not_same:
        - [ev-0123456789abcdef, ev-fedcba9876543210]
      not_an_event:
        - ev-0011223344556677

An event's id is lent by one of its reports, so that it points to that report, and to the event that holds it, for ever.
An entity's id points to those who bear the name and country that it was made of. Taking a line out undoes its ruling.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assets.enriched.resolve.union_find import Tag

_ENTITY = re.compile(r"(?:per|org|cou|pla|off|for|equ|agr)-[0-9a-z-]+")
_EVENT = re.compile(r"ev-[0-9a-f]{16}")
_DOCUMENT = re.compile(r"[0-9a-f]{32}")


class RulingsError(ValueError):
    """The file of rulings cannot be read; the message names the file, the entry and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a ruling speaks of: an id; or the name in a document, or the report whose trigger begins `at` there."""

    id: str | None = None
    document: str | None = None
    name: str | None = None
    at: int | None = None

    def __str__(self) -> str:
        return self.id or f"{self.document} {self.name if self.at is None else f'at {self.at}'}"


Group = tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Rulings:
    """All rulings; every group of `same` is one thing, every two of a group of `not_same` are two."""

    same_entities: tuple[Group, ...] = ()
    different_entities: tuple[Group, ...] = ()
    same_events: tuple[Group, ...] = ()
    different_events: tuple[Group, ...] = ()
    not_events: Group = ()


NO_RULINGS = Rulings()


def parse_rulings(content: Any, source: str = "overrules") -> Rulings:
    """The rulings of a file's content; `source` names it in messages."""
    _check_keys(content, {"entities", "events"}, source)
    entities, events = content.get("entities") or {}, content.get("events") or {}
    _check_keys(entities, {"same", "not_same"}, f"{source}: entities")
    _check_keys(events, {"same", "not_same", "not_an_event"}, f"{source}: events")
    single = [[entry] for entry in _listed(events.get("not_an_event"), f"{source}: not_an_event")]
    return Rulings(
        _groups(entities.get("same"), False, f"{source}: entities: same"),
        _groups(entities.get("not_same"), False, f"{source}: entities: not_same"),
        _groups(events.get("same"), True, f"{source}: events: same"),
        _groups(events.get("not_same"), True, f"{source}: events: not_same"),
        tuple(r for entry in single for r in _group(entry, True, f"{source}: not_an_event", 1)),
    )


def _check_keys(content: Any, known: set[str], where: str) -> None:
    if not isinstance(content, Mapping) or not content.keys() <= known:
        raise RulingsError(f"{where} must be a mapping with the keys {', '.join(sorted(known))}")


def _listed(content: Any, where: str) -> list[Any]:
    if content is not None and not isinstance(content, list):
        raise RulingsError(f"{where} must be a list")
    return content or []


def _groups(content: Any, of_events: bool, where: str) -> tuple[Group, ...]:
    return tuple(_group(entry, of_events, where, 2) for entry in _listed(content, where))


def _group(content: Any, of_events: bool, where: str, least: int) -> Group:
    if not isinstance(content, list) or len(content) < least:
        raise RulingsError(f"{where}: {content!r} must be a list of {least} or more references")
    return tuple(_reference(entry, of_events, where) for entry in content)


def _reference(content: Any, of_events: bool, where: str) -> Reference:
    if isinstance(content, str) and (_EVENT if of_events else _ENTITY).fullmatch(content):
        return Reference(id=content)
    field, kind = ("at", int) if of_events else ("name", str)
    if isinstance(content, Mapping) and content.keys() == {"document", field}:
        document, value = str(content["document"]), content[field]
        if _DOCUMENT.fullmatch(document) and isinstance(value, kind) and not isinstance(value, bool):
            if isinstance(value, int):
                return Reference(document=document, at=value)
            return Reference(document=document, name=value)
    raise RulingsError(f"{where}: {content!r} is neither an id nor a document with {field!r}")


def tags(groups: Iterable[Group], found: Mapping[Reference, list[int]], size: int) -> list[Tag]:
    """What keeps things apart, by position: every group is a question, every reference in it a side."""
    held: list[set[tuple[str, str]]] = [set() for _ in range(size)]
    for number, group in enumerate(groups):
        for side, reference in enumerate(group):
            for position in found.get(reference, ()):
                held[position].add((f"ruling {number}", str(side)))
    return [frozenset(tag) for tag in held]


def references(rulings: Rulings) -> tuple[set[Reference], set[Reference]]:
    """Every reference to an entity and every reference to an event."""
    entities = {r for group in (*rulings.same_entities, *rulings.different_entities) for r in group}
    events = {r for group in (*rulings.same_events, *rulings.different_events) for r in group}
    return entities, events | set(rulings.not_events)
