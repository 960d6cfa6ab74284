"""Counts false stops: `python -m pipelines.plants.ordinary HOME`: twenty ordinary runs, none of which may be stopped.

Here belong runs over parts of the sample documents, drawn by chance: a first run over some, then runs that add others,
take files away, or change one. HOME is a store that has published the sample documents; what it has finished is taken
over, so that only checking costs.
"""

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assets.enriched.sentinels import INBOX
from pipelines.cli.launch import launch, prepare
from runtime.store import Manifest, Store

STORES, RUNS = 5, 4
NOTE = "\n\nThe talks had been planned for months.\n"


def main(arguments: Sequence[str]) -> int:
    """Runs all, prints each, and says how many were stopped."""
    done = Path(arguments[0]) / "work" / "batches"
    stopped = 0
    for seed in range(STORES):
        with tempfile.TemporaryDirectory() as folder:
            for manifest in series(Path(folder), done, random.Random(seed)):
                stopped += manifest.status == "failed"
                warned = [c["check_name"] for c in manifest.checks if not c["passed"]]
                print(
                    f"store {seed}: {manifest.status}, warned of {', '.join(warned) or 'nothing'}",
                    manifest.reason or "",
                )
    print(f"{STORES * RUNS} ordinary runs, {stopped} stopped")
    return 1 if stopped else 0


def series(folder: Path, done: Path, draw: random.Random) -> list[Manifest]:
    """The manifests of the runs of one store."""
    inbox, store = folder / "inbox", Store(folder / "home")
    if done.is_dir():
        shutil.copytree(done, store.batches)
    prepare(store)
    files = sorted(path.relative_to(INBOX) for path in INBOX.rglob("*") if path.is_file())
    draw.shuffle(files)
    for number in range(RUNS):
        share = files[number * len(files) // RUNS : (number + 1) * len(files) // RUNS]
        for path in share:
            (inbox / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(INBOX / path, inbox / path)
        if number:
            _touch(inbox, draw)
        launch(store, inbox, {"workers": 1, "full": number == RUNS - 1 and draw.random() < 0.5})
    return store.manifests()


def _touch(inbox: Path, draw: random.Random) -> None:
    """Takes one file away and adds a sentence to another, as an inbox changes."""
    texts = sorted(inbox.glob("*/*.txt"))
    if len(texts) > 1:
        gone, changed = draw.sample(texts, 2)
        os.remove(gone)
        with changed.open("a", encoding="utf-8", errors="surrogateescape") as file:
            file.write(NOTE)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
