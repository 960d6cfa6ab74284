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
from pipelines.faults.nursery import Before, Forked
from runtime.version import ROOT

FIRST, MORE = 4, 2
OF_A_RUN = {"run_id", "first_run_id", "first_seen_at", "modified_ns", "inbox"}
NAMES = (("Ahn Gyu-back", "Gen Nakatani", "Seoul"), ("Antony Blinken", "Qin Gang", "Beijing"))
Content = dict[str, list[str]]


@dataclass
class Wanted:
    """What a store must hold: its tables, the texts that it was given, and how many things it was given to refuse."""

    tables: Content = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    refused: int = 0

    def lost(self, held: Content) -> int:
        """How many texts no row of `documents` holds, and how many refusals no row of `quarantine`."""
        texts = sum(not any(repr(text)[1:-1] in row for row in held["documents"]) for text in self.texts)
        return texts + max(0, self.refused - len(held["quarantine"]))


@dataclass
class Found:
    """What came of the faults: how many there were, how many the next run recovered, and what was not as it must be.

    The documents are those of the stores that were looked at afterwards: what they were given, what they made of it.
    """

    injected: int = 0
    recovered: int = 0
    struck: int = 0
    documents: int = 0
    published: int = 0
    quarantined: int = 0
    superseded: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def skip(self, what: str) -> "Found":
        """Says of a fault that it is not possible here; counts nothing."""
        self.skipped.append(what)
        print(f"  {what}", flush=True)
        return self

    def judge(self, what: str, held: Content | str, wanted: Wanted) -> None:
        """Counts one fault; `held` are the tables after the next run, or why there are none."""
        self.injected += 1
        self.documents += len(wanted.texts) + wanted.refused
        if isinstance(held, str):
            self.lost += len(wanted.texts) + wanted.refused
            self._say(f"{what}: {held}")
            return
        self.published += len(held["articles"])
        self.quarantined += len(held["quarantine"])
        self.superseded += len(held["documents"]) - len(held["articles"])
        self.lost += wanted.lost(held)
        if differ := [name for name, rows in wanted.tables.items() if held[name] != rows]:
            self._say(f"{what}: {', '.join(differ)} differ")
        else:
            self.recovered += 1

    def _say(self, what: str) -> None:
        self.wrong.append(what)
        print(f"  {what}", flush=True)

    def add(self, other: "Found") -> None:
        """Counts what another has counted."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def write_inbox(folder: Path, later: bool) -> None:
    """Documents of several formats, some that are turned away; `later` adds new ones and changes one."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(FIRST):
        (folder / f"{number}.txt").write_text(story(number), encoding="utf-8")
    lines = [json.dumps({"id": f"d{n}", "text": story(n)}) for n in range(FIRST, FIRST + 2)]
    (folder / "feed.jsonl").write_text("\n".join([*lines, "{broken"]), encoding="utf-8")
    (folder / "strange.xyz").write_text("?")
    if later:
        for number in range(20, 20 + MORE):
            (folder / f"{number}.txt").write_text(story(number), encoding="utf-8")
        (folder / "0.txt").write_text(story(99), encoding="utf-8")


def given(later: bool) -> tuple[list[str], int]:
    """The texts that `write_inbox` has written by then, and how many things it wrote that are turned away."""
    texts = [story(number) for number in range(FIRST + 2)]
    return texts + [story(number) for number in (*range(20, 20 + MORE), 99)] * later, 2


def story(number: int) -> str:
    """A document of its own by its number."""
    one, other, place = NAMES[number % len(NAMES)]
    return (
        f"{place.upper()}, March {number % 28 + 1}, 2024 (MPA) -- Foreign Minister {one} met {other} in {place} on day"
        f' {number} of the talks.\n\n"We will meet again," {one} said. They agreed to hold talk number {number} next'
        " month.\n"
    )


def arguments(inbox: Path, home: Path, workers: int = 1) -> list[str]:
    """What a run is told."""
    return ["run", "--inbox", str(inbox), "--home", str(home), "--workers", str(workers)]


def command(inbox: Path, home: Path) -> list[str]:
    """A run as people start it."""
    return [sys.executable, "-m", "pipelines.cli", *arguments(inbox, home)]


@dataclass
class Started:
    """A process at the head of a group of its own. What it says goes to a file: a pipe would be held by the group."""

    process: "subprocess.Popen[bytes]"
    output: IO[bytes]

    def end(self) -> tuple[int, str]:
        """Waits for its end; its exit status, and what it said. Whatever of its group is left then is killed."""
        self.process.wait()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.output.seek(0)
        with self.output as file:
            return self.process.returncode, file.read().decode("utf-8", "replace")


def start(arguments: Sequence[str]) -> Started:
    """Starts a process, from nothing."""
    output = tempfile.TemporaryFile()  # noqa: SIM115 (closed when the process has ended)
    process = subprocess.Popen(arguments, cwd=ROOT, stdout=output, stderr=output, start_new_session=True)
    return Started(process, output)


def begin(
    inbox: Path, home: Path, *more: str, workers: int = 1, before: Before | None = None, told: Sequence[object] = ()
) -> Forked:
    """Begins a run of a process that has everything loaded; see `nursery`."""
    return Forked([*arguments(inbox, home, workers), *more], workers, before, told)


def run(inbox: Path, home: Path) -> Content | str:
    """An undisturbed run; the tables that are published after it, or what it said where it failed."""
    return outcome(home, *begin(inbox, home).end())


def outcome(home: Path, code: int, said: str) -> Content | str:
    """The tables that a run has published, or what it said where it failed."""
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
    before: Wanted = field(default_factory=Wanted)
    after: Wanted = field(default_factory=Wanted)
    touches: dict[bool, int] = field(default_factory=dict)
    seconds: dict[bool, float] = field(default_factory=dict)

    def home(self, name: str, later: bool, ready: bool = False) -> Path:
        """A home of its own, for an incremental run that of a store which has published the inbox as it was before.

        A `ready` one has what is new read and annotated already: a run over it only puts it together and publishes.
        """
        home = self.folder / name
        shutil.rmtree(home, ignore_errors=True)
        if later:
            shutil.copytree(self.folder / "published", home, symlinks=True)
        if ready:
            shutil.copytree(self.folder / "calm" / "work" / "batches", home / "work" / "batches", dirs_exist_ok=True)
        return home

    def inbox(self, later: bool) -> Path:
        """The inbox, in one place whatever it holds: it has grown by then."""
        folder = self.folder / "inbox"
        shutil.rmtree(folder, ignore_errors=True)
        write_inbox(folder, later)
        return folder

    def prepare(self) -> None:
        """The undisturbed runs, which also say how often and how long a run touches its store."""
        from pipelines.faults.kills import struck

        for later in (False, True):
            home, inbox = self.home("calm" if later else "published", later), self.inbox(later)
            if not later:
                begin(inbox, self.folder / "loading").end()  # what is loaded first takes longer
            began = time.monotonic()
            _, self.touches[later] = struck(inbox, home, 0)
            self.seconds[later] = time.monotonic() - began
            wanted = Wanted(content(home), *given(later))
            self.before, self.after = (self.before if later else wanted), wanted
