"""What the command line says: tables, bars and blocks, drawn with rich.

Here belongs the drawing. Text from documents goes through `Text`: it must not be read as markup.
"""

import datetime as dt
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from rich.panel import Panel
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from pipelines.plain import PlainConsole, plain

if TYPE_CHECKING:
    from assets.tables.compare import Difference
    from pipelines.cli.examination import Finding
    from pipelines.cli.launch import Ended
    from runtime.store import Manifest, Store

WIDTH_OF_FILES = 140  # where the output is no terminal, nobody else says how wide it may be
SHOWN = 15
console = PlainConsole(highlight=False, width=None if sys.stdout.isatty() else WIDTH_OF_FILES)
errors = PlainConsole(stderr=True, highlight=False, width=None if sys.stderr.isatty() else WIDTH_OF_FILES)
_STEPS = {
    "read": "reading files",
    "parse": "parsing",
    "annotate": "annotating",
    "resolve": "resolving who, where, when",
    "publish": "checking and publishing",
}


class Bars:
    """A progress sink that draws one bar a step."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.tasks: dict[str, TaskID] = {}

    def begin(self, step: str, total: int) -> None:
        """A step begins."""
        if total:
            self.tasks[step] = self.progress.add_task(_STEPS.get(step, step), total=total, rate="")

    def advance(self, step: str, done: int) -> None:
        """Items of it are done."""
        if step in self.tasks:
            self.progress.advance(self.tasks[step], done)
            speed = next((t.finished_speed or t.speed for t in self.progress.tasks if t.id == self.tasks[step]), None)
            self.progress.update(self.tasks[step], rate=f"{speed:,.1f}/s" if speed else "")


@contextmanager
def bars() -> Iterator[Bars]:
    """Bars on the terminal while the block runs; on anything else, nothing but the finished bars' lines."""
    columns = (
        TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(), TimeRemainingColumn(compact=True, elapsed_when_finished=False),
    )  # fmt: skip
    with Progress(*columns, console=console) as progress:
        yield Bars(progress)


def line(text: str) -> None:
    """One plain line."""
    console.print(Text(plain(text)), soft_wrap=True)


def problem(what: str, remedy: str) -> None:
    """What went wrong and what to do, in one block on the error stream."""
    errors.print(Panel(Text.assemble((plain(what), "bold"), "\n", plain(remedy)), border_style="red", expand=False))


def crashed() -> None:
    """The traceback of an error that nobody expected; it may tell what a document or a file is called."""
    errors.print(Text(traceback.format_exc()), soft_wrap=True)


def store(home: Path | None) -> "Store":
    """The store that was named, else the default one."""
    from runtime.resources import default_home
    from runtime.store import Store

    return Store(home.absolute() if home is not None else default_home())


def existing(home: Path | None) -> "Store":
    """The store, which must be there; else that is said, and the command ends with 2."""
    found = store(home)
    if not found.home.is_dir():
        problem(f"There is no store at {found.home}.", f"Make one: communique run --inbox DIR --home {found.home}")
        raise SystemExit(2)
    return found


def published(home: Path | None) -> "Store":
    """The store, which must have published; else that is said, and the command ends with 2."""
    found = existing(home)
    if not found.warehouse.exists():
        problem(
            f"Nothing is published below {found.home} yet.", f"Publish: communique run --inbox DIR --home {found.home}"
        )
        raise SystemExit(2)
    return found


def table(title: str, header: Sequence[str], rows: Iterable[Sequence[object]], more: int = 0, whole: int = 0) -> None:
    """A table with a title; `more` says how many further rows there are, `whole` how many columns are never folded."""
    if title:
        console.print(Text(f"\n{plain(title)}", "bold"))
    drawn = Table(caption_justify="left", show_header=any(header))
    for n, name in enumerate(header):
        drawn.add_column(_cell(name), overflow="fold", no_wrap=n < whole)
    for row in rows:
        drawn.add_row(*(_cell(value) for value in row))
    if more > 0:
        drawn.caption = f"and {more:,} more"
    console.print(drawn)


def _cell(value: object) -> Text:
    return Text(clean(value))


def flat(value: object) -> object:
    """A value as one cell: lists and structures as JSON."""
    return orjson.dumps(value, default=str).decode() if isinstance(value, list | dict) else value


