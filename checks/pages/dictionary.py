"""Writes what the declarations say into the documentation: `python -m checks.pages.dictionary DOCS`.

Here belong the data dictionary (`dictionary.md`, all of it) and the table of `architecture.md` that says which module
decides which column. What a column is, and where it is decided, is declared in the `schema.py` of its stage.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from assets.contract import Rule
from assets.tables import views
from checks.catalogue import DESCRIPTIONS
from checks.registry import TABLES, ddl, dictionary

BEGIN, END = "<!-- decisions: written by make docs -->", "<!-- end of decisions -->"
VIEWS = "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
COLUMNS = "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
MACROS = """SELECT function_name || '(' || array_to_string(parameters, ', ') || ')', comment FROM duckdb_functions()
WHERE function_type IN ('macro', 'table_macro') AND NOT internal AND schema_name = 'main' ORDER BY ALL"""
INTRODUCTION = """\
# Data dictionary

Generated from the declarations in `assets/*/schema.py` by `make docs`; do not edit. Types are DuckDB's, and `?` marks a
column that may be null. A span is `[raw_start, raw_end)` in Unicode code points of `documents.raw_text`:
`substring(raw_text, raw_start + 1, raw_end - raw_start)` is the evidence. The comments stand in the warehouse too
(`duckdb_columns()`).
"""
RULES = """\
## Rules of meaning

What rows must mean beyond what each value may be: declared beside the columns, asked of every run with something
new, and of all published rows by `communique doctor --deep`. A document that is set aside is turned away (`articles`,
`segments`) or published without annotations (the others); where that would be more than 20 documents and 5 %, the run
stops.
"""


def dictionary_page() -> str:
    """The whole page as Markdown."""
    parts = [INTRODUCTION]
    for stage in ("raw", "parsed", "enriched", "tables"):
        parts.append(f"## Stage {stage}\n")
        for table in TABLES.values():
            if table.stage == stage:
                key = f" Key: {', '.join(f'`{k}`' for k in table.key)}." if table.key else ""
                parts.append(f"### {table.name}\n\n{table.description}.{key}\n")
                parts.append(_table(("column", "type", "what it is", "rules"), dictionary(table)))
    parts += _views()
    parts.append(RULES)
    parts.append(_table(("table", "rule", "what holds", "where it is broken"), _rules()))
    parts.append("## Checks\n")
    parts.append(_table(("asset", "check", "what it asks"), [(a, n, text) for (a, n), text in DESCRIPTIONS.items()]))
    return "\n".join(parts)


def _rules() -> list[tuple[str, ...]]:
    """Every rule of meaning, and what becomes of rows that break it."""
    return [(table.name, rule.name, rule.holds, effect(rule)) for table in TABLES.values() for rule in table.rules]


def effect(rule: Rule) -> str:
    """What becomes of rows that break a rule, in words."""
    if rule.effect == "stop":
        return "the run stops"
    if rule.effect == "quarantine":
        return "their documents are set aside"
    warns = f"warns above {rule.tolerated:.1%} of the rows" if rule.tolerated else "warns"
    return f"{warns}, stops above {rule.stops_above:.0%}"


def _views() -> list[str]:
    """The sections of views and macros, from an empty warehouse."""
    con = duckdb.connect()
    try:
        for table in TABLES.values():
            for statement in ddl(table):
                con.execute(statement)
        views.load(con)
        parts = ["## Views\n"]
        for name, comment in con.execute(VIEWS).fetchall():
            columns = con.execute(COLUMNS, [name]).fetchall()
            parts.append(f"### {name}\n\n{comment}\n")
            parts.append(_table(("column", "type", "what it is"), columns))
        macros = con.execute(MACROS).fetchall()
    finally:
        con.close()
    as_of = ("as_of(tbl, run)", "A table as an earlier run published it: SELECT * FROM as_of('events', 'RUN_ID')")
    return [*parts, "## Macros\n", _table(("macro", "what it is"), [*macros, as_of])]


def _table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    for row in rows:
        cells = [f"`{row[0]}`", *row[1:]]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def decisions() -> str:
    """Which module decides which columns, as a Markdown table: one row a table and module."""
    rows = []
    for table in TABLES.values():
        for module, columns in table.decided_in.items():
            shown = ", ".join(f"`{column}`" for column in columns.split())
            rows.append((f"{table.name}", shown, f"`{module.replace('.', '/')}.py`"))
    return _table(("table", "columns", "decided in `assets/`"), rows)


def with_decisions(page: str) -> str:
    """The page with the table of decisions between its two marks brought up to date."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{decisions()}{END}{tail}"


if __name__ == "__main__":
    docs = Path(sys.argv[1])
    (docs / "dictionary.md").write_text(dictionary_page(), encoding="utf-8")
    architecture = docs / "architecture.md"
    architecture.write_text(with_decisions(architecture.read_text(encoding="utf-8")), encoding="utf-8")
