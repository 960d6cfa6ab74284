"""Sets an analyst's corrections into the rows of an event, and says why where one cannot stand.

Here belongs what follows from a correction: type, roles, offices and sentence go with what was set. A correction is set
whole or not at all. Its form belongs to `corrections`; which report it points to is found in `coreference`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assets.enriched.annotate.events.ontology import DOERS, enough, is_told, kind, role_of, settled, type_and_mode
from assets.enriched.annotate.events.participants import level_of
from assets.enriched.resolve.corrections import Correction
from assets.enriched.resolve.events.coreference import Event
from assets.enriched.resolve.events.summary import summarise
from assets.enriched.resolve.local_entities import Row
from assets.enriched.resolve.references import Reference

SIGNED = 1.0  # an analyst has read the row and set it right
DAY = dt.timedelta(days=1)


class UnfitError(ValueError):
    """A correction that cannot stand; the message says why."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the event: rows of `entities` and `tenures`, and which entity each reference points to."""

    entities: Mapping[str, Row]
    tenures: Mapping[str, Sequence[Row]]
    meant: Mapping[Reference, str]
    names: Mapping[str, str]


def corrected(event: Event, row: Row, parties: Sequence[Row], known: Known) -> tuple[Row, list[Row], list[str]]:
    """The row of `events` and those of `event_participants` under the event's corrections, and what could not stand.

    A correction that names what no document holds is left out here, and told with the rulings about nothing. Of two
    corrections of one field the first in the file counts.
    """
    now, rows, unfit = row, list(parties), []
    for correction in reversed(event.corrections):
        if not all(reference in known.meant for reference in correction.entities):
            continue
        try:
            now, rows = _set(event, now, rows, correction, known)
        except UnfitError as error:
            unfit.append(f"{correction.event}: {error}")
    return now, rows, unfit


def _set(event: Event, row: Row, parties: Sequence[Row], c: Correction, known: Known) -> tuple[Row, list[Row]]:
    now = dict(row)
    now["event_kind"], now["status"] = settled(c.kind or row["event_kind"], c.status or row["status"])
    if not is_told(now["event_kind"], now["status"]):
        raise UnfitError(f"that a {now['event_kind']} was not is no event: rule not_an_event")
    if c.kind and now["event_kind"] != c.kind:
        raise UnfitError(f"a {c.kind} cannot be {now['status']}, which is a {now['event_kind']}: set the status too")
    now |= _days(row, c)
    if c.place is not None or c.nowhere:
        now |= _place(c, known)
    rows = _parties(now, parties, c, known)
    if not c.parties and kind(row["event_kind"]).mutual and not kind(now["event_kind"]).mutual:
        _sided(now, rows)
    if c.kind or c.status:
        _retype(now, row, rows)
    _fits(event, now, rows)
    now["confidence"] = SIGNED
    now["corrected"] = sorted({*row["corrected"], *_changed(c)})
    now["summary"] = summarise(now, rows, known.names)
    return now, rows


def _changed(c: Correction) -> Iterable[str]:
    """The fields that it sets, by the names that readers know."""
    said = {
        "kind": c.kind,
        "status": c.status,
        "day": c.when or c.until,
        "place": c.place or c.nowhere,
        "parties": c.without or c.parties,
    }
    return [name for name, given in said.items() if given]


def _days(row: Row, c: Correction) -> Row:
    """First and last day; a last day alone leaves the first as it is."""
    if c.when is not None:
        start, end, precision = c.when.start, c.until or c.when.end, c.when.precision
    else:
        start, end, precision = row["start_on"], c.until or row["end_on"], row["date_precision"]
    if end is not None and start is None:
        raise UnfitError(f"a last day, {end}, needs a first one: set day too")
    if start is not None and end is not None and end < start:
        raise UnfitError(f"its last day, {end}, lies before its first, {start}")
    return {"start_on": start, "end_on": end, "date_precision": precision}


