"""The figures of the reader on labelled documents: whole rows, by source and by kind, and the table of reliability.

Here belongs counting and printing; judging belongs to `signing`. `python -m training.figures --texts FOLDER [--fold
N]`.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assets.enriched.annotate.events.confidence import threshold
from training import calibrate
from training.articles import Read, read
from training.labels import TEST_FOLD, Json, load
from training.signing import Judged

FAULTS = ("kind", "status", "parties", "days", "duplicate", "other_kind", "no_event")


def show(documents: Sequence[Read]) -> None:
    """Prints the figures of all, by source, by kind, and the reliability of the confidence."""
    by_source: dict[str, list[Read]] = {}
    for document in documents:
        by_source.setdefault(document.labelled.source, []).append(document)
    whole, asked = _published(documents)
    print(line("all", whole, len(asked)))
    for source, held in sorted(by_source.items()):
        found, wanted = _published(held)
        print(line(source, found, len(wanted)))
    labels = Counter(label["event_kind"] for label in asked)
    for kind, count in labels.most_common():
        print(line(kind, [v for v in whole if (v.label["event_kind"] if v.label else v.row.kind) == kind], count))
    for mean, right, rows in calibrate.reliability(whole, [v.signs["confidence"] for v in whole]):
        print(f"confidence {mean:.2f}: {right:.2f} signed of {rows}")


def _published(documents: Sequence[Read]) -> tuple[list[Judged], list[Json]]:
    """Verdicts on what is published of the documents, with the confidence among their signs."""
    found: list[Judged] = []
    asked: list[Json] = []
    for document in documents:
        verdicts, wanted = calibrate.verdicts([document], least=threshold(len(set(document.article.sentence))))
        found += verdicts
        asked += wanted
    return found, asked


def line(name: str, found: Sequence[Judged], asked: int) -> str:
    """Rows, precision and recall of whole rows, recall of what is found, and the faults, in one line."""
    rows, met = len(found), sum(v.label is not None for v in found)
    signed = sum(not v.faults for v in found)
    faults = Counter(fault for v in found for fault in v.faults)
    said = " ".join(f"{fault} {faults[fault]}" for fault in FAULTS)
    return (
        f"{name[:26]:26} rows {rows:4} signed {_share(signed, rows)} | of {asked:4} labels signed "
        f"{_share(signed, asked)}, found {_share(met, asked)} at {_share(met, rows)} | {said}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "  – "


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--fold", type=int, default=TEST_FOLD)
    told = parser.parse_args()
    show(list(read(d for d in load(told.texts) if d.fold == told.fold)))
