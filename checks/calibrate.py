"""Fits the confidence of events to our own labels: `python -m checks.calibrate HOME...`.

Here belongs the writing of `seeds/reference/calibration.yaml` and the report of what the labels say of the events of
the named homes: how many are right at which raw confidence, precision and recall by register and kind. Judging belongs
to `judging`; the curve itself is fitted and read in `assets/enriched/resolve/calibration.py`.

The labels are those of `seeds/gold`, for a home of `seeds/documents`, and of `seeds/calibration/labels`, for a home of
`seeds/calibration/documents`; `make calibrate` makes both homes. With `--report` nothing is written.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import duckdb

from assets.enriched.resolve.calibration import fit
from assets.reference import REFERENCE, SEEDS
from checks.accuracy import read
from checks.judging import CAUSES, Judged, Label, Verdict, judge, published

TARGET = REFERENCE / "calibration.yaml"
LABELS = (SEEDS / "gold", SEEDS / "calibration" / "labels")
FEWEST = 20  # judged events below which a curve would say nothing


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


def reliability(points: Sequence[tuple[float, float, int]]) -> list[str]:
    """Lines of the table that `docs/quality.md` shows."""
    return [
        "raw confidence  share right  events",
        *(f"{raw:14.3f}  {right:11.3f}  {count:6d}" for raw, right, count in points),
    ]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def write(points: Sequence[tuple[float, float, int]], target: Path = TARGET) -> None:
    """Replaces the points of the file and keeps its comments and other keys."""
    lines = target.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("  - {raw")]
    at = kept.index("points:") + 1
    said = [f"  - {{raw: {raw:.3f}, right: {right:.3f}, events: {count}}}" for raw, right, count in points]
    target.write_text("\n".join([*kept[:at], *said, *kept[at:]]) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Judges, prints the tables and writes the curve; 1 where there is too little to judge."""
    homes = [Path(argument) for argument in arguments if argument != "--report"]
    found = judged(homes)
    points = fit([(v.row.raw, v.right) for v in found.verdicts], bins=5)
    tables = (
        report(found, "register", lambda v: v.register or "samples", lambda label: label.register or "samples"),
        report(found, "kind", lambda v: v.row.kind, lambda label: label.kind),
        causes(found),
        reliability(points),
    )
    print("\n\n".join("\n".join(table) for table in tables))
    if len(found.verdicts) < FEWEST:
        print(f"only {len(found.verdicts)} events are judged: the curve is left as it was")
        return 1
    if "--report" not in arguments:
        write(points)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
