"""Ctrl-C while a batch is worked on: its process is killed, what was finished is kept. It would take hours to end."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from runtime.batches import engine

HANGS = 240  # seconds after which the test, not the time of its subject, has failed


@pytest.mark.slow
@pytest.mark.parametrize("where", [engine.LOCAL, engine.RAY])
def test_an_interrupt_ends_what_is_under_way_and_keeps_what_is_finished(
    tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == engine.RAY:
        pytest.importorskip("ray", reason="Ray is not installed: make .venv/.cluster")
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    command = [sys.executable, "-m", "tests.runtime.batches.hangs", str(tmp_path), where]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdout is not None
        given_up = threading.Timer(HANGS, process.kill)
        given_up.start()
        first = process.stdout.readline()
        given_up.cancel()
        assert first == "3 done\n", "the batch that ends was not kept"
        process.send_signal(signal.SIGINT)
        try:  # the worker has the same standard output: it ends when both have ended
            said, _ = process.communicate(timeout=HANGS)
        finally:
            process.kill()
    assert process.returncode != 0, said  # of Ray's process 1, else the signal's number
    assert engine.kept(tmp_path) == {"63", "64", "65"}
