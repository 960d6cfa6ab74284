"""Writes the site's pages: only those that show something else than before; what is gone keeps its page and says so.

Here belong the files, and which of them are made. `prints` says what a page was made of, and `index` keeps it. Every
file is the same as in a site that is written anew; a run that is killed leaves one that the next run completes.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from assets.tables.brief.render import fingerprint, page, style
from assets.tables.site import documents, events, index, lists, prints, touched

STYLE = "style.css"  # of all pages, beside the lists
Pages = Iterator[tuple[str, dict[str, Any]]]
READ: dict[str, Callable[[duckdb.DuckDBPyConnection, Sequence[str]], Pages]] = {
    "event": events.read,
    "document": documents.read,
    "person": lists.people,
    "country": lists.countries,
    "list": lists.listed,
}
_TODO = """
CREATE OR REPLACE TEMP TABLE todo AS
SELECT kind, id FROM prints
ANTI JOIN (SELECT kind, id, print FROM written WHERE there AND gone_since IS NULL) USING (kind, id, print)
"""
# Pages of what is not held: `told` where they say so already, and are made with what is in use now.
_GONE = """
CREATE OR REPLACE TEMP TABLE gone AS
SELECT kind, id, coalesce(gone_since, ?) AS gone_since, gone_since IS NOT NULL AND print IS NOT NULL AS told
FROM (
    SELECT kind, id, print, gone_since FROM written WHERE there
    UNION ALL SELECT kind, id, NULL, NULL FROM strange
) ANTI JOIN prints USING (kind, id) WHERE kind <> 'list'
"""
_IN_WORK = "SELECT kind, id FROM todo UNION ALL SELECT kind, id FROM gone WHERE NOT told"
_DONE = """
SELECT kind, id, print, NULL AS gone_since FROM prints
UNION ALL SELECT kind, id, 0, gone_since FROM gone
"""


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages say something else than before, how many stayed as they were, how many tell of what is gone."""

    anew: int
    kept: int
    gone: int


def write(
    con: duckdb.DuckDBPyConnection, folder: Path, run_id: str, version: str = "", since: str | None = None
) -> Written:
    """Brings the site below `folder` to what the warehouse holds; the connection has the table `lines`.

    Pages that another `version` of the code made are made anew. If it is known what has changed `since` a run, which
    the connection then has as `touched` says, and the pages are of that run, only what that leads to is looked at.
    """
    made_with = f"{version} {fingerprint()} {duckdb.__version__}"
    lists.open_casts(con)
    stood = index.open_index(con, folder, READ, made_with)
    if since is not None and stood == since:
        touched.take(con, run_id)
    else:
        prints.take(con)
    con.execute(_TODO)
    con.execute(_GONE, [run_id])
    # What is about to be made is known no more: a run that is killed in between has it made again.
    index.begin(con, folder, _IN_WORK)
    put(folder / STYLE, style())
    anew = sum(put(folder / index.address(kind, i), text) for kind, i, text in _pages(con))
    for kind, identity, since in con.execute("SELECT kind, id, gone_since FROM gone WHERE NOT told").fetchall():
        text = page("gone.html.j2", "../", kind=kind, identity=identity, run_id=since)
        put(folder / index.address(kind, identity), text)
    index.keep(con, folder, _DONE, READ, made_with, run_id)
    [(held, gone)] = con.execute("SELECT (SELECT count(*) FROM prints), (SELECT count(*) FROM gone)").fetchall()
    return Written(anew, held - anew, gone)


def _pages(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, str]]:
    """Every page that is to be made: kind, id and text."""
    for kind, read in READ.items():
        ids = [i for (i,) in con.execute("SELECT id FROM todo WHERE kind = ? ORDER BY id", [kind]).fetchall()]
        root = "" if kind == "list" else "../"
        for identity, content in read(con, ids):
            yield kind, identity, page(f"{kind}.html.j2", root, **content)


def put(path: Path, text: str) -> bool:
    """Writes a file so that readers see the old one or the new one, whole; whether it holds something else now."""
    content = text.encode("utf-8", errors="surrogatepass")
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(content)
    os.replace(part, path)
    return True
