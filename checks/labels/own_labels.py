"""What our own labels say of published events: `python -m checks.labels.own_labels HOME...` (`make judge`).

Here belongs the report: precision and recall by register and kind, causes of errors, and how the confidence bears out.
Judging belongs to `judging`, fitting the confidence to `training`. The labels are those of `seeds/gold`, for a home of
`seeds/documents`, and of `seeds/calibration/labels`, for a home of `seeds/calibration/documents`; none of them is
learned from.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import duckdb

from assets.reference import SEEDS
from checks.accuracy import read
from checks.labels.judging import CAUSES, Judged, Label, Verdict, judge, published

LABELS = (SEEDS / "gold", SEEDS / "calibration" / "labels")


def judged(homes: Iterable[Path]) -> Judged:
    """The verdicts on the events of several homes, one after another."""
    documents = [document for folder in LABELS for document in read(folder)]
    parts = []
    for home in homes:
        con = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
        try:
            held = {uri for (uri,) in con.execute("SELECT source_uri FROM document_sources").fetchall()}
            parts.append(judge(published(con), [d for d in documents if d["source_uri"] in held]))
        finally:
            con.close()
    return Judged(
        tuple(v for part in parts for v in part.verdicts),
        tuple(label for part in parts for label in part.labels),
        tuple(label for part in parts for label in part.missed),
    )


def report(found: Judged, by: str, of_verdict: Callable[[Verdict], str], of_label: Callable[[Label], str]) -> list[str]:
    """Lines of a table of precision over events and recall over central labels, by what the two functions say."""
    rows, right = Counter(map(of_verdict, found.verdicts)), Counter(of_verdict(v) for v in found.verdicts if v.right)
    asked = Counter(of_label(label) for label in found.labels if label.central)
    missed = Counter(map(of_label, found.missed))
    lines = [f"{by:16}  events  right  precision  labels  met  recall"]
    for name in sorted(set(rows) | set(asked)):
        met = asked[name] - missed[name]
        precision, recall = _share(right[name], rows[name]), _share(met, asked[name])
        lines.append(
            f"{name:16}  {rows[name]:6}  {right[name]:5}  {precision:>9}  {asked[name]:6}  {met:3}  {recall:>6}"
        )
    return lines


def causes(found: Judged) -> list[str]:
    """Lines of a table of what is wrong with the events that are not right."""
    counted = Counter(v.cause for v in found.verdicts if v.cause)
    return ["cause             events", *(f"{cause:16}  {counted[cause]:6}" for cause in CAUSES)]


def reliability(verdicts: Iterable[Verdict], bins: int = 5) -> list[str]:
    """Lines of a table of how many events of a confidence are right, in bins of equal size."""
    ordered = sorted(verdicts, key=lambda v: v.row.confidence)
    size = max(1, -(-len(ordered) // bins))
    lines = ["confidence  share right  events"]
    for at in range(0, len(ordered), size):
        held = ordered[at : at + size]
        mean = sum(v.row.confidence for v in held) / len(held)
        lines.append(f"{mean:10.3f}  {sum(v.right for v in held) / len(held):11.3f}  {len(held):6}")
    return lines


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def main(arguments: Sequence[str]) -> int:
    """Judges and prints the tables."""
    found = judged(map(Path, arguments))
    tables = (
        report(found, "register", lambda v: v.register or "samples", lambda label: label.register or "samples"),
        report(found, "kind", lambda v: v.row.kind, lambda label: label.kind),
        causes(found),
        reliability(found.verdicts),
    )
    print("\n\n".join("\n".join(table) for table in tables))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
