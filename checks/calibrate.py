"""Fits the confidence of events to our own labels: `python -m checks.calibrate HOME...`.

Here belong the writing of `seeds/reference/events/sureness.yaml` (what each sign of a report weighs) and of
`seeds/reference/calibration.yaml` (how often an event of that sureness is right), and the report of what the labels say
of the events of the named homes: precision and recall by register and kind, causes of errors, the curve. Judging
belongs to `judging`, fitting to `training` and `assets/enriched/resolve/events/calibration.py`.

The curve is fitted to what weights say that have not seen the event's document, so that it does not flatter them. The
labels are those of `seeds/gold`, for a home of `seeds/documents`, and of `seeds/calibration/labels`, for a home of
`seeds/calibration/documents`; `make calibrate` makes both homes. With `--report` nothing is written.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import duckdb

from assets.enriched.resolve.events.calibration import fit
from assets.reference import REFERENCE, SEEDS
from checks.accuracy import read
from checks.judging import CAUSES, Judged, Label, Verdict, judge, published
from checks.training import Example, fit_weights, ranking, unseen

TARGET = REFERENCE / "calibration.yaml"
WEIGHTS = REFERENCE / "events" / "sureness.yaml"
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


def write_points(points: Sequence[tuple[float, float, int]], target: Path = TARGET) -> None:
    """Replaces the points of the file and keeps its comments and other keys."""
    said = [f"  - {{raw: {raw:.3f}, right: {right:.3f}, events: {count}}}" for raw, right, count in points]
    _replace(target, "points:", "  - {raw", said)


def write_weights(weights: Mapping[str, float], target: Path = WEIGHTS) -> None:
    """Replaces the weights of the file and keeps its comments."""
    _replace(target, "weights:", "  ", [f"  {sign}: {weight:.3f}" for sign, weight in weights.items()])


def _replace(target: Path, key: str, start: str, said: Sequence[str]) -> None:
    """Puts the lines below a key in place of all that begin with `start`."""
    kept = [line for line in target.read_text(encoding="utf-8").splitlines() if not line.startswith(start)]
    at = kept.index(key) + 1
    target.write_text("\n".join([*kept[:at], *said, *kept[at:]]) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Judges, prints the tables and writes weights and curve; 1 where there is too little to judge."""
    found = judged(Path(argument) for argument in arguments if argument != "--report")
    tables = (
        report(found, "register", lambda v: v.register or "samples", lambda label: label.register or "samples"),
        report(found, "kind", lambda v: v.row.kind, lambda label: label.kind),
        causes(found),
    )
    print("\n\n".join("\n".join(table) for table in tables))
    if len(found.verdicts) < FEWEST:
        print(f"only {len(found.verdicts)} events are judged: the curve is left as it was")
        return 1
    examples = [Example(v.row.uris[0], v.row.signs, v.right) for v in found.verdicts]
    right = [example.right for example in examples]
    said = unseen(examples)
    points = fit(zip(said, right, strict=True), bins=5)
    print("", *reliability(points), sep="\n")
    print(f"\na right event is surer than a wrong one: {ranking(said, right):.2f} of the time, on unseen documents")
    if "--report" not in arguments:
        write_weights(fit_weights(examples))
        write_points(points)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
