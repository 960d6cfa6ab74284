"""What faults are done to: an inbox that grows, a store that met with none, and what must hold after a fault.

Here belong the documents, the running and the comparing. The faults themselves belong to `kills` and `damage`.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import duckdb

from checks.registry import TABLES
from runtime.version import ROOT

FIRST, MORE = 8, 3
OF_A_RUN = {"run_id", "first_run_id", "first_seen_at", "modified_ns", "inbox"}
NAMES = (("Ahn Gyu-back", "Gen Nakatani", "Seoul"), ("Antony Blinken", "Qin Gang", "Beijing"))
Content = dict[str, list[str]]


@dataclass
class Found:
    """What came of the faults: how many there were, how many the next run recovered, and what was not as it must be."""

    injected: int = 0
    recovered: int = 0
    struck: int = 0
    documents: int = 0
    wrong: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def skip(self, what: str) -> "Found":
        """Says of a fault that it is not possible here; counts nothing."""
        self.skipped.append(what)
        print(f"  {what}", flush=True)
        return self

    def judge(self, what: str, held: Content | str, wanted: Content) -> None:
        """Counts one fault; `held` are the tables after the next run, or why there are none."""
        self.injected += 1
        differ = [] if isinstance(held, str) else [name for name in wanted if held[name] != wanted[name]]
        if isinstance(held, str) or differ:
            why = held if isinstance(held, str) else f"{', '.join(differ)} differ"
            self.wrong.append(f"{what}: {why}")
            print(f"  {self.wrong[-1]}", flush=True)
        else:
            self.recovered += 1


def write_inbox(folder: Path, later: bool) -> None:
    """Documents of several formats, some that are turned away; `later` adds new ones and changes one."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(FIRST):
        (folder / f"{number}.txt").write_text(story(number), encoding="utf-8")
    lines = [json.dumps({"id": f"d{n}", "text": story(n)}) for n in range(FIRST, FIRST + 3)]
    (folder / "feed.jsonl").write_text("\n".join([*lines, "{broken"]), encoding="utf-8")
    (folder / "strange.xyz").write_text("?")
    if later:
        for number in range(20, 20 + MORE):
            (folder / f"{number}.txt").write_text(story(number), encoding="utf-8")
        (folder / "0.txt").write_text(story(99), encoding="utf-8")


def story(number: int) -> str:
    """A document of its own by its number."""
    one, other, place = NAMES[number % len(NAMES)]
    return (
        f"{place.upper()}, March {number % 28 + 1}, 2024 (MPA) -- Foreign Minister {one} met {other} in {place} on day"
        f' {number} of the talks.\n\n"We will meet again," {one} said. They agreed to hold talk number {number} next'
        " month.\n"
    )


def command(inbox: Path, home: Path) -> list[str]:
    """A run as people start it."""
    return [sys.executable, "-m", "pipelines.cli", "run", "--inbox", str(inbox), "--home", str(home), "--workers", "2"]


@dataclass
class Started:
    """A process at the head of a group of its own. What it says goes to a file: a pipe would be held by the group."""

    process: "subprocess.Popen[bytes]"
    output: IO[bytes]

    def end(self, seconds: float | None = None) -> tuple[int, str]:
        """Waits for its end, or kills it after so many seconds; its exit status, and what it said.

        Whatever of its group is left then is killed.
        """
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        code = self.process.wait()
        self.output.seek(0)
        with self.output as file:
            return code, file.read().decode("utf-8", "replace")


def start(arguments: Sequence[str]) -> Started:
    """Starts a process."""
    output = tempfile.TemporaryFile()  # noqa: SIM115 (closed when the process has ended)
    process = subprocess.Popen(arguments, cwd=ROOT, stdout=output, stderr=output, start_new_session=True)
    return Started(process, output)


def run(inbox: Path, home: Path) -> Content | str:
    """An undisturbed run; the tables that are published after it, or what it said where it failed."""
    code, said = start(command(inbox, home)).end()
    return content(home) if code == 0 else f"exit {code}: {' '.join(said.split())[-400:]}"


def content(home: Path) -> Content:
    """Every published table's rows but for what names a run or a moment, in an order of their own."""
    con = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
    try:
        return {
            name: sorted(map(repr, con.execute(f"SELECT {', '.join(_columns(name))} FROM {name}").fetchall()))
            for name in TABLES
            if name not in {"runs", "run_checks"}
        }
    finally:
        con.close()


def _columns(name: str) -> list[str]:
    return [c.name for c in TABLES[name].columns if c.name not in OF_A_RUN]


@dataclass
class Scene:
    """An inbox before and after it grew, and what an undisturbed store holds of both."""

    folder: Path
    before: Content = field(default_factory=dict)
    after: Content = field(default_factory=dict)
    touches: dict[bool, int] = field(default_factory=dict)
    seconds: dict[bool, float] = field(default_factory=dict)

    def home(self, name: str, later: bool) -> Path:
        """A home of its own, for an incremental run that of a store which has published the inbox as it was before."""
        home = self.folder / name
        shutil.rmtree(home, ignore_errors=True)
        if later:
            shutil.copytree(self.folder / "published", home, symlinks=True)
        return home

    def inbox(self, later: bool) -> Path:
        """The inbox, in one place whatever it holds: it has grown by then."""
        folder = self.folder / "inbox"
        shutil.rmtree(folder, ignore_errors=True)
        write_inbox(folder, later)
        return folder

    def prepare(self) -> None:
        """The undisturbed runs, which also say how often and how long a run touches its store."""
        for later in (False, True):
            home, inbox = self.home("calm" if later else "published", later), self.inbox(later)
            began = time.monotonic()
            _, self.touches[later] = struck(inbox, home, 0)
            self.seconds[later] = time.monotonic() - began
            self.before, self.after = (self.before if later else content(home)), content(home)


def struck(inbox: Path, home: Path, at: int) -> tuple[bool, int]:
    """A run that is killed at its so-manieth touch; whether it was, and else how many touches there were."""
    arguments = command(inbox, home)
    code, said = start([*arguments[:1], "-m", "pipelines.faults", "--strike", str(at), str(home), *arguments[3:]]).end()
    if code == -signal.SIGKILL:
        return True, at
    return False, int(said.strip().rpartition("touches ")[2] or 0)
