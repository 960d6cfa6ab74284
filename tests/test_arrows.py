"""The arrows between folders: the contracts in pyproject.toml hold, speak of every module, and fail when broken."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from runtime.version import PACKAGES, ROOT

# Of a stage: what may know Dagster, store and engine.
MACHINERY = {
    "asset", "collection", "held", "judging", "mend", "migrate", "of_events", "publish", "telling", "rulings_file",
    "sentinels", "stage",
    "step",
}  # fmt: skip


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources alone, to be spoiled by one test after another."""
    folder = tmp_path_factory.mktemp("copy")
    for package in (*PACKAGES, "training"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_arrows_run_one_way(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("assets/raw/decoding.py", "from assets.parsed import records"),
        ("assets/parsed/page/layout.py", "import assets.enriched.annotate.records"),
        ("assets/parsed/lines/split.py", "from assets.parsed.page import layout"),
        ("assets/enriched/annotate/places/choice.py", "from assets.enriched.resolve import ids"),
        ("assets/enriched/annotate/times/find.py", "from pathlib import Path"),
        ("assets/tables/views.py", "import dagster"),
        ("assets/knowledge/places.py", "from checks import registry"),
        ("assets/parsed/asset.py", "from pipelines import jobs"),
        ("runtime/batches/engine.py", "from assets.raw import records"),
        ("checks/flow.py", "from runtime import store"),
    ],
)
def test_an_arrow_back_is_found(copy: Path, module: str, line: str) -> None:
    path = copy / module
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        done = lint(copy)
    finally:
        path.write_text(before, encoding="utf-8")
    assert done.returncode == 1, f"{module} may hold {line!r}"
    assert "BROKEN" in done.stdout


def test_every_module_of_a_stage_is_pure_or_named_as_machinery() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (pure,) = (c["source_modules"] for c in contracts if c["name"].startswith("Pure modules"))
    there = {
        f"assets.{stage}.{path.stem}"
        for stage in ("raw", "parsed", "enriched", "tables")
        for path in (ROOT / "assets" / stage).iterdir()
        if (path.suffix == ".py" and path.stem not in {"__init__", *MACHINERY}) or (path / "__init__.py").is_file()
    }
    assert there == {name for name in pure if name.count(".") == 2}


def test_no_folder_has_more_than_a_dozen_modules_or_so() -> None:
    crowded = {}
    for package in (*PACKAGES, "training"):
        for folder in (ROOT / package, *(p for p in (ROOT / package).rglob("*") if p.is_dir())):
            modules = [p for p in folder.glob("*.py") if p.name != "__init__.py"]
            if len(modules) > 14:
                crowded[str(folder.relative_to(ROOT))] = len(modules)
    assert not crowded
