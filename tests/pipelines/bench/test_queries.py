"""The cookbook's queries are asked of a published file: each of them, under its heading."""

from pathlib import Path

import duckdb
import pytest

from pipelines.bench import queries

PAGE = """# Cookbook

## 1. Who met whom?

```sql
SELECT 1
```

Or shorter:

```sql
SELECT count(*)
FROM t
```

## 2. When?

Not every block is a query: `x`.

```sql
FROM t
```
"""


def test_each_query_is_asked_under_its_heading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "cookbook.md").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(queries, "COOKBOOK", tmp_path / "cookbook.md")
    with duckdb.connect(str(tmp_path / "file.duckdb")) as con:
        con.execute("CREATE TABLE t AS SELECT range AS n FROM range(10)")
    took = queries.asked(tmp_path / "file.duckdb")
    assert list(took) == ["1. Who met whom?", "1. Who met whom? (2)", "2. When?"]
    assert all(milliseconds >= 0 for milliseconds in took.values())


def test_no_query_of_the_real_cookbook_is_passed_over() -> None:
    page = queries.COOKBOOK.read_text(encoding="utf-8")
    found = list(queries.QUERY.finditer(page))
    assert sum(bool(one["query"]) for one in found) == page.count("```sql") >= 30
    assert sum(bool(one["name"]) for one in found) == sum(line.startswith("## ") for line in page.splitlines())


def test_the_median_and_the_slowest_are_told_and_nothing_without_a_cookbook() -> None:
    told = queries.figures({"a": 9.0, "b": 1.0, "c": 2.0})
    assert told == {"cookbook query, median, CPU ms": 2.0, "cookbook query, slowest, CPU ms": 9.0}
    assert queries.figures({}) == {}
