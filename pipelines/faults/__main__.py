"""All faults, counted: exits 1 unless every one was recovered from. The whole takes some twenty minutes."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.faults import clock, damage, disk, kills, readers
from pipelines.faults.scene import Found, Scene

KILLS, WORKERS = 40, 6
CALLS = {"--hold": readers.hold, "--read": readers.read}


def _all(scene: Scene, seed: int, count: int) -> Iterator[tuple[str, Found]]:
    yield "kills", kills.kills(scene, count, seed)
    yield "kills of one worker", kills.worker_killed(scene, WORKERS, seed)
    yield "damages", damage.damages(scene)
    yield "two runs at once", damage.together(scene)
    yield "full disks", disk.full(scene)
    yield "short files", disk.short_files(scene)
    yield "read-only home", disk.read_only(scene)
    yield "clock set back", clock.set_back(scene)
    yield "client killed", readers.client_killed(scene)


def _lost(scene: Scene) -> int:
    """Texts of the inbox that no row of `documents` holds."""
    texts = [path.read_text(encoding="utf-8") for path in scene.inbox(True).glob("*.txt")]
    return sum(not any(repr(text)[1:-1] in row for row in scene.after["documents"]) for text in texts)


def main(arguments: Sequence[str]) -> int:
    """All faults, counted: [SEED [KILLS [PUBLICATIONS]]]. With `--strike`, `--read` or `--hold` what a fault starts."""
    if arguments[:1] == ["--strike"]:
        kills.strike(int(arguments[1]), arguments[2], list(arguments[3:]))
        return 0
    if arguments and arguments[0] in CALLS:
        CALLS[arguments[0]](Path(arguments[1]))
        return 0
    given = [int(argument) for argument in arguments]
    seed, count, publications = (*given, *(1, KILLS, readers.PUBLICATIONS)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder))
        scene.prepare()
        clean = True
        for name, found in _all(scene, seed, count):
            clean = _said(name, found) and clean
        found, watched = readers.publications(scene, publications)
        clean = _said("publications", found) and not watched.half and not watched.errors and clean
        print(f"{readers.READERS} readers: {watched}", flush=True)
        held = scene.after
        print(f"documents {len(held['documents'])}: published {len(held['articles'])}, lost {_lost(scene)}", flush=True)
    return 0 if clean else 1


def _said(name: str, found: Found) -> bool:
    """Prints the counts; whether every fault was recovered from."""
    print(f"{name}: {found.injected} injected, {found.struck} struck, {found.recovered} recovered", flush=True)
    return not found.wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
