"""A part of the calibration set through a whole run: how many events are right, and how many found, at the least."""

import subprocess
import sys
from pathlib import Path

import pytest

from assets.reference import SEEDS
from checks.judging import Judged
from checks.own_labels import judged

EACH = 5  # every fifth article: all would take a minute
# Well below what was reached when the test was written (docs/quality.md), so that only a fall is noticed.
PRECISION = 0.55
RECALL = 0.15


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """The verdicts on a part of the set. Labels name the file `articles.jsonl`, so the part has that name too."""
    folder = tmp_path_factory.mktemp("calibration")
    inbox, home = folder / "inbox", folder / "home"
    inbox.mkdir()
    lines = (SEEDS / "calibration" / "documents" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    (inbox / "articles.jsonl").write_text("\n".join(lines[::EACH]) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pipelines.cli", "run", "--inbox", str(inbox), "--home", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return judged([Path(home)])


def test_published_events_are_right_often_enough(found: Judged) -> None:
    right = sum(verdict.right for verdict in found.verdicts)
    assert len(found.verdicts) > 20
    assert right >= PRECISION * len(found.verdicts)


def test_labelled_events_are_found_often_enough(found: Judged) -> None:
    asked = [label for label in found.labels if label.central]
    assert len(asked) - len(found.missed) >= RECALL * len(asked)


def test_every_event_says_how_sure_it_is(found: Judged) -> None:
    assert all(0 < verdict.row.confidence < 1 for verdict in found.verdicts)
