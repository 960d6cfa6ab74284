"""Writes what a published run tells readers: its brief in every form, its alerts, and the pages of the site.

Here belong the run that a brief is compared with, what is known of the changes since, and the files. What stands in a
brief belongs to `brief`, what in pages to `site`, publishing to `publish`.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import duckdb

from assets.tables import snapshots
from assets.tables.brief import build, changes, lines, render, watch
from assets.tables.brief.model import Brief
from assets.tables.publish import changes_file
from assets.tables.site import write as site
from assets.tables.site.write import put
from assets.tables.snapshots import Sources
from checks.results import Outcome
from runtime.lake import history, place
from runtime.produced import Produced
from runtime.store import Store, StoreError
from runtime.version import code_version


def write_brief(store: Store, run_id: str, since: str | None = None) -> Produced:
    """Writes the brief of the published run, its alerts and the pages of the site; notes hold its Markdown and path.

    It is compared with the run published before, or, with `since`, with an earlier run (a beginning of its id) or what
    was published before a day (ISO 8601). A brief asked for with `since` stands beside the run's own and replaces
    nothing. Raises StoreError where there is no such run.
    """
    before = earlier_run(store, run_id, since)
    watched, trouble = _watch_list(store)
    con = duckdb.connect(str(store.warehouse), read_only=True, config=place.CONFIG)
    try:
        con.execute("SET TimeZone = 'UTC'")
        con.execute("SET threads = 1")
        changed = _changed(store, con, run_id, before)
        changes.open_before(con, _as_published(store, con, before), changed)
        lines.open_lines(con)
        found = changes.compare(con, first=before is None)
        page = build.build(con, run_id, before, found, watched, trouble)
        known = None if changed is None else before
        written = site.write(con, store.home / "site", run_id, code_version(), known)
    finally:
        con.close()
    name = f"{run_id}.since-{since}" if since else run_id
    path, told = _brief_files(store, page, name, own=since is None)
    readable = Outcome("brief", "watch_list_readable", trouble is None, trouble or "it was read", "WARN")
    metadata = {"brief": told, "brief_path": str(path), **_pages(written)}
    return Produced({}, [readable], {"metadata": metadata})


def _as_published(store: Store, con: duckdb.DuckDBPyConnection, run_id: str | None) -> Sources:
    """The tables of an earlier run, which the connection sees from now on: its own file's, or else the lake's."""
    if run_id is None:
        return {}
    try:
        return snapshots.of_file(con, store.published_file(run_id), "earlier")
    except duckdb.Error:
        pass  # only the last few are kept
    place.attach(con, place.of_home(store.home))
    return history.tables(con, history.published(store, con)[run_id])


def _changed(store: Store, con: duckdb.DuckDBPyConnection, run_id: str, before: str | None) -> Sources | None:
    """What a run has changed in the lake since the run `before`, if that is known; the connection sees it."""
    judged, file = store.state(run_id, "snapshots"), changes_file(store, run_id)
    written = {} if judged is None else judged.notes.get("lake", {})
    if before is None or written.get("base") != before or not file.is_file():
        return None
    try:
        return snapshots.of_file(con, file, "changes")
    except duckdb.Error:
        return None


def _pages(written: site.Written) -> dict[str, int]:
    return {"pages_written": written.anew, "pages_kept": written.kept}


def _brief_files(store: Store, page: Brief, name: str, own: bool) -> tuple[Path, str]:
    """The brief's files below `briefs/`; of the run's `own` brief also what readers open. Returns the page to open, and
    the brief as Markdown with the addresses of HOME."""
    folder = store.home / "briefs"
    # Addresses in a file are relative to where it is opened: those in HOME are files, not links.
    made = render.as_html_and_json(page, ("../site/", "site/", ""))
    for kind, text in _texts(page, "../site/", made).items():
        put(folder / f"{name}.{kind}", text)
    texts = _texts(page, "site/", made)
    if not own:
        return folder / f"{name}.html", texts["md"]
    for kind, text in texts.items():
        put(store.home / (kind if kind == "alerts.jsonl" else f"brief.{kind}"), text)
    put(store.home / "site" / "index.html", made[""][0])
    return store.home / "brief.html", texts["md"]


def _texts(page: Brief, root: str, made: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The brief in every form, by the ending of its file; `root` leads to the site's folder."""
    as_html, as_json = made[root]
    return {
        "html": as_html,
        "md": render.as_markdown(page, root),
        "json": as_json,
        "alerts.jsonl": "".join(render.alert(hit, page.run_id, root) for hit in page.hits),
    }


def earlier_run(store: Store, run_id: str, since: str | None = None) -> str | None:
    """The run that the brief of `run_id` is compared with, as `write_brief` says; None before the first.

    Raises StoreError where `since` is neither a day nor the beginning of the id of one earlier run that is kept.
    """
    held = set(history.runs(store))
    kept = [m for m in store.manifests() if m.run_id in held and m.run_id < run_id]
    if since is None:
        return kept[-1].run_id if kept else None
    day = _day(since)
    if day is None:
        named = [m.run_id for m in kept if m.run_id.startswith(since)]
        if len(named) != 1:
            there = ", ".join(m.run_id for m in kept[-5:]) or "none"
            raise StoreError(
                f"{since!r} is no day as 2024-05-01 and begins the id of {len(named)} earlier runs; there are: {there}"
            )
        return named[0]
    ended = [m for m in kept if m.finished_at and dt.datetime.fromisoformat(m.finished_at).date() < day]
    return ended[-1].run_id if ended else None


def _day(text: str) -> dt.date | None:
    """A day as 2024-05-01, with its hyphens: without, it is the beginning of a run's id."""
    try:
        return dt.date.fromisoformat(text) if "-" in text else None
    except ValueError:
        return None


def _watch_list(store: Store) -> tuple[watch.WatchList, str | None]:
    """The watch list, and what is wrong with its file, if anything: then nothing is watched for."""
    try:
        return watch.read_watch(store.home / "watch.yaml"), None
    except watch.WatchError as error:
        return watch.WatchList(), f"The watch list is not read, and nothing is watched for: {error}."
