"""Reads a store while runs publish: a client that holds the published file and is killed, eight readers at once.

Here belong readers, processes of their own that open what anybody opens. A state is what a reader sees of the tables in
one opening: each must be one that a run has published, as a whole. The counting belongs to `scene`.
"""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from select import select
from typing import IO

import duckdb

from pipelines.faults.scene import Found, Scene, Wanted, begin, given, outcome, run, story
from runtime.store import Store
from runtime.version import ROOT

READERS, PUBLICATIONS = 8, 50
PAUSE = 0.25  # seconds between two openings: eight readers that never rest would take the machine from the runs
COUNTED = ("documents", "articles", "sentences", "mentions", "entities", "events", "event_reports", "statements")
SEEN = (
    "SELECT (SELECT max(run_id) FROM runs WHERE status = 'published'), "
    + ", ".join(f"(SELECT count(*) FROM {name})" for name in COUNTED)
    + ", (SELECT sum(hash(raw_text)) FROM documents)"
    + ", (SELECT count(*) FROM articles JOIN documents USING (document_id))"
)
ALONE = ("documents", "document_sources", "articles", "segments", "sentences", "time_mentions", "quarantine")
State = tuple[str, ...]


def read(path: Path, told: IO[str] = sys.stdin, say: IO[str] = sys.stdout) -> None:
    """Opens the file over and over and says what it saw, or what went wrong, until it is told something."""
    while True:
        try:
            con = duckdb.connect(str(path), read_only=True)
            try:
                said = list(_state(con))
            finally:
                con.close()
        except duckdb.Error as error:
            said = [f"error: {error}"]
        say.write(json.dumps(said) + "\n")
        say.flush()
        if select([told], [], [], PAUSE)[0]:
            return


def hold(path: Path, told: IO[str] = sys.stdin, say: IO[str] = sys.stdout) -> None:
    """Opens the file once, keeps it open, and says what it sees at every line that it is told."""
    con = duckdb.connect(str(path), read_only=True)
    while True:
        say.write(json.dumps(list(_state(con))) + "\n")
        say.flush()
        if not told.readline():
            return


def _state(con: duckdb.DuckDBPyConnection) -> State:
    return tuple(str(value) for value in con.execute(SEEN).fetchone() or ())


def state(home: Path) -> State:
    """What is published now."""
    con = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
    try:
        return _state(con)
    finally:
        con.close()


def client_killed(scene: Scene) -> Found:
    """A client holds the published file while a run publishes another, sees what it saw before, and is killed."""
    found = Found()
    home, inbox = scene.home("held", True, True), scene.inbox(True)
    before = state(home)
    arguments = [sys.executable, "-m", "pipelines.faults", "--hold", str(home / "warehouse.duckdb")]
    client = subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with client:
        assert client.stdin is not None
        assert client.stdout is not None
        seen = [tuple(json.loads(client.stdout.readline()))]
        held = run(inbox, home)
        client.stdin.write("again\n")
        client.stdin.flush()
        seen.append(tuple(json.loads(client.stdout.readline())))
        client.kill()
    found.struck = 1
    if seen != [before, before]:
        held = "what the client held has changed under it"
    found.judge("a client that holds the published file", held, scene.after)
    held = outcome(home, *begin(inbox, home, "--full").end())
    found.struck += client.returncode == -signal.SIGKILL
    found.judge("… and is killed", held, scene.after)
    return found


@dataclass
class Watched:
    """What readers saw while runs published: openings, states that no run had published, errors."""

    openings: int = 0
    half: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        shown = "".join(f"\n  {what}" for what in [*self.half[:5], *self.errors[:5]])
        return f"{self.openings} openings, {len(self.half)} half states, {len(self.errors)} errors{shown}"


def publications(scene: Scene, count: int = PUBLICATIONS, readers: int = READERS) -> tuple[Found, Watched]:
    """So many readers while so many runs publish, each one document more; no reader may see anything between two.

    All were read once, in another store, whose kept results these runs use. The last must hold what that one holds of
    documents alone: what is resolved keeps the ids of the run before, and that store had no run between.
    """
    found, inbox = Found(), scene.inbox(True)
    at_once = [_more(inbox, number) for number in range(count)]
    wanted = run(inbox, scene.home("at once", True, True))
    at_end = {} if isinstance(wanted, str) else wanted
    home = scene.home("read", True, True)
    shutil.copytree(Store(scene.folder / "at once").batches, Store(home).batches, dirs_exist_ok=True)
    inbox = scene.inbox(True)
    arguments = [sys.executable, "-m", "pipelines.faults", "--read", str(home / "warehouse.duckdb")]
    outputs = [scene.folder / f"reader{n}.txt" for n in range(readers)]
    published = {state(home)}
    texts, refused = given(True)
    with _started(arguments, outputs):
        for number in range(count):
            _more(inbox, number)
            held = run(inbox, home)
            published.add(state(home))
            found.struck += 1
            compared = [name for name in ALONE if name in at_end] if number == count - 1 else []
            last = {name: at_end[name] for name in compared}
            found.judge(f"publication {number + 1}", held, Wanted(last, texts + at_once[: number + 1], refused))
    if isinstance(wanted, str) or found.lost:
        found.wrong.append(f"{found.lost} documents lost; all at once: {wanted if isinstance(wanted, str) else 'read'}")
    return found, _watched(outputs, published)


def _more(inbox: Path, number: int) -> str:
    """Puts one document more into the inbox."""
    text = story(1000 + number)
    (inbox / f"more{number}.txt").write_text(text, encoding="utf-8")
    return text


class _started:
    """Readers that run while a block does, each writing to a file."""

    def __init__(self, arguments: list[str], outputs: list[Path]) -> None:
        self.arguments, self.outputs = arguments, outputs
        self.readers: list[subprocess.Popen[str]] = []

    def __enter__(self) -> None:
        for path in self.outputs:
            with path.open("w", encoding="utf-8") as output:
                pipe = subprocess.PIPE
                self.readers.append(
                    subprocess.Popen(
                        self.arguments, cwd=ROOT, stdin=pipe, stdout=output, stderr=subprocess.STDOUT, text=True
                    )
                )

    def __exit__(self, *_: object) -> None:
        for reader in self.readers:
            reader.communicate("enough\n")


def _watched(outputs: list[Path], published: set[State]) -> Watched:
    watched = Watched()
    for path in outputs:
        seen = list(_seen(path))
        watched.openings += len(seen)
        watched.errors += [s[0] for s in seen if len(s) == 1]
        watched.half += [" ".join(s) for s in seen if len(s) > 1 and s not in published]
        if not seen:
            watched.errors.append(f"a reader said nothing: {path.read_text(encoding='utf-8')[-300:]}")
    return watched


def _seen(path: Path) -> Iterator[State]:
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            yield tuple(json.loads(line))
        except ValueError:
            yield (line,)
