"""Tables that grow out of an earlier run's: the same rows as if they were written whole, without writing them again."""

from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.outputs import grown
from runtime.outputs.grown import Grown

SCHEMA = {"document_id": pl.String, "n": pl.Int64, "said": pl.String}
Docs = dict[str, list[int]]
documents = st.dictionaries(st.sampled_from("abcdefghijkl"), st.lists(st.integers(0, 9), max_size=4), max_size=12)


def rows_of(docs: Docs) -> pl.DataFrame:
    found = [(name, n, None if n > 7 else f"it's {n}") for name, numbers in docs.items() for n in numbers]
    return pl.DataFrame(found, SCHEMA, orient="row")


@pytest.fixture(autouse=True)
def _however_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grown, "LEAST", 0)


def everything(folder: Path) -> list[tuple[object, ...]]:
    """What DuckDB sees, in an order of its own; it is what `read` gives."""
    seen = duckdb.sql(f"SELECT document_id, n, said FROM {grown.source(folder, 't')}").fetchall()
    assert sorted(seen, key=repr) == sorted(grown.read(folder, "t").rows(), key=repr)
    return sorted(seen, key=repr)


@settings(max_examples=60, deadline=None)
@given(st.lists(documents, min_size=1, max_size=6), st.sampled_from([0.125, 5.0]))
def test_after_any_runs_the_table_holds_what_was_last_said(
    tmp_path_factory: pytest.TempPathFactory, batches: list[Docs], most: float
) -> None:
    home = tmp_path_factory.mktemp("runs")
    before: Path | None = None
    docs: Docs = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(grown, "MOST", most)
        for number, batch in enumerate(batches):
            folder = home / str(number)
            folder.mkdir()
            left = {name: said for name, said in docs.items() if name not in batch}
            docs = left | {name: said for name, said in batch.items() if said}
            if before is None:
                grown.whole(rows_of(docs), folder, "t")
            else:
                of = Grown("before", "document_id", pl.Series(sorted(batch), dtype=pl.String), rows_of(batch))
                grown.write(pl.concat([rows_of(left), rows_of(batch)]), of, folder, before, "t")
            before = folder
            assert everything(folder) == sorted(rows_of(docs).rows(), key=repr)


def many(folder: Path) -> Docs:
    folder.mkdir()
    docs = {f"d{number}": [number] for number in range(100)}
    grown.whole(rows_of(docs), folder, "t")
    return docs


def grow(home: Path, old: str, new: str, docs: Docs, changed: Docs) -> Docs:
    (home / new).mkdir()
    of = Grown(old, "document_id", pl.Series(list(changed), dtype=pl.String), rows_of(changed))
    docs = {name: said for name, said in docs.items() if name not in changed} | changed
    grown.write(rows_of(docs), of, home / new, home / old, "t")
    return docs


def test_what_stood_is_not_written_again(tmp_path: Path) -> None:
    docs = grow(tmp_path, "one", "two", many(tmp_path / "one"), {"d7": [70], "new": [1, 2]})
    assert (tmp_path / "two" / "t.held").samefile(tmp_path / "one" / "t.parquet")
    assert pl.read_parquet(tmp_path / "two" / "t.parquet").rows() == rows_of({"d7": [70], "new": [1, 2]}).rows()
    assert set(grown.files(tmp_path / "two", "t")) == {tmp_path / "two" / f"t.{k}" for k in ("parquet", "held", "gone")}
    grow(tmp_path, "two", "three", docs, {"d8": [80], "new": [3]})
    assert (tmp_path / "three" / "t.held").samefile(tmp_path / "one" / "t.parquet")
    assert pl.read_parquet(tmp_path / "three" / "t.gone")["document_id"].sort().to_list() == ["d7", "d8", "new"]
    assert grown.read(tmp_path / "three", "t").filter(pl.col("document_id") == "new").rows() == [("new", 3, "it's 3")]


def test_it_outlives_the_run_it_grew_out_of(tmp_path: Path) -> None:
    docs = grow(tmp_path, "one", "two", many(tmp_path / "one"), {"d7": [70]})
    for path in (tmp_path / "one").iterdir():
        path.unlink()
    assert everything(tmp_path / "two") == sorted(rows_of(docs).rows(), key=repr)


def test_where_much_has_changed_or_little_is_held_it_is_written_whole(tmp_path: Path) -> None:
    docs = many(tmp_path / "one")
    docs = grow(tmp_path, "one", "two", docs, {"d7": [70]})
    grow(tmp_path, "two", "three", docs, {f"d{n}": [0, 1] for n in range(20)})
    assert not (tmp_path / "three" / "t.held").exists()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(grown, "LEAST", 101)
        grow(tmp_path, "two", "four", docs, {"d7": [70]})
    assert not (tmp_path / "four" / "t.held").exists()
    grown.whole(rows_of({}), tmp_path / "two", "t")
    assert grown.read(tmp_path / "two", "t").is_empty()


def test_some_rows_or_columns_are_read(tmp_path: Path) -> None:
    docs = grow(tmp_path, "one", "two", many(tmp_path / "one"), {"d0": [70], "new": [1]})
    found = grown.read(tmp_path / "two", "t", columns=("n",))
    assert found.columns == ["n"]
    assert found["n"].to_list() == [*range(1, 100), 70, 1]
    assert len(docs) == 101
    assert grown.read(tmp_path / "two", "t", first=2)["document_id"].to_list() == ["d1", "d2"]
    with pytest.raises(pl.exceptions.PolarsError):
        grown.read(tmp_path / "two", "t", columns=("gone",))
