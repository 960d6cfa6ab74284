"""What people and earlier runs decided: analysts' rulings, the ids of the published run, and since when it holds them.

Here belong the places where both stand. What a ruling means belongs to `assets/enriched/resolve/rulings.py`.
"""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

import polars as pl

from assets.contract import Row
from assets.enriched.resolve.previous_ids import NAMES, REPORTS, Previous
from assets.enriched.resolve.resolve import Resolution
from assets.enriched.resolve.rulings import NO_RULINGS, Rulings, RulingsError, parse_rulings
from assets.enriched.rulings_text import loaded
from checks.results import Outcome
from runtime.store import Store, StoreError, now

SHOWN = 3


def read_rulings(path: Path) -> Rulings:
    """The rulings of a file; none where there is no such file. Raises RulingsError where it is not as said above."""
    if not path.exists():
        return NO_RULINGS
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulingsError(f"{path} cannot be read: {error}") from error
    return parse_rulings(loaded(text, str(path)) or {}, str(path))


def rulings(store: Store) -> Rulings:
    """The rulings in HOME/overrules.yaml; none without the file. Raises StoreError where it cannot be read."""
    try:
        return read_rulings(store.rulings)
    except RulingsError as error:
        raise StoreError(str(error)) from error


def previous(store: Store) -> Previous:
    """The ids that the published run gave; none where it is too old to say them."""
    names = store.published_table("entity_merges", anew=True, only=NAMES)
    return Previous(names, store.published_table("event_reports", anew=True, only=REPORTS))


def mark_first_seen(store: Store, run_id: str, events: Collection[Row]) -> None:
    """Says of every event in which run it was first published, and when that began: this one, where none holds it yet.

    Of an event that a store of an older version published without saying so, it is the published run.
    """
    published = store.published_run()
    begun = _began(store, published) if published is not None else None
    told = pl.DataFrame({"event_id": [event["event_id"] for event in events]}, {"event_id": pl.String})
    held = store.published_table("events", only=("event_id", "first_run_id", "first_seen_at"))
    held = held.join(told, on="event_id", how="semi")
    before = {event_id: (first or published, seen or begun) for event_id, first, seen in held.iter_rows()}
    this = (run_id, _began(store, run_id) or now())
    for event in events:
        event["first_run_id"], event["first_seen_at"] = before.get(event["event_id"], this)


def _began(store: Store, run_id: str) -> dt.datetime | None:
    manifest = store.manifest(run_id)
    return dt.datetime.fromisoformat(manifest.started_at) if manifest is not None else None


def outcomes(resolution: Resolution) -> list[Outcome]:
    """What a person should look at: seats with two holders, each with its sentence, and rulings that say nothing."""
    seats, dangling = resolution.contradictions, resolution.dangling
    said = "; ".join(str(contradiction) for contradiction in seats[:SHOWN])
    return [
        Outcome(
            "tenures",
            "one_holder_a_seat",
            not seats,
            said or "no document contradicts another",
            "WARN",
            len(seats),
            {"contradictions": float(len(seats))},
        ),
        Outcome(
            "entity_merges",
            "rulings_found",
            not dangling,
            f"no document holds {', '.join(dangling[:SHOWN])}" if dangling else "every ruling is about something held",
            "WARN",
            len(dangling),
        ),
        Outcome(
            "events",
            "corrections_stand",
            not resolution.unfit,
            "; ".join(resolution.unfit[:SHOWN]) or "every correction could be set",
            "WARN",
            len(resolution.unfit),
        ),
    ]
