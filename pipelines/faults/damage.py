"""Damages a store, a file at a time, and lets two runs meet.

Here belong the kinds of files, what is done to them, and two runs at once. What must hold afterwards, and the counting,
belong to `scene`.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipelines import history
from pipelines.faults.scene import Content, Found, Scene, command, content, run, start
from runtime.store import Store


def _half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


def _missing(path: Path) -> None:
    path.unlink()


DAMAGES: dict[str, Callable[[Path], None]] = {"half": _half, "empty": _empty, "missing": _missing}


def kinds(home: Path) -> Iterator[tuple[str, Path]]:
    """The newest file of every kind that a store holds, with the name of the kind."""
    store, run_id = Store(home), str(Store(home).published_run())
    yield "published file", store.published_file(run_id)
    yield "lake's catalogue", home / "lake" / "catalog.sqlite"
    yield "lake's file", max((home / "lake" / "data" / "main" / "events").glob("*.parquet"), key=os.path.getmtime)
    yield "manifest", home / "manifests" / f"{run_id}.json"
    yield "layout's number", home / "store.json"
    yield "brief", home / "briefs" / f"{run_id}.html"
    yield "pointer", home / "work" / "gated" / "raw.json"
    yield "stage's state", home / "work" / "runs" / run_id / "parsed" / "state.json"
    yield "stage's table", home / "work" / "runs" / run_id / "enriched" / "events.parquet"
    for step in sorted((home / "work" / "batches").iterdir()):
        yield f"batch of {step.name}", max(step.rglob("*.parquet"), key=lambda p: p.stat().st_mtime_ns)
    yield from ((f"Dagster's {name}", home / "dagster" / name) for name in (*history.MAIN, "dagster.yaml"))


def damages(scene: Scene, ways: Sequence[str] = tuple(DAMAGES), only: Sequence[str] = ()) -> Found:
    """The newest file of every kind damaged in every way, each in turn, before the inbox grows and is read again."""
    found = Found()
    for number, (kind, _) in enumerate(list(kinds(scene.folder / "published"))):
        if only and kind not in only:
            continue
        for way in ways:
            home = scene.home("damaged", True)
            (path,) = (path for n, (_, path) in enumerate(kinds(home)) if n == number)
            DAMAGES[way](path)
            found.struck += 1
            found.judge(f"{kind} {way}", run(scene.inbox(True), home), scene.after)
    return found


def together(scene: Scene) -> Found:
    """Two runs of one store at once, of which the second has more to read: it waits, and both are published."""
    found = Found()
    home, inbox = scene.home("together", False), scene.inbox(False)
    first = start(command(inbox, home))
    second = start(command(inbox, home))
    codes = [started.end()[0] for started in (first, second)]
    found.struck = 1
    held: Content | str = content(home) if codes == [0, 0] else f"exits {codes}"
    found.judge("two runs at once", held, scene.before)
    return found
