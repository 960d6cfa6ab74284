"""What every run says of itself: one JSON file a run below HOME/manifests, and the link that says which is published.

Here belong manifests, how they are read after a crash, and closing those of runs that are no more. Everything else
under HOME belongs to `store`.
"""

import contextlib
import datetime as dt
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from runtime import lock
from runtime.durable import write_json

MOMENT = "%Y%m%dT%H%M%S"
INTERRUPTED = "the run was interrupted; what it had finished is kept and was not lost"


class StoreError(RuntimeError):
    """The store is not in a state that allows what was asked; the message says what to do."""


@dataclass
class Manifest:
    """One run, good or bad. `status` is as in the table `runs`; `reason` says why it failed.

    In the file it may be `publishing`, which is written before the switch: whether the run is published, the link says.
    `warehouse_bytes` and `warehouse_sha256` are what the published file is known by.
    """

    run_id: str
    started_at: str
    status: str = "running"
    finished_at: str | None = None
    code_version: str = ""
    schema_version: str = ""
    documents_in: int = 0
    documents_published: int = 0
    documents_quarantined: int = 0
    documents_superseded: int = 0
    settings: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    checks: list[dict[str, Any]] = field(default_factory=list)
    reason: str | None = None
    pid: int = 0
    warehouse_bytes: int = 0
    warehouse_sha256: str = ""


@dataclass(frozen=True)
class Manifests:
    """The manifests under one HOME, and the link to what is published."""

    home: Path

    @property
    def warehouse(self) -> Path:
        """What readers open: a symbolic link to the published run's file."""
        return self.home / "warehouse.duckdb"

    def published_run(self) -> str | None:
        """The run whose warehouse is published, or None before the first."""
        try:
            return Path(os.readlink(self.warehouse)).stem
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(
                f"{self.warehouse} is no symbolic link; move it away: the store keeps one file a run"
            ) from error

    def id_of(self, moment: dt.datetime, tail: str) -> str:
        """The id of the run that began at a moment, `tail` telling it from others; the same whenever it is asked for.

        Ids sort in the order of runs: where the clock was set back, a run counts as of a second after the one before.
        """
        known = sorted(path.stem for path in (self.home / "manifests").glob("*.json"))
        if own := [name for name in known if name.endswith(f"-{tail}")]:
            return own[-1]
        begun = f"{moment:{MOMENT}}"
        last = known[-1].partition("-")[0] if known else ""
        if last >= begun:
            with contextlib.suppress(ValueError, OverflowError):  # a file that people have put there
                begun = f"{dt.datetime.strptime(last, MOMENT) + dt.timedelta(seconds=1):{MOMENT}}"
        return f"{begun}-{tail}"

    def write_manifest(self, manifest: Manifest) -> None:
        """Keeps the run's manifest as it now is."""
        write_json(self.home / "manifests" / f"{manifest.run_id}.json", asdict(manifest))

    def manifest(self, run_id: str) -> Manifest | None:
        """The manifest of a run as it now stands, or None. Raises StoreError where it cannot be read."""
        data = read_json(self.home / "manifests" / f"{run_id}.json")
        if data is None:
            return None
        try:
            manifest = Manifest(**data)
        except TypeError as error:
            raise StoreError(f"the manifest of {run_id} is not readable ({error})") from error
        return self._settled(manifest) if manifest.status == "publishing" else manifest

    def _settled(self, manifest: Manifest) -> Manifest:
        """A run that was about to switch, or has: the link says which."""
        if self.published_run() == manifest.run_id:
            manifest.status = "published"
        elif _alive(manifest.pid) and not lock.mine(self.home):
            manifest.status = "running"
        else:
            manifest.status, manifest.reason, manifest.finished_at = "failed", INTERRUPTED, None
        return manifest

    def manifests(self) -> list[Manifest]:
        """All manifests that can be read, oldest first."""
        found = []
        for path in sorted((self.home / "manifests").glob("*.json")):
            with contextlib.suppress(StoreError):
                found.append(self.manifest(path.stem))
        return [m for m in found if m is not None]

    def unreadable_manifests(self) -> list[str]:
        """The runs whose manifests cannot be read, oldest first."""
        found = []
        for path in sorted((self.home / "manifests").glob("*.json")):
            try:
                self.manifest(path.stem)
            except StoreError:
                found.append(path.stem)
        return found

    def close_interrupted(self, but: str) -> None:
        """Writes down how earlier runs ended that could not do so: a process that is gone runs no more.

        Whoever holds the lock knows that no other process does.
        """
        for manifest in self.manifests():
            if manifest.run_id == but:
                continue
            if manifest.status == "running" and (lock.mine(self.home) or not _alive(manifest.pid)):
                manifest.status, manifest.reason = "failed", INTERRUPTED
            said = read_json(self.home / "manifests" / f"{manifest.run_id}.json")
            if said["status"] != manifest.status:
                self.write_manifest(manifest)


def read_json(path: Path) -> Any:
    """What a JSON file says, None without one. Raises StoreError where it cannot be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (ValueError, OSError) as error:
        raise StoreError(f"{path} is not readable ({error}): communique doctor says what to do") from error


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid > 0
