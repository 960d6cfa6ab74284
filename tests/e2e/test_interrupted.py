"""Ctrl-C and a request to terminate, for real: the command ends with 130, the manifest says so, the next goes on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from runtime.manifests import INTERRUPTED
from runtime.store import Store
from runtime.version import ROOT

MOST_PATIENCE = 240  # seconds after which a test has failed: its subject would take an hour
WAITS = """
import sys
from pipelines.cli import console, main

def advance(self, step, done):
    print("a step is under way", flush=True)
    sys.stdin.read()

if __name__ == "__main__":
    console.Bars.advance = advance
    main()
"""

HANGS = """
from assets.parsed import step
from pipelines.cli import main

parse = step.parse

def hangs(document):
    if "never ends" in document.raw_text:
        print("a document is being read", flush=True)
        while True:
            pass
    return parse(document)

step.parse = hangs  # in the worker process too: it imports this program

if __name__ == "__main__":
    main()
"""


def pressed(tmp_path: Path, *command: str) -> tuple[int, str]:
    """Presses Ctrl-C in the middle of a command; returns its exit status and what it said of it."""
    script = tmp_path / "waits.py"
    script.write_text(WAITS, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "under way" in line:
                break
        process.send_signal(signal.SIGINT)
        said = process.communicate()[1]
        return process.returncode, said


@pytest.mark.slow
def test_ctrl_c_ends_with_130_and_closes_the_manifest(tmp_path: Path) -> None:
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    inbox.mkdir()
    (inbox / "a.txt").write_text(
        "SEOUL, March 3, 2024 (MPA) -- The ministers met in Seoul on Sunday.\n", encoding="utf-8"
    )
    code, said = pressed(tmp_path, "run", "--inbox", str(inbox), "--home", str(home))
    assert code == 130, said
    assert "The run was interrupted" in said
    assert "Traceback" not in said
    (manifest,) = Store(home).manifests()
    assert (manifest.status, manifest.reason) == ("failed", INTERRUPTED)
    assert manifest.finished_at is not None
    assert Store(home).published_run() is None


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_document_under_way_does_not_hold_up_the_end(tmp_path: Path, number: signal.Signals) -> None:
    """The document would take an hour: that the command ends at all says that it did not wait for it."""
    inbox, home, script = tmp_path / "inbox", tmp_path / "home", tmp_path / "hangs.py"
    inbox.mkdir()
    (inbox / "a.txt").write_text("SEOUL, March 3, 2024 (MPA) -- The talks in Seoul never ends.\n", encoding="utf-8")
    script.write_text(HANGS, encoding="utf-8")
    command = [sys.executable, str(script), "run", "--inbox", str(inbox), "--home", str(home), "--workers=1"]
    with subprocess.Popen(
        [*command, "--document-seconds=3600"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "being read" in line:
                break
        process.send_signal(number)
        try:  # the worker has the same standard output: both have ended when it is read to its end
            said = process.communicate(timeout=MOST_PATIENCE)[1]
        finally:
            process.kill()
    assert process.returncode == 130, said
    assert "The run was interrupted" in said
    (manifest,) = Store(home).manifests()
    assert (manifest.status, manifest.reason) == ("failed", INTERRUPTED)
    assert manifest.finished_at is not None
