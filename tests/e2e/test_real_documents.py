"""Batches of real documents in random orders come to what one run over all of them comes to.

The documents are not the project's own, so the folder that has them is named: TEXTS=FOLDER, with files of JSON Lines,
plain or packed; DOCUMENTS=200 asks for other than 2,000. Without the folder the test is left out, and says so.
"""

import gzip
import json
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.test_taking_over import Runs, assert_same, batches, nothing_is_taken_over, put, unnamed

TEXTS = os.environ.get("TEXTS", "")
DOCUMENTS = int(os.environ.get("DOCUMENTS", "2000"))
SEED = 11
BY_THEMSELVES = ("articles", "segments", "sentences", "time_mentions")


def lines_of(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines of all files of JSON Lines below a folder."""
    for path in sorted(folder.rglob("*.jsonl*")):
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
        yield from map(json.loads, text.splitlines())


@pytest.mark.slow
@pytest.mark.skipif(not TEXTS, reason="real documents are not the project's own: name a folder that has some, TEXTS=…")
def test_batches_of_real_documents_come_to_what_one_run_comes_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(SEED)
    found = list(lines_of(Path(TEXTS)))
    lines = chance.sample(found, min(DOCUMENTS, len(found)))
    parts = batches(lines, chance)
    taking, anew, at_once = (Runs(tmp_path / name) for name in ("taking", "anew", "once"))
    ours = []
    for number, part in enumerate(parts):
        put(taking.inbox, f"batch{number}.jsonl", part)
        ours.append(taking.run())
    for other in (anew, at_once):  # what is said of each text by itself need not be found twice
        shutil.copytree(taking.store.batches, other.store.batches, dirs_exist_ok=True)
    with monkeypatch.context() as patched:
        nothing_is_taken_over(patched)
        for number, part in enumerate(parts):
            put(anew.inbox, f"batch{number}.jsonl", part)
            assert_same(ours[number], anew.run())
    put(at_once.inbox, "all.jsonl", lines)
    whole = at_once.run()
    assert whole["articles"].height == ours[-1]["articles"].height > 0
    for name in BY_THEMSELVES:
        assert_same({name: whole[name]}, {name: ours[-1][name]})
    assert_same(unnamed(whole), unnamed(ours[-1]))
