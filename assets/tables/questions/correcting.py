"""Makes a ruling of what a person types to set an event right: "day 2024-05-03; with Gen Nakatani as host".

Here belongs the reading of such a line, with names looked up in the published store. What a correction may be is
checked by `assets/enriched/resolve/corrections.py`, and written by `assets/enriched/rulings_text.py`.
"""

import re
from collections.abc import Collection
from typing import Any

import duckdb

from assets.enriched.resolve.corrections import parse_correction
from assets.enriched.resolve.references import RulingsError
from assets.tables.questions.details import find
from assets.tables.questions.review import Ruling

HOW = (
    "day 2024-05-03 (or 2024-05, 2024, unknown); until 2024-05-05; kind visit; status planned; place Seoul (or"
    " unknown); without NAME; with NAME as host: one or more, parted by semicolons"
)
_WORDS = re.compile(r"(day|until|kind|status|place|without|with)\s+(.+)")
_SUMMARY = "SELECT summary FROM events WHERE event_id = ?"


def correction(con: duckdb.DuckDBPyConnection, event_id: str, typed: str) -> Ruling:
    """The ruling that a typed line makes of a published event. Raises RulingsError where it cannot be understood."""
    entry: dict[str, Any] = {"event": event_id}
    for part in filter(None, map(str.strip, typed.split(";"))):
        _read(con, part, entry)
    parse_correction(entry, "correction")
    row = con.execute(_SUMMARY, [event_id]).fetchone()
    return Ruling("events", "corrected", entry, f"was: {row[0]}" if row else "")


def _read(con: duckdb.DuckDBPyConnection, part: str, entry: dict[str, Any]) -> None:
    """Sets what one part says."""
    found = _WORDS.fullmatch(part)
    if found is None:
        raise RulingsError(f"{part!r} is not understood; write {HOW}")
    field, said = found.groups()
    if field == "without":
        entry.setdefault("without", []).append(_meant(con, said))
    elif field == "with":
        name, _, role = said.partition(" as ")
        entry.setdefault("with", {})[_meant(con, name)] = role.strip() or "actor"
    elif field == "place" and said != "unknown":
        entry[field] = _meant(con, said, {"pla", "cou"})
    else:
        entry[field] = said


def _meant(con: duckdb.DuckDBPyConnection, name: str, kinds: Collection[str] = ()) -> str:
    """The id of the one entity of that name or id. Raises RulingsError for none and for several."""
    found = [(identity, called) for kind, identity, called in find(con, name) if kind == "entity"]
    found = [(identity, called) for identity, called in found if not kinds or identity[:3] in kinds]
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise RulingsError(f"nothing that is held is called {name}; a name must stand in some document")
    several = ", ".join(f"{called} {identity}" for identity, called in found[:5])
    raise RulingsError(f"{name} may be {several}: give the id")
