"""When runs start: the job over all assets, the daily schedule and the inbox sensor, both off until switched on.

Here belongs the deciding whether a run is due, as pure functions, and their wiring.
"""

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from assets.raw.readers.inbox import list_files, source_uri
from runtime.durable import write_text
from runtime.resources import default_home, default_inbox
from runtime.store import Store

everything = dg.define_asset_job(
    "everything",
    selection=dg.AssetSelection.all(),
    description="From the inbox to the published warehouse: reads what is new, checks it, publishes.",
)


def hour() -> int:
    """The hour of the daily run, $COMMUNIQUE_HOUR, else 5. Raises ValueError where it is no hour of a day."""
    said = os.environ.get("COMMUNIQUE_HOUR", "5")
    if not said.isdecimal() or not 0 <= int(said) <= 23:
        raise ValueError(f"COMMUNIQUE_HOUR is {said!r}: give an hour from 0 to 23")
    return int(said)


daily = dg.ScheduleDefinition(
    name="daily",
    job=everything,
    cron_schedule=f"0 {hour()} * * *",
    execution_timezone=os.environ.get("COMMUNIQUE_TIMEZONE", "UTC"),
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description="One run a day; $COMMUNIQUE_HOUR and $COMMUNIQUE_TIMEZONE say when (5, UTC).",
)


@dataclass(frozen=True)
class Look:
    """What a look at the inbox decided: `due` is the hash of what is at rest, where that asks for a run.

    `moving` are the source paths that may still be being written: the run leaves them for a later one.
    """

    cursor: str
    due: str | None
    moving: tuple[str, ...]
    files: int


class Looks:
    """Keeps what a look at the inbox saw in a file of the store, so that Dagster's cursor is its short name.

    A file is written under its own content's name and the one before stays: a tick that dies between file and cursor
    is a tick that was not. One that is lost begins anew: the run that it asks for is one that Dagster knows by its key.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, cursor: str | None) -> str | None:
        """What the look of that cursor saw; None where it is lost."""
        try:
            return (self.folder / f"{cursor}.json").read_text(encoding="utf-8") if cursor else None
        except OSError:  # or a cursor of an earlier version, which no file is called
            return None

    def write(self, seen: str, before: str | None) -> str:
        """Keeps what was seen beside what was seen `before`, and drops what is older; returns the cursor."""
        cursor = _hash(seen, 32)
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{cursor}.json"
        if not path.exists():
            write_text(path, seen)
        for old in self.folder.iterdir():
            if old.stem not in {cursor, before}:
                old.unlink(missing_ok=True)
        return cursor


def marks(inbox: Path, shut: Callable[[Path], bool] | None = None) -> dict[str, str]:
    """By source path, a short hash of name, size and modification time of every file below the inbox.

    Folders for which `shut` holds, as those of a store, are left out.
    """
    found = {}
    for path in list_files(inbox, shut):
        try:
            stat = path.stat()
        except OSError:
            continue
        uri = source_uri(path, inbox)
        found[uri] = _hash(f"{uri}\0{stat.st_size}\0{stat.st_mtime_ns}", 12)
    return found


def look(found: Mapping[str, str], cursor: str | None) -> Look:
    """Whether a file that no run was asked for yet has come to rest: is as the look before found it.

    A file that is new, or whose size or time has changed since the look before, may still be being written; it waits
    for the next look, the others do not. The cursor holds one short hash a file.
    """
    seen, asked = (set(part) for part in json.loads(cursor)) if cursor else (set(), set())
    moving = tuple(sorted(uri for uri, mark in found.items() if mark not in seen))
    resting = {mark for mark in found.values() if mark in seen}
    due = _hash("".join(sorted(resting)), 32) if resting - asked else None
    held = sorted(resting | asked & set(found.values())) if due else sorted(asked & set(found.values()))
    return Look(json.dumps([sorted(found.values()), held]), due, moving, len(found))


def _hash(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:length]


@dg.sensor(
    job=everything,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.STOPPED,
    description="Starts one run for all files that are new or changed and have come to rest.",
)
def new_files(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """One run for all that has changed, however many files."""
    inbox, store = default_inbox(), Store(default_home())
    looks = Looks(store.dagster_home / "looks")
    if not inbox.is_dir():
        return dg.SkipReason(f"the inbox {inbox} is no folder")
    found = look(marks(inbox, store.is_store), looks.read(context.cursor))
    cursor = looks.write(found.cursor, context.cursor)
    if found.due is None:
        reason = f"{len(found.moving)} may still be being written" if found.moving else "nothing has changed"
        return dg.SensorResult(skip_reason=dg.SkipReason(f"{found.files} files: {reason}"), cursor=cursor)
    config = {"ops": {"raw": {"config": {"leave": list(found.moving)}}}} if found.moving else {}
    request = dg.RunRequest(run_key=found.due, run_config=config, tags={"inbox_content": found.due})
    return dg.SensorResult(run_requests=[request], cursor=cursor)
