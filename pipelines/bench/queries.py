"""Measures the cookbook's queries over a published file.

The cookbook is there in a clone, and not in a wheel. Here belongs asking; what the answers are is tested elsewhere.
"""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

from pipelines.bench.past import Figures
from pipelines.cli import console
from runtime.version import ROOT

COOKBOOK = ROOT / "docs" / "cookbook.md"
QUERY = re.compile(r"^## (?P<name>[^\n]{1,200})$|```sql\n(?P<query>.*?)```", re.DOTALL | re.MULTILINE)
SHOWN = 6
MILLI = 1_000


def asked(warehouse: Path) -> dict[str, float]:
    """Processor milliseconds of each query, by its heading, on one thread; none without a cookbook."""
    if not COOKBOOK.exists():
        return {}
    with duckdb.connect(str(warehouse), read_only=True) as con:
        con.execute("SET threads = 1")
        return dict(_timed(con, COOKBOOK.read_text(encoding="utf-8")))


def figures(took: dict[str, float]) -> Figures:
    """The median and the slowest."""
    ordered = sorted(took.values())
    if not ordered:
        return {}
    return {
        "cookbook query, median, CPU ms": ordered[len(ordered) // 2],
        "cookbook query, slowest, CPU ms": ordered[-1],
    }


def show(took: dict[str, float], held: int) -> None:
    """Prints the slowest queries."""
    slowest = sorted(took.items(), key=lambda item: -item[1])[:SHOWN]
    rows = [(name, f"{milliseconds:,.0f}") for name, milliseconds in slowest]
    console.table(f"The slowest of the cookbook's queries, {held:,} held", ("query", "CPU ms"), rows)


def _timed(con: duckdb.DuckDBPyConnection, page: str) -> Iterator[tuple[str, float]]:
    """The second time that each is asked, since the first reads blocks from disk; later ones of a heading numbered."""
    name, number = "", 0
    for found in QUERY.finditer(page):
        if found["name"]:
            name, number = found["name"], 0
            continue
        number += 1
        con.execute(found["query"]).fetchall()
        began = time.process_time()
        con.execute(found["query"]).fetchall()
        yield name if number == 1 else f"{name} ({number})", MILLI * (time.process_time() - began)
