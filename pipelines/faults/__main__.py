"""All faults, counted: exits 1 unless every one was recovered from. The whole takes some fifteen minutes."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.faults import damage, kills
from pipelines.faults.scene import Found, Scene

KILLS = 40


def _all(scene: Scene, count: int, seed: int) -> Iterator[tuple[str, Found]]:
    yield "kills", kills.kills(scene, count, seed)
    yield "damages", damage.damages(scene)
    yield "two runs at once", damage.together(scene)


def _lost(scene: Scene) -> int:
    """Texts of the inbox that no row of `documents` holds."""
    texts = [path.read_text(encoding="utf-8") for path in scene.inbox(True).glob("*.txt")]
    return sum(not any(repr(text)[1:-1] in row for row in scene.after["documents"]) for text in texts)


def main(arguments: Sequence[str]) -> int:
    """All faults, counted; with `--strike` one run that is killed at a touch."""
    if arguments[:1] == ["--strike"]:
        kills.strike(int(arguments[1]), arguments[2], list(arguments[3:]))
        return 0
    seed = int(arguments[0]) if arguments else 1
    count = int(arguments[1]) if len(arguments) > 1 else KILLS
    clean = True
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder))
        scene.prepare()
        for name, found in _all(scene, count, seed):
            clean = clean and not found.wrong
            print(f"{name}: {found.injected} injected, {found.struck} struck, {found.recovered} recovered", flush=True)
        held = scene.after
        print(f"documents {len(held['documents'])}: published {len(held['articles'])}, lost {_lost(scene)}", flush=True)
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
