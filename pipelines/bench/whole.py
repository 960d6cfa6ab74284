"""Measures whole runs over each kind of text beside the plain language model over the same raw text, and two workers.

What a run spends before its first document (programs, models, the documents of known answer) is measured by a run over
one document and told apart. Two workers read four times as many reports as the kinds have: what they share must be long
beside the start. Here belong such runs on an empty store; stores that hold something belong to `growth`.
"""

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from pipelines.bench.past import Figures
from pipelines.bench.reading import plain
from pipelines.bench.runs import Cost, run
from pipelines.bench.texts import documents, words
from pipelines.bench.wire import write

RECKONING = "sum(n * n for n in range(20_000_000))"
FOR_WORKERS = 4  # times the reports of a kind
TELLS = 0.25  # of the start: what a run spends beyond it must be so much, or it is lost in how much the start varies


def main(inboxes: Mapping[str, Path], folder: Path, count: int) -> Figures:
    """Runs over every kind, each of so many documents, in stores below `folder`; and over reports with two workers."""
    write(folder / "one" / "inbox" / "one.jsonl", 1, 1)
    start = run(folder / "one" / "inbox", folder / "one" / "home")
    found: Figures = {"a run over one document, CPU s": start.seconds, "a run over one document, s": start.wall}
    for number, (kind, inbox) in enumerate(inboxes.items()):
        cost = run(inbox, folder / f"home{number}")
        held = documents(inbox)
        found |= beside(kind, words(held), plain(held), cost, start)
    write(folder / "more" / "more.jsonl", FOR_WORKERS * count, 1)
    one, two = (run(folder / "more", folder / f"workers{number}", number) for number in (1, 2))
    found["two processes that only reckon, how many times as fast"] = of_the_machine()
    return found | workers(one, two, start)


def beside(kind: str, count: int, model: float, cost: Cost, start: Cost) -> Figures:
    """A run over so many words, of which the plain model took `model` processor seconds, with its start and without.

    Without it only where the run is so long that the difference tells something.
    """
    found = {
        f"{kind}, whole run, CPU s": cost.seconds,
        f"{kind}, whole run beside the plain model": model / cost.seconds,
        f"{kind}, main process, MiB": cost.main,
        f"{kind}, largest worker, MiB": cost.worker,
    }
    without = cost.seconds - start.seconds
    if without >= TELLS * start.seconds:
        found[f"{kind}, whole run, start apart, words a CPU s"] = count / without
        found[f"{kind}, whole run beside the plain model, start apart"] = model / without
    return found


def workers(one: Cost, two: Cost, start: Cost) -> Figures:
    """How two worker processes compare with one: by the clock, and in processor seconds."""
    found = {
        "two workers, how many times as fast, by the clock": one.wall / two.wall,
        "two workers, CPU s beside one worker's": two.seconds / one.seconds,
    }
    if min(one.wall, two.wall) - start.wall >= TELLS * start.wall:
        found["two workers, how many times as fast, start apart"] = (one.wall - start.wall) / (two.wall - start.wall)
    return found


def of_the_machine() -> float:
    """How many times as fast two processes reckon the same as one: what two workers can be here at most, at this hour.

    Hyperthreads of one core, or others who use the machine, leave it well below 2.
    """

    def took(count: int) -> float:
        began = time.monotonic()
        processes = [subprocess.Popen([sys.executable, "-c", RECKONING]) for _ in range(count)]
        for process in processes:
            process.wait()
        return time.monotonic() - began

    return 2 * min(took(1), took(1)) / took(2)
