"""The page Ten minutes, run as printed: every command in one shell, in a checkout, on the samples.

The samples are read by a statistical reader, so that a row may come or go with a new one: what must stand is most of
what the page prints, that little else comes out, and that every row has its source.
"""

import csv
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from runtime.version import ROOT

PAGE = (ROOT / "docs" / "quickstart.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```sh\n([\s\S]*?)```", PAGE)
[QUERY] = re.findall(r"```sql\n([\s\S]*?)```", PAGE)
[ANSWER] = re.findall(r"```text\n([\s\S]*?)```", PAGE)
PRINTED = re.compile(r"^│ (\d{4}-\d\d-\d\d) +│ (\w+) +│ (.*?) +│", re.MULTILINE)
FOLDERS = ("assets", "checks", "pipelines", "runtime", "seeds", ".venv")
FILES = ("Makefile", "pyproject.toml", "requirements-dev.lock")
COMMON = 0.6  # of the rows printed, and of those that come out


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a fresh clone whose .venv is made."""
    if shutil.which("make") is None:
        pytest.skip("MAKE IS NOT INSTALLED: the page's commands are not run")
    folder = tmp_path_factory.mktemp("clone")
    for name in (*FOLDERS, *FILES):
        (folder / name).symlink_to(ROOT / name)
    (folder / "blinken.sql").write_text(QUERY)
    return folder


def printed(answer: str) -> set[tuple[str, ...]]:
    """Day, kind and place of every row of a grid."""
    return set(PRINTED.findall(answer))


@pytest.mark.slow
def test_every_command_works_and_the_answer_is_the_one_that_is_printed(checkout: Path) -> None:
    script = "\n".join(command.replace("make run", "make -o .venv/.run run") for command in COMMANDS)
    environment = os.environ | {"PYTHONPATH": str(checkout), "COLUMNS": "140"}
    for name in ("COMMUNIQUE_HOME", "COMMUNIQUE_INBOX"):
        environment.pop(name, None)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (checkout / "data" / "brief.html").stat().st_size > 10_000
    with (checkout / "blinken.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    out, said = {(row["start_on"], row["event_kind"], row["place"]) for row in rows}, printed(ANSWER)
    assert len(out & said) >= COMMON * max(len(out), len(said)), (sorted(out), sorted(said))
    for row in rows:
        assert row["start_on"].startswith("2023")
        assert "Antony Blinken" in row["participants"]
        assert (ROOT / "seeds" / "documents" / row["address"].split("#")[0]).is_file()
        assert "Blinken" in row["sentence"] or "Xi" in row["sentence"]
    assert "Ahn Gyu-back" in done.stdout
    assert "cookie_wall" in done.stdout
    assert "per-3c077db73031db12" in done.stdout


def test_the_page_prints_an_answer_to_its_question() -> None:
    assert len(COMMANDS) == 5
    assert all(day.startswith("2023") for day, _, _ in printed(ANSWER))
    assert len(printed(ANSWER)) >= 3
