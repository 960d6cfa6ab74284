"""What analysts have ruled: what is the same, what is not, what is no event, and what is wrong with one.

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
      corrected:                                                         # see `corrections`
        - {event: ev-0011223344556677, day: 2024-05-03, without: [per-0123456789abcdef]}

An event's id is lent by one of its reports, so that it points to that report, and to the event that holds it, for ever.
An entity's id points to those who bear the name and country that it was made of. Taking a line out undoes its ruling.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assets.enriched.resolve.corrections import Correction, parse_correction
from assets.enriched.resolve.references import Group, Reference, RulingsError, check_keys, listed, reference
from assets.enriched.resolve.union_find import Tag

__all__ = ["NO_RULINGS", "Group", "Reference", "Rulings", "RulingsError", "parse_rulings", "references", "tags"]


@dataclass(frozen=True, slots=True)
class Rulings:
    """All rulings; every group of `same` is one thing, every two of a group of `not_same` are two."""

    same_entities: tuple[Group, ...] = ()
    different_entities: tuple[Group, ...] = ()
    same_events: tuple[Group, ...] = ()
    different_events: tuple[Group, ...] = ()
    not_events: Group = ()
    corrections: tuple[Correction, ...] = ()


NO_RULINGS = Rulings()


def parse_rulings(content: Any, source: str = "overrules") -> Rulings:
    """The rulings of a file's content; `source` names it in messages."""
    check_keys(content, {"entities", "events"}, source)
    entities, events = content.get("entities") or {}, content.get("events") or {}
    check_keys(entities, {"same", "not_same"}, f"{source}: entities")
    check_keys(events, {"same", "not_same", "not_an_event", "corrected"}, f"{source}: events")
    single = [[entry] for entry in listed(events.get("not_an_event"), f"{source}: not_an_event")]
    corrected = listed(events.get("corrected"), f"{source}: events: corrected")
    return Rulings(
        _groups(entities.get("same"), False, f"{source}: entities: same"),
        _groups(entities.get("not_same"), False, f"{source}: entities: not_same"),
        _groups(events.get("same"), True, f"{source}: events: same"),
        _groups(events.get("not_same"), True, f"{source}: events: not_same"),
        tuple(r for entry in single for r in _group(entry, True, f"{source}: not_an_event", 1)),
        tuple(parse_correction(entry, f"{source}: events: corrected") for entry in corrected),
    )


def _groups(content: Any, of_events: bool, where: str) -> tuple[Group, ...]:
    return tuple(_group(entry, of_events, where, 2) for entry in listed(content, where))


def _group(content: Any, of_events: bool, where: str, least: int) -> Group:
    if not isinstance(content, list) or len(content) < least:
        raise RulingsError(f"{where}: {content!r} must be a list of {least} or more references")
    return tuple(reference(entry, of_events, where) for entry in content)


def tags(groups: Sequence[Group], found: Mapping[Reference, list[int]], size: int) -> list[Tag]:
    """What keeps things apart, by position: every group is a question, every reference in it a side."""
    if not groups:
        return [frozenset()] * size
    held: list[set[tuple[str, str]]] = [set() for _ in range(size)]
    for number, group in enumerate(groups):
        for side, meant in enumerate(group):
            for position in found.get(meant, ()):
                held[position].add((f"ruling {number}", str(side)))
    return [frozenset(tag) for tag in held]


def references(rulings: Rulings) -> tuple[set[Reference], set[Reference]]:
    """Every reference to an entity and every reference to an event."""
    entities = {r for group in (*rulings.same_entities, *rulings.different_entities) for r in group}
    events = {r for group in (*rulings.same_events, *rulings.different_events) for r in group}
    named = {r for correction in rulings.corrections for r in correction.entities}
    corrected = {correction.event for correction in rulings.corrections}
    return entities | named, events | set(rulings.not_events) | corrected
