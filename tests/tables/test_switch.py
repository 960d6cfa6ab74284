"""The switch and its manifest are one step: a process is killed at every touch of a file between them."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assets.tables import mend
from runtime import lock
from runtime.store import Store
from runtime.version import ROOT
from tests.lakes import hold_folder
from tests.tables.test_mend import ONE, TWO, publish_run

KILLED = """
import os, signal, sys
from pathlib import Path
from assets.tables import publish
from runtime.store import Manifest, Store

home, at, touched = Path(sys.argv[1]), int(sys.argv[2]), 0

def hook(event, values):
    global touched
    if event in ("open", "os.rename", "os.remove", "os.symlink") and sys.argv[1] in str(values[:2]):
        touched += 1
        if touched == at:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
store = Store(home)
manifest = Manifest("20240104T000000-three", "2024-01-03T00:00:00+00:00", documents_in=5)
publish.switch_to(store, manifest, home / "candidate", store.published_run())
print(touched)
"""
THREE = "20240104T000000-three"


@pytest.mark.slow
def test_a_kill_at_any_touch_leaves_a_store_that_agrees_with_itself(tmp_path: Path) -> None:
    ready = Store(tmp_path / "ready")
    for run_id in (ONE, TWO):
        publish_run(ready, run_id)
    hold_folder(ready, THREE, ready.stage_folder(TWO, "snapshots"))
    shutil.copy(ready.published_file(TWO), ready.home / "candidate")
    at, statuses = 0, []
    while True:
        at += 1
        store = Store(tmp_path / str(at))
        shutil.copytree(ready.home, store.home, symlinks=True)
        command = [sys.executable, "-c", KILLED, str(store.home), str(at)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        with lock.locked(store.home, "the next run"):
            assert mend.mend(store) == []
            store.close_interrupted("the next run")
        told = store.manifest(THREE)
        published = store.published_run() == THREE
        assert store.published_run() in {TWO, THREE}
        if told is not None:
            assert (told.status == "published") is published
            assert told.documents_in == 5
        statuses.append(None if told is None else told.status)
    assert statuses[0] is None
    assert {"failed", "published"} < {*statuses}
    assert statuses == sorted(statuses, key=[None, "failed", "published"].index)