def _place(c: Correction, known: Known) -> Row:
    if c.place is None:
        return {"place_id": None, "country": None}
    place = known.meant[c.place]
    if known.entities[place]["kind"] not in {"place", "country"}:
        raise UnfitError(f"{known.names[place]} is no place")
    return {"place_id": place, "country": known.entities[place]["country"]}


def _parties(event: Row, parties: Sequence[Row], c: Correction, known: Known) -> list[Row]:
    """Who took part: those told without the ones struck, and those named, each in the role that the kind gives."""
    struck = {known.meant[reference] for reference in c.without}
    missing = struck - {row["entity_id"] for row in parties}
    if missing:
        raise UnfitError(f"{known.names[min(missing)]}, who is to be left out, takes no part in it")
    rows = {row["entity_id"]: dict(row) for row in parties if row["entity_id"] not in struck}
    for reference, role in c.parties:
        party = known.meant[reference]
        row = rows.setdefault(party, _party(event, party, known))
        row["role"] = role
    for row in rows.values():
        row["role"] = role_of(event["event_kind"], row["role"])
    return list(rows.values())


def _party(event: Row, party: str, known: Known) -> Row:
    """A party that no report names, with its country, and the office in which it was seen nearest to the day."""
    entity = known.entities[party]
    if entity["kind"] not in {"person", "organisation", "country", "place", "forum"}:
        raise UnfitError(f"{known.names[party]} is {entity['kind']}, which takes part in nothing")
    held = min(known.tenures.get(party, ()), key=lambda tenure: _distance(tenure, event["start_on"]), default=None)
    office = None if held is None else held["office"]
    return {
        "event_id": event["event_id"],
        "entity_id": party,
        "role": "actor",
        "country": (held["country"] if held else None) or entity["country"],
        "office": office,
        "level": level_of(entity["kind"], office),
    }


def _distance(tenure: Row, day: dt.date | None) -> tuple[bool, int]:
    """How far a day lies from those on which the documents show a tenure; one that was over stands behind."""
    first, last = tenure["first_seen_on"], tenure["last_seen_on"]
    if day is None or first is None or last is None:
        return tenure["status"] == "former", 0
    return tenure["status"] == "former", max(0, (first - day).days, (day - last).days)


def _retype(now: Row, row: Row, parties: Sequence[Row]) -> None:
    """Type, mode and contexts that go with another kind or status; of the words only what they told before is known."""
    now["event_type"], mode = type_and_mode(now["event_kind"], now["status"], (), [p["country"] for p in parties])
    same = all(now[name] == row[name] for name in ("event_kind", "event_type"))
    now["event_mode"] = mode or (row["event_mode"] if same else None)
    now["contexts"] = sorted({*row["contexts"], *kind(now["event_kind"]).contexts})


def _sided(now: Row, parties: Sequence[Row]) -> None:
    """What was done together has one side: what is done to somebody needs the other to be named."""
    if len(parties) > 1 and all(row["role"] in DOERS for row in parties):
        roles = " and ".join(dict.fromkeys((kind(now["event_kind"]).doer, kind(now["event_kind"]).other)))
        raise UnfitError(f"a {now['event_kind']} has two sides: say by `with` who was {roles}")


def _fits(event: Event, now: Row, parties: Sequence[Row]) -> None:
    """Raises UnfitError where the kind needs other parties, or the event would have been told before it happened."""
    if not enough(now["event_kind"], [row["role"] for row in parties]):
        raise UnfitError(
            f"a {now['event_kind']} needs {kind(now['event_kind']).sides} parties and, if a visit, a visitor"
        )
    told = [report.document.on for report in event.reports]
    last = max((on for on in told if on), default=None)
    start = now["start_on"]
    if now["status"] == "happened" and last is not None and start is not None and start > last + DAY:
        raise UnfitError(f"{start} lies after {last}, the day of its last report: it cannot have happened by then")
