"""Fits the confidence of events to our own labels: `python -m checks.calibrate [HOME]`.

Here belongs the judging of published events against `seeds/gold` and the writing of `seeds/reference/calibration.yaml`;
the curve itself is fitted and read in `assets/enriched/resolve/calibration.py`. An event counts as right where a label
of one of its documents has its kind, status and day and at least half of its parties, and as wrong where a sentence of
its evidence is one that a label quotes and none fits. Events elsewhere in the text are left out: the labels are
complete only for what an article is about.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from assets.enriched.resolve.calibration import fit
from assets.reference import REFERENCE, SEEDS
from checks.accuracy import read

TARGET = REFERENCE / "calibration.yaml"
FEWEST = 20  # labelled events below which a curve would say nothing
EVENTS = """SELECT e.event_id, e.event_kind, e.status, e.start_on::VARCHAR, max(r.confidence),
  list(DISTINCT s.source_uri), list(DISTINCT n.name) || flatten(list(n.aliases)), list(DISTINCT t.text)
FROM events AS e
JOIN event_reports AS r USING (event_id)
JOIN document_sources AS s USING (document_id)
LEFT JOIN sentences AS t ON t.document_id = r.document_id AND t.sentence_no = r.sentence_no
LEFT JOIN event_participants AS p USING (event_id)
LEFT JOIN entities AS n ON n.entity_id = p.entity_id
GROUP BY ALL ORDER BY e.event_id"""


def judged(con: duckdb.DuckDBPyConnection, labels: Sequence[Mapping[str, Any]]) -> list[tuple[float, bool]]:
    """(raw confidence, right) of every event on which the labels of its documents say something, in order of its id."""
    by_uri = {label["source_uri"]: label.get("events", ()) for label in labels}
    found = []
    for _, kind, status, day, raw, uris, names, evidence in con.execute(EVENTS).fetchall():
        wanted = [event for uri in uris for event in by_uri.get(uri, ())]
        here = {_folded(name) for name in names if name}
        right = any(_meets(kind, status, day, here, label) for label in wanted)
        if right or any(_quoted(label, evidence) for label in wanted):
            found.append((float(raw), right))
    return found


def _quoted(label: Mapping[str, Any], evidence: Sequence[str | None]) -> bool:
    """Whether a sentence holds what the label quotes, or is part of it."""
    quote = _folded(label.get("quote") or "")
    return bool(quote) and any(quote in _folded(text) or _folded(text) in quote for text in evidence if text)


def _meets(kind: str, status: str, day: str | None, names: set[str], label: Mapping[str, Any]) -> bool:
    if (kind, status) != (label["event_kind"], label["status"]) or label.get("start_on") not in (None, day):
        return False
    wanted = {_folded(name) for name in label.get("participants", ())}
    return 2 * len(wanted & names) >= len(wanted)


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())


def write(points: Sequence[tuple[float, float, int]], target: Path = TARGET) -> None:
    """Replaces the points of the file and keeps its comments and other keys."""
    lines = target.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("  - {raw")]
    at = kept.index("points:") + 1
    said = [f"  - {{raw: {raw:.3f}, right: {right:.3f}, events: {count}}}" for raw, right, count in points]
    target.write_text("\n".join([*kept[:at], *said, *kept[at:]]) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Judges, prints the reliability table and writes the curve; 1 where there is too little to judge."""
    warehouse = Path(arguments[0] if arguments else "data") / "warehouse.duckdb"
    con = duckdb.connect(str(warehouse), read_only=True)
    try:
        found = judged(con, read(SEEDS / "gold"))
    finally:
        con.close()
    points = fit(found, bins=5)
    print("raw confidence  share right  events")
    for raw, right, count in points:
        print(f"{raw:14.3f}  {right:11.3f}  {count:6d}")
    if len(found) < FEWEST:
        print(f"only {len(found)} events are labelled: the curve is left as it was")
        return 1
    write(points)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