def clean(value: object) -> str:
    """A value as plain text for one cell."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    value = flat(value)
    return plain(str(value)).replace("\t", " ")


def ended(held: "Store", manifest: "Manifest", inbox: Path) -> None:
    """The summary of a run that ended well."""
    from assets.tables.warehouse import open_read_only

    if manifest.status == "unchanged":
        line(f"Nothing new in {inbox}: run {held.published_run()} stays published at {held.warehouse}.")
        return
    con = open_read_only(held.warehouse)
    try:
        _found(con, manifest)
    finally:
        con.close()
    _next(held, inbox)


def _found(con: Any, manifest: "Manifest") -> None:
    counts = con.execute(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM entities WHERE kind = 'person'),"
        " (SELECT count(*) FROM events), (SELECT count(*) FROM statements), (SELECT count(*) FROM meetings),"
        " (SELECT count(*) FROM quarantine)"
    ).fetchone()
    rows = [
        ("new documents read", manifest.documents_in),
        ("… published", manifest.documents_published),
        ("… quarantined", manifest.documents_quarantined),
        *zip(("articles held", "people", "events", "statements"), counts[:4], strict=True),
    ]
    table(f"Run {manifest.run_id}: {manifest.status}", ("what", "count"), ((n, f"{c:,}") for n, c in rows))
    articles = con.execute(
        "SELECT published_on, coalesce(outlet, agency), coalesce(title, left(body, 70) || ' …'), s.source_uri FROM"
        " articles a JOIN documents s USING (document_id) ORDER BY published_on DESC NULLS LAST, source_uri LIMIT ?",
        [SHOWN],
    ).fetchall()
    table("Articles, latest first", ("day", "outlet", "title", "source"), articles, counts[0] - len(articles))
    meetings = con.execute(
        "SELECT start_on, event_kind, place, participants, document_count FROM meetings LIMIT ?", [SHOWN]
    ).fetchall()
    header = ("day", "kind", "place", "participants", "documents")
    table("Meetings, visits and calls, latest first", header, meetings, counts[4] - len(meetings))
    refused = con.execute(
        "SELECT source_uri, rule, column_name, message FROM quarantine ORDER BY level, source_uri LIMIT ?", [SHOWN]
    ).fetchall()
    if refused:
        table("Quarantine", ("source", "rule", "column", "why"), refused, counts[5] - len(refused))
    else:
        line("\nNothing was quarantined.")
    failed = [(c["check_name"], c["message"]) for c in manifest.checks if not c["passed"]]
    if failed:
        table("Checks that ask to be looked at", ("check", "what it found"), failed)


def _next(held: "Store", inbox: Path) -> None:
    where = "" if held.home == Path.cwd() / "data" else f" --home {held.home}"
    text = (
        f"Published: {held.warehouse}\n"
        f'Ask it:    communique sql{where} "SELECT start_on, place, participants FROM meetings"\n'
        f"Read it:   {held.home / 'brief.html'}\n"
        f"See it:    communique ui{where}\n"
        f"Your text: put files below a folder and run: communique run --inbox FOLDER{where}"
    )
    console.print(Panel(Text(plain(text)), title="What next", expand=False))


def failed(held: "Store", ended_badly: "Ended") -> None:
    """Why a run published nothing, in one block."""
    manifest = ended_badly.manifest
    said = [c for c in (manifest.checks if manifest else []) if not c["passed"] and c["severity"] == "ERROR"]
    reason = (manifest.reason if manifest else None) or ended_badly.error or "the run did not begin"
    lines = [f"• {reason}"]
    told = [c["check_name"] for c in said if re.search(rf"\b{c['check_name']}( stopped the run)?: ", reason)]
    lines += [f"• {c['check_name']} ({c['stage']}): {c['message']}" for c in said if c["check_name"] not in told]
    stays = held.published_run()
    after = f"Run {stays} stays published." if stays else "Nothing has been published yet."
    lines += [after, f"The whole log: communique ui, run {ended_badly.dagster_run_id}"]
    problem("The run failed and published nothing.", "\n".join(lines))


def as_json(value: object) -> None:
    """A value on standard output for other programs; dataclasses and days are written out."""
    sys.stdout.buffer.write(orjson.dumps(value, default=str, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.buffer.flush()


def runs(manifests: Sequence["Manifest"], published_run: str | None) -> None:
    """The list of runs."""
    if not manifests:
        line("There is no run yet: communique run --inbox DIR")
        return
    rows = []
    for m in manifests:
        started = dt.datetime.fromisoformat(m.started_at)
        took = (dt.datetime.fromisoformat(m.finished_at) - started).total_seconds() if m.finished_at else None
        measured = [c for c in m.checks if c.get("measured", True)]
        failed_checks = sum(not c["passed"] for c in measured)
        rows.append(
            (
                m.run_id + (" ◀" if m.run_id == published_run else ""),
                f"{started:%Y-%m-%d %H:%M}",
                m.status,
                "" if took is None else f"{took:.1f} s",
                m.documents_in,
                m.documents_published,
                m.documents_quarantined,
                f"{len(measured) - failed_checks} of {len(measured)}",
                m.reason or "",
            )
        )
    header = ("run", "started (UTC)", "status", "took", "in", "published", "quarantined", "checks passed", "why")
    table("Runs, latest first (◀ is published)", header, rows, whole=2)


def difference(found: "Difference") -> None:
    """What came, went and changed in one table."""
    if not (found.came or found.went or found.changed):
        return
    title = f"{found.table}: {found.came:,} came, {found.went:,} went, {found.changed:,} changed"
    table(title, ("", *found.key, "what"), found.examples)


def findings(found: Sequence["Finding"]) -> None:
    """What the doctor found, and what to do."""
    marks = {True: "[red]mend[/red]", False: "[green]good[/green]"}
    drawn = Table()
    for name in ("", "what", "finding", "remedy"):
        drawn.add_column(name, overflow="fold")
    for f in found:
        drawn.add_row(marks[f.wrong], _cell(f.what), _cell(f.finding), _cell(f.remedy))
    console.print(drawn)
