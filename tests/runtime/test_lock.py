"""One lock for a store: it is held by one process at a time, says by whom, and dies with its holder."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime import lock
from runtime.version import ROOT

HOLDS = """
import sys
from pathlib import Path
from runtime import lock
with lock.locked(Path(sys.argv[1]), "run abc", lambda holder: print("waits", holder, flush=True)):
    print("holds", flush=True)
    sys.stdin.readline()
print("gave back", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that wants the lock, and gives it back after a line of input."""
    command = [sys.executable, "-c", HOLDS, str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:
        yield process
        process.kill()


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_second_waits_and_is_told_for_whom(tmp_path: Path, other: "subprocess.Popen[str]") -> None:
    assert said(other) == "holds"
    holder = lock.holder(tmp_path) or ""
    assert holder.startswith(f"run abc (process {other.pid} on ")
    told: list[str] = []
    assert other.stdin is not None

    def waits(who: str) -> None:
        told.append(who)
        other.stdin.write("\n")  # type: ignore[union-attr]
        other.stdin.flush()  # type: ignore[union-attr]

    with lock.locked(tmp_path, "run mine", waits):
        assert told == [holder]
        assert lock.mine(tmp_path)
    assert lock.holder(tmp_path) is None


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path, other: "subprocess.Popen[str]") -> None:
    assert said(other) == "holds"
    other.kill()
    other.wait()
    with lock.locked(tmp_path, "run mine", lambda who: pytest.fail(f"waits for {who}")):
        pass


def test_another_process_waits_for_this_one(tmp_path: Path) -> None:
    with lock.locked(tmp_path, "run mine"), lock.locked(tmp_path, "its switch"):
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", HOLDS, str(tmp_path)]
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
        assert said(process).startswith("waits run mine (process ")
    assert said(process) == "holds"
    process.kill()
    process.communicate()


def test_another_thread_is_another_holder(tmp_path: Path) -> None:
    told: list[str] = []
    with lock.locked(tmp_path, "run mine"):
        waiting, done = threading.Event(), threading.Event()

        def take() -> None:
            with lock.locked(tmp_path, "run of a thread", lambda who: (told.append(who), waiting.set())[0]):  # type: ignore[func-returns-value]
                done.set()

        thread = threading.Thread(target=take)
        thread.start()
        waiting.wait()
        assert not done.is_set()
    thread.join()
    assert done.is_set()
    assert told[0].startswith("run mine")


def test_a_home_that_was_deleted_meanwhile_is_locked_anew(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with lock.locked(home, "run one"):
        (home / lock.NAME).unlink()
        with lock.locked(home, "run one again"):
            pass
    with lock.locked(home, "run two"):
        assert "run two" in (lock.holder(home) or "")
