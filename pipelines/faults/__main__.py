"""All faults, counted: exits 1 unless every one was recovered from. The whole takes some twenty minutes."""

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.faults import clock, damage, disk, kills, readers
from pipelines.faults.nursery import processor_seconds
from pipelines.faults.scene import Found, Scene

KILLS, WORKERS = 40, 6
CALLS = {"--hold": readers.hold, "--read": readers.read}


def _all(scene: Scene, seed: int, count: int) -> Iterator[tuple[str, Found]]:
    yield "kills", kills.kills(scene, count, seed)
    yield "kills of one worker", kills.worker_killed(scene, WORKERS, seed)
    yield "damages", damage.damages(scene)
    yield "two runs at once", damage.together(scene)
    yield "command line and Dagster at once", damage.with_dagster(scene)
    yield "full disks", disk.full(scene)
    yield "short files", disk.short_files(scene)
    yield "read-only home", disk.read_only(scene)
    yield "clock set back", clock.set_back(scene)
    yield "client killed", readers.client_killed(scene)


def main(arguments: Sequence[str]) -> int:
    """All faults, counted: [SEED [KILLS [PUBLICATIONS]]]. With `--read` or `--hold` what a fault starts."""
    if arguments and arguments[0] in CALLS:
        CALLS[arguments[0]](Path(arguments[1]))
        return 0
    given = [int(argument) for argument in arguments]
    seed, count, publications = (*given, *(1, KILLS, readers.PUBLICATIONS)[len(given) :])
    began, total = time.monotonic(), Found()
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder))
        scene.prepare()
        for name, found in _all(scene, seed, count):
            _said(name, found)
            total.add(found)
        found, watched = readers.publications(scene, publications)
        _said("publications", found)
        total.add(found)
        print(f"{readers.READERS} readers: {watched}", flush=True)
    print(
        f"{total.injected} faults injected, {total.recovered} recovered from. In the stores afterwards:"
        f" documents in {total.documents:,}, published {total.published:,}, quarantined {total.quarantined:,},"
        f" superseded {total.superseded:,}, lost {total.lost:,}"
    )
    print(f"{time.monotonic() - began:,.0f} s, of which computed {processor_seconds():,.0f} s", flush=True)
    return 1 if total.wrong or watched.half or watched.errors else 0


def _said(name: str, found: Found) -> None:
    """Prints the counts of one sort of fault."""
    print(
        f"{name}: {found.injected} injected, {found.struck} struck, {found.recovered} recovered, lost {found.lost}"
        f" of {found.documents:,} documents ({processor_seconds():,.0f} s computed so far)",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
