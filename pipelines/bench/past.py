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
MUCH = 0.1  # figures move by a tenth where others use the machine


def before(path: Path, size: int) -> Figures:
    """The figures of the last line of a bench of this size on this machine; none where there is none."""
    found: Figures = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        said = json.loads(line)
        if (said["size"], said["machine"]) == (size, _machine()):
            found = said["figures"]
    return found


def keep(path: Path, size: int, figures: Mapping[str, float]) -> None:
    """Adds a line."""
    line = {
        "at": now().isoformat(timespec="seconds"),
        "version": code_version(),
        "machine": _machine(),
        "size": size,
        "figures": {name: round(value, 4) for name, value in figures.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    held = path.read_text(encoding="utf-8") if path.exists() else ""
    write_text(path, f"{held}{json.dumps(line)}\n")


def moved(last: Mapping[str, float], figures: Mapping[str, float]) -> list[str]:
    """What is another than it was by more than a tenth, as a sentence each."""
    return [
        f"{name}: {last[name]:,.2f} before, {value:,.2f} now ({value / last[name] - 1:+.0%})"
        for name, value in figures.items()
        if last.get(name) and abs(value / last[name] - 1) > MUCH
    ]


def _machine() -> str:
    return f"{platform.machine()}, Python {platform.python_version()}"
