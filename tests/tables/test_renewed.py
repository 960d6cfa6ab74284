"""A warehouse that is a copy of the last with what changed: it holds what one built anew holds, or is not made."""

import random
import shutil
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from assets.tables import mend, publish, warehouse
from assets.tables.snapshots import of_folder
from checks.registry import TABLES, ddl, frame
from runtime.durable import copied
from runtime.lake import place
from runtime.lake.commit import Committed, commit
from runtime.lake.compared import key_hash, row_hash
from runtime.store import Manifest, Store
from runtime.version import code_version
from tests.tables.conftest import ROWS, article

FORM = "a-form"
KEYS = {name: key_hash(table) for name, table in TABLES.items() if table.key}
HASHES = {name: row_hash(table) for name, table in TABLES.items()}
WORDS = ("radar", "disputes", "harvest", "met", "ministers", "port", "of", "steel")


def rows_of(pick: random.Random, articles: dict[int, str]) -> dict[str, pl.DataFrame]:
    """The small warehouse's tables in any order, with these articles, and refusals of which some are alike in all.

    Some entities have another name or country, some events another kind, some parties, speakers and sentences are gone.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: list(ROWS.get(name, [])) for name in TABLES}
    rows["articles"] = [article(n, "O") | {"title": body.split()[0], "body": body} for n, body in articles.items()]
    rows["sentences"] = [sentence(n, at, f"{word} {pick.choice(WORDS)}") for n, body in articles.items()
                         for at, word in enumerate(body.split()[:3]) if pick.random() < 0.8]  # fmt: skip
    rows["entities"] = [e | pick.choice([{}, {}, {"name": "Aa Bb"}, {"country": "POL"}]) for e in rows["entities"]]
    rows["events"] = [e | {"event_kind": pick.choice([e["event_kind"], "commitment"])} for e in rows["events"]]
    rows["event_participants"] = [p for p in rows["event_participants"] if pick.random() < 0.8]
    rows["statements"] = [ROWS["statements"][0] | {"statement_id": f"st-{n:016x}"} for n in range(6)]
    rows["statement_speakers"] = [
        {"statement_id": f"st-{n:016x}", "entity_id": who, "speaker_text": text, "raw_start": at}
        for n in range(6)
        for at, (who, text) in enumerate([("per-1", "he"), ("per-2", "she"), (None, "Analysts"), (None, "they")])
        if pick.random() < 0.4
    ]
    refused = {"run_id": "r", "level": "row", "source_uri": "x", "stage": "raw", "rule": "y", "message": "z"}
    rows["quarantine"] = [refused] * pick.randint(0, 3)
    for some in rows.values():
        pick.shuffle(some)
    return {name: frame(table, rows[name]) for name, table in TABLES.items()}


def sentence(number: int, at: int, text: str) -> dict[str, Any]:
    span = {"paragraph_no": 0, "raw_start": at, "raw_end": at + 1}
    return {"document_id": f"{number:032x}", "sentence_no": at, "text": text, **span}


def hold(store: Store, run_id: str, tables: dict[str, pl.DataFrame]) -> tuple[Committed, dict[str, str], Path]:
    folder = store.stage_folder(run_id, "snapshots")
    for name, rows in tables.items():
        store.write_table(run_id, "snapshots", name, rows)
    at, changes = place.of_home(store.home), store.home / f"{run_id}.changes"
    with place.opened(at, read_only=False) as con:
        return commit(con, at, run_id, of_folder(folder), changes=changes), of_folder(folder), changes


def anew(path: Path, sources: dict[str, str]) -> Path:
    warehouse.build(path, {n: ddl(t) for n, t in TABLES.items()}, sources, "(SELECT tbl, run)", form=FORM)
    return path


def renewed(last: Path, path: Path, lake: Committed, changes: Path) -> tuple[dict[str, int], dict[str, int]]:
    copied(last, path)
    told = warehouse.Changes(changes, lake.came, lake.went)
    return warehouse.renew(path, FORM, KEYS, HASHES, told, "(SELECT tbl, run)")


def holds(path: Path) -> dict[str, Any]:
    """All tables, views, comments and answers of search of a file, in an order that rows have by themselves."""
    con = duckdb.connect(str(path), read_only=True)
    try:
        names = [n for (n,) in con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()]
        found: dict[str, Any] = {
            name: con.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in [*TABLES, *sorted(names)]
        }
        found |= {
            f"search {a} {b}": con.execute("FROM search(?)", [f"{a} {b}"]).fetchall() for a in WORDS for b in WORDS
        }
        comments = "SELECT column_name, comment FROM duckdb_columns() WHERE schema_name = 'main' ORDER BY ALL"
        return found | {"comments": con.execute(comments).fetchall()}
    finally:
        con.close()


@pytest.mark.parametrize("seed", range(3))
def test_it_holds_what_one_built_anew_holds(tmp_path: Path, seed: int) -> None:
    pick, store = random.Random(seed), Store(tmp_path / "home")
    held = {number: " ".join(pick.choices(WORDS, k=6)) for number in range(1, 9)}
    _, sources, _ = hold(store, "0", rows_of(pick, held))
    last = anew(tmp_path / "0.duckdb", sources)
    for run in range(1, 5):
        for number in pick.sample(sorted(held), 2):
            del held[number]
        for number in pick.sample(sorted(held), 2):  # replaced
            held[number] = " ".join(pick.choices(WORDS, k=5))
        held |= {10 * run + n: " ".join(pick.choices(WORDS, k=7)) for n in range(2)}
        lake, sources, changes = hold(store, str(run), rows_of(pick, held))
        assert lake.base == str(run - 1)
        path = tmp_path / f"{run}.duckdb"
        rows, came = renewed(last, path, lake, changes)
        assert rows == lake.rows
        sums = {n: int(lake.before[n]) - int(lake.left[n]) + came[n] for n in rows}
        assert sums == {n: int(content) for n, content in lake.content.items()}
        assert holds(path) == holds(anew(tmp_path / "anew.duckdb", sources))
        last = path


def test_running_text_is_compressed_before_and_after(tmp_path: Path) -> None:
    pick, store = random.Random(0), Store(tmp_path / "home")
    said = {number: f"radar {'steel of the port ' * 30}{number}" for number in range(3_000)}
    _, sources, _ = hold(store, "0", rows_of(pick, said))
    last = anew(tmp_path / "0.duckdb", sources)
    lake, _, changes = hold(store, "1", rows_of(pick, said | {1: "port"}))
    renewed(last, tmp_path / "1.duckdb", lake, changes)
    for path in (last, tmp_path / "1.duckdb"):
        con = duckdb.connect(str(path), read_only=True)
        asked = "SELECT DISTINCT compression FROM pragma_storage_info('articles') WHERE column_name = 'body'"
        assert ("ZSTD",) in con.execute(asked).fetchall()
        con.close()


def test_rows_that_are_lost_on_the_way_are_seen(tmp_path: Path) -> None:
    pick, store = random.Random(0), Store(tmp_path / "home")
    _, sources, _ = hold(store, "0", rows_of(pick, {1: "radar", 2: "steel"}))
    last = anew(tmp_path / "0.duckdb", sources)
    lake, _, changes = hold(store, "1", rows_of(pick, {2: "steel", 3: "port"}))
    for number, lost in enumerate(("DELETE FROM came_articles", "UPDATE went_articles SET k = 0")):
        broken = tmp_path / f"{number}.changes"
        shutil.copyfile(changes, broken)
        con = duckdb.connect(str(broken))
        con.execute(lost)
        con.close()
        with pytest.raises(warehouse.NotRenewed, match="of articles"):
            renewed(last, tmp_path / "1.duckdb", lake, broken)
    con = duckdb.connect(str(changes))
    con.execute("UPDATE came_articles SET title = 'Otherwise'")
    con.close()
    _, came = renewed(last, tmp_path / "1.duckdb", lake, changes)
    content = int(lake.before["articles"]) - int(lake.left["articles"]) + came["articles"]
    assert content != int(lake.content["articles"])


def test_a_file_of_another_version_or_one_changed_often_is_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pick, store = random.Random(0), Store(tmp_path / "home")
    _, sources, _ = hold(store, "0", rows_of(pick, {1: "radar"}))
    last = anew(tmp_path / "0.duckdb", sources)
    lake, _, changes = hold(store, "1", rows_of(pick, {1: "radar", 3: "port"}))
    monkeypatch.setattr(warehouse, "MOST_TIMES", 0)
    with pytest.raises(warehouse.NotRenewed, match="changed 0 times"):
        renewed(last, tmp_path / "1.duckdb", lake, changes)
    monkeypatch.setitem(globals(), "FORM", "another")
    with pytest.raises(warehouse.NotRenewed, match="another version"):
        renewed(last, tmp_path / "1.duckdb", lake, changes)


def published(store: Store, run_id: str, base: str | None, tables: dict[str, pl.DataFrame]) -> str:
    """Publishes a run of these tables; says how its file was made."""
    moment = "2024-01-01T00:00:00+00:00"
    manifest = Manifest(run_id, moment, "published", moment, code_version(), "s")
    store.write_manifest(manifest)
    for name, rows in tables.items():
        store.write_table(run_id, "enriched", name, rows)
    sources = of_folder(store.stage_folder(run_id, "enriched"))
    sources = {n: s for n, s in sources.items() if n not in publish.OF_THE_RUN}
    with publish.opened(store, sources) as con:
        whole, lake = publish.to_lake(store, con, manifest, sources)
    produced = publish.publish(store, manifest, base, whole, vars(lake))
    assert store.published_run() == run_id
    assert mend.differences(store, deep=True) == []
    return str(produced.notes["metadata"]["warehouse_made"])


def test_a_run_changes_the_last_file_but_one_that_was_spoiled(tmp_path: Path) -> None:
    pick, store = random.Random(0), Store(tmp_path / "home")
    assert "built anew" in published(store, "20240101T000000-a", None, rows_of(pick, {1: "radar"}))
    tables = rows_of(pick, {1: "radar", 2: "port"})
    assert published(store, "20240102T000000-b", "20240101T000000-a", tables) == "the last file, changed"
    file = store.published_file("20240102T000000-b")
    file.chmod(0o644)
    con = duckdb.connect(str(file))
    con.execute("UPDATE articles SET title = 'Otherwise' WHERE title = 'radar'")
    con.close()
    tables = rows_of(pick, {1: "radar", 3: "steel"})
    said = published(store, "20240103T000000-c", "20240102T000000-b", tables)
    assert "is not as it was published" in said
