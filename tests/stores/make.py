"""Stores what today's layout publishes of a small inbox: `python tests/stores/make.py`, before the layout changes.

A layout's folder holds its inbox, the run's manifest and snapshot, and the layout's number; the warehouse is built from
the snapshot by the test that opens it. Run ids and paths of the machine that made it are replaced.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from runtime.store import FORMAT, Store  # noqa: E402 (the project need not be installed)

INBOX = HERE / "layout_1" / "inbox"


def make(target: Path) -> None:
    """Writes the folder of today's layout."""
    with tempfile.TemporaryDirectory() as folder:
        inbox, store = Path(folder) / "inbox", Store(Path(folder) / "home")
        shutil.copytree(INBOX, inbox)
        arguments = ["run", "--inbox", str(inbox), "--home", str(store.home), "--workers", "1"]
        subprocess.run([sys.executable, "-m", "pipelines.cli", *arguments], check=True, cwd=HERE.parents[1])
        run_id = str(store.published_run())
        told = {str(inbox): "inbox", run_id: f"20240501T060000-layout{FORMAT:02d}"}
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(INBOX, target / "inbox")
        shutil.copy(store.home / "store.json", target / "store.json")
        _manifest(store.home / "manifests" / f"{run_id}.json", target / "manifest.json", told)
        (target / "snapshot").mkdir()
        for path in (store.snapshots / run_id).glob("*.parquet"):
            _table(path, target / "snapshot" / path.name, told)


def _manifest(path: Path, target: Path, told: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for name, instead in told.items():
        text = text.replace(name, instead)
    manifest = json.loads(text)
    manifest |= {"pid": 0, "warehouse_bytes": 0, "warehouse_sha256": ""}  # the file is not stored
    target.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _table(path: Path, target: Path, told: dict[str, str]) -> None:
    rows = pl.read_parquet(path)
    for name, instead in told.items():
        rows = rows.with_columns(pl.col(pl.String).str.replace_all(name, instead, literal=True))
    rows.write_parquet(target, compression="zstd", compression_level=19, statistics=False)


if __name__ == "__main__":
    make(HERE / f"layout_{FORMAT}")
