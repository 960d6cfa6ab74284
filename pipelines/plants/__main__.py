"""Prints what the checks make of every planted fault: `python -m pipelines.plants HOME` (`make plants`).

HOME is a store that has published the sample documents. Exits 1 where fewer than 95 % are caught.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import yaml

from assets.enriched import sentinels
from checks.registry import TABLES
from pipelines.plants import events, names, readings, rows, sayings, texts, wholes
from pipelines.plants.planting import (
    CAUGHT,
    OF_RUNS,
    UNSEEN,
    WARNED,
    Verdict,
    in_readings,
    in_rows,
    in_tables,
    planted,
    planted_in_readings,
    planted_in_rows,
)
from runtime.options import RunOptions
from runtime.store import Store

FAULTS = (events, names, readings, rows, sayings, texts, wholes)  # imported, they are in the register
ENOUGH = 0.95


def verdicts(store: Store) -> list[tuple[Verdict, Verdict]]:
    """The verdict on every fault: beside an earlier run, and in a first run."""
    found = [planted(name, store.warehouse) for name in in_tables]
    held = {name: store.published_table(name) for name in TABLES if name not in OF_RUNS}
    answers = yaml.safe_load(sentinels.ANSWERS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        read = sentinels.found(Path(folder), [a["path"] for a in answers], RunOptions())
    alone = [planted_in_rows(name, held) for name in in_rows]
    alone += [planted_in_readings(name, answers, read) for name in in_readings]
    return found + [(verdict, verdict) for verdict in alone]


def main(arguments: Sequence[str]) -> int:
    """Plants every fault and prints the verdicts, the unseen ones last."""
    store = Store(Path(arguments[0]))
    if store.published_run() is None:
        print(f"{store.home} has published nothing: communique run --inbox seeds/documents --home {store.home}")
        return 2
    found = verdicts(store)
    order = (CAUGHT, WARNED, UNSEEN)
    for beside, first in sorted(found, key=lambda pair: (order.index(pair[0].what), pair[0].fault)):
        by = ", ".join(beside.said_by[:4])
        print(f"{beside.what:8} (first run: {first.what:7})  {beside.fault}" + (f": {by}" if by else ""))
    for number, which in enumerate(("beside an earlier run", "in a first run")):
        counts = Counter(pair[number].what for pair in found)
        said = ", ".join(f"{counts[what]} {what}" for what in order)
        print(f"{which}: {len(found)} faults, {said} ({counts[CAUGHT] / len(found):.1%} caught)")
    return 0 if sum(pair[0].what == CAUGHT for pair in found) >= ENOUGH * len(found) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
