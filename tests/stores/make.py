"""Stores what today's layout publishes of a small inbox: `python tests/stores/make.py`, before the layout changes.

A layout's folder holds its inbox, the run's manifest and its lake (before layout 3 its snapshot), and the layout's
number; the warehouse is built from these by the test that opens it. Run ids and paths of the machine that made it are
replaced.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from assets.tables.snapshots import of_folder  # noqa: E402 (the project need not be installed)
from checks.registry import TABLES  # noqa: E402
from runtime.lake.commit import commit  # noqa: E402
from runtime.lake.place import Place, opened  # noqa: E402
from runtime.store import FORMAT, Store  # noqa: E402

INBOX = HERE / "layout_1" / "inbox"


def make(target: Path) -> None:
    """Writes the folder of today's layout."""
    with tempfile.TemporaryDirectory() as folder:
        inbox, store = Path(folder) / "inbox", Store(Path(folder) / "home")
        shutil.copytree(INBOX, inbox)
        arguments = ["run", "--inbox", str(inbox), "--home", str(store.home), "--workers", "1"]
        subprocess.run([sys.executable, "-m", "pipelines.cli", *arguments], check=True, cwd=HERE.parents[1])
        run_id = str(store.published_run())
        own = f"20240501T060000-layout{FORMAT:02d}"
        told = {str(inbox): "inbox", run_id: own}
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(INBOX, target / "inbox")
        shutil.copy(store.home / "store.json", target / "store.json")
        _manifest(store.home / "manifests" / f"{run_id}.json", target / "manifest.json", told)
        _lake(store, target / "lake", own, told)


def _manifest(path: Path, target: Path, told: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for name, instead in told.items():
        text = text.replace(name, instead)
    manifest = json.loads(text)
    manifest |= {"pid": 0, "warehouse_bytes": 0, "warehouse_sha256": ""}  # the file is not stored
    target.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _lake(store: Store, target: Path, own: str, told: dict[str, str]) -> None:
    """The published tables as the one run of a lake that knows no folder but its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name in TABLES:
            rows = store.published_table(name)
            for word, instead in told.items():
                rows = rows.with_columns(pl.col(pl.String).str.replace_all(word, instead, literal=True))
            rows.write_parquet(Path(folder) / f"{name}.parquet")
        at = Place(f"sqlite:{target / 'catalog.sqlite'}", str(target / "data"))
        with opened(at, read_only=False) as con:
            commit(con, at, own, of_folder(Path(folder)))
    catalogue = sqlite3.connect(target / "catalog.sqlite", isolation_level=None)
    catalogue.execute("UPDATE ducklake_metadata SET value = 'data/' WHERE key = 'data_path'")
    catalogue.execute("VACUUM")
    catalogue.close()


if __name__ == "__main__":
    make(HERE / f"layout_{FORMAT}")
