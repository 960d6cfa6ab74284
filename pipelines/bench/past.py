"""Keeps what a bench has found, a line of JSON each time, and says what has moved since the last one that is alike.

Here belongs the file alone; what is measured belongs to the others.
"""

import json
import platform
from collections.abc import Mapping
from pathlib import Path

from runtime.durable import write_text
from runtime.store import now
from runtime.version import ROOT, code_version

Figures = dict[str, float]
FILE = ROOT / "build" / "bench.jsonl"
LITTLE = 0.3  # stages of a few tenths of a second move by as much for no reason
MUCH = 0.1  # figures move by a tenth where others use the machine


def before(path: Path, what: str) -> Figures:
    """The figures of the last line of the same bench, its sizes included, on this machine; none where there is none."""
    found: Figures = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        said = json.loads(line)
        if (said.get("what"), said["machine"]) == (what, _machine()):
            found = said["figures"]
    return found


def keep(path: Path, what: str, figures: Mapping[str, float]) -> None:
    """Adds a line."""
    line = {
        "at": now().isoformat(timespec="seconds"),
        "version": code_version(),
        "machine": _machine(),
        "what": what,
        "figures": {name: round(value, 4) for name, value in figures.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    held = path.read_text(encoding="utf-8") if path.exists() else ""
    write_text(path, f"{held}{json.dumps(line)}\n")


def moved(last: Mapping[str, float], figures: Mapping[str, float]) -> list[str]:
    """What is another than it was by more than a tenth, as a sentence each; not what was and is next to nothing."""
    return [
        f"{name}: {last[name]:,.2f} before, {value:,.2f} now ({value / last[name] - 1:+.0%})"
        for name, value in figures.items()
        if last.get(name) and abs(value / last[name] - 1) > MUCH and max(value, last[name]) >= LITTLE
    ]


def _machine() -> str:
    return f"{platform.machine()}, Python {platform.python_version()}"
