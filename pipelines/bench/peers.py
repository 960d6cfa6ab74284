"""Measures the project beside its peers in one bench over the same text: ratios hold on any machine, seconds do not.

Reading in this process (`reading`), then whole runs (`whole`). Prints each figure as it is found, in processor seconds;
by the clock where workers are compared. Here belongs the order of that alone.
"""

import tempfile
from pathlib import Path

from pipelines.bench import reading, texts, whole
from pipelines.bench.past import Figures

REPORTS = 150
PAGES = 40


def main(count: int = REPORTS) -> Figures:
    """Measures with so many documents of each kind, and prints what it finds as it goes."""
    found: Figures = {}
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        inboxes = texts.inboxes(Path(folder) / "inboxes", count)
        held = {kind: texts.documents(inbox) for kind, inbox in inboxes.items()}
        for line in reading.missing():
            print(line)
        for kind, documents in held.items():
            _told(found, reading.beside_the_model(kind, documents))
        _told(found, reading.parts([*held[texts.GENERAL], *held[texts.WIRE]]))
        _told(found, reading.pages(texts.saved_pages(min(count, PAGES))))
        _told(found, whole.main(inboxes, Path(folder) / "stores", count))
    return found


def _told(found: Figures, more: Figures) -> None:
    found |= more
    for name, value in more.items():
        print(f"{name}: {value:,.2f}", flush=True)
