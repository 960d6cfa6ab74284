"""When runs start: the job over all assets, the daily schedule and the inbox sensor, both off until switched on.

Here belongs the deciding whether a run is due, as pure functions, and their wiring.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from assets.raw.readers import list_files, source_uri
from pipelines.resources import default_inbox

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

Marks = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Look:
    """What a look at the inbox decided: `due` is the content's hash where a run is due."""

    cursor: str
    due: str | None
    waiting: int
    files: int


def marks(inbox: Path) -> Marks:
    """Size and modification time of every file below the inbox."""
    found: Marks = {}
    for path in list_files(inbox):
        try:
            stat = path.stat()
        except OSError:
            continue
        found[source_uri(path, inbox)] = (stat.st_size, stat.st_mtime_ns)
    return found


def content(found: Mapping[str, tuple[int, int]]) -> str:
    """The hash of what the inbox holds, by names, sizes and times."""
    return hashlib.sha256(json.dumps(sorted(found.items())).encode()).hexdigest()[:32]


def look(found: Marks, cursor: str | None) -> Look:
    """Whether the inbox has changed since the last run that was asked for, and has come to rest since the last look.

    A file that is new, or whose size or time has changed since the last look, may still be being written: the run waits
    until one look finds everything as the look before did. The cursor holds hashes, not names: 10,000 files cost no more.
    """
    now = content(found)
    seen, asked = json.loads(cursor) if cursor else ("", "")
    if not found or now == asked:
        return Look(json.dumps([now, asked]), None, 0, len(found))
    if now != seen:
        return Look(json.dumps([now, asked]), None, len(found), len(found))
    return Look(json.dumps([now, now]), now, 0, len(found))


@dg.sensor(
    job=everything,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.STOPPED,
    description="Starts one run when the inbox has changed and has come to rest.",
)
def new_files(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """One run for all that has changed, however many files."""
    inbox = default_inbox()
    if not inbox.is_dir():
        return dg.SkipReason(f"the inbox {inbox} is no folder")
    found = look(marks(inbox), context.cursor)
    if found.due is None:
        reason = "a file may still be being written" if found.waiting else "nothing has changed"
        return dg.SensorResult(skip_reason=dg.SkipReason(f"{reason} ({found.files} files)"), cursor=found.cursor)
    request = dg.RunRequest(run_key=found.due, tags={"inbox_content": found.due})
    return dg.SensorResult(run_requests=[request], cursor=found.cursor)
