"""Writes the site's pages: only those that say something else than before; what is gone keeps its page and says so.

Here belong the files. `pages.json` in the site's folder says what each page was made of.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from assets.tables.brief.events import Event
from assets.tables.brief.render import content_digest, page
from assets.tables.site import documents, events, lists

FOLDERS = {"event": events.read, "document": documents.read, "person": lists.people, "country": lists.countries}
GONE = "gone"
_SAFE = re.compile(r"[A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages were written anew, how many stayed as they were, how many tell of something that is gone."""

    anew: int
    kept: int
    gone: int


def write(con: duckdb.DuckDBPyConnection, told: Mapping[str, Event], folder: Path, run_id: str) -> Written:
    """Brings the site below `folder` to what the warehouse holds."""
    index = folder / "pages.json"
    before = _read(index)
    now: dict[str, str] = {}
    anew = 0
    for address, template, root, content in _pages(con, told):
        now[address] = content_digest(content)
        if before.get(address) != now[address] or not (folder / address).is_file():
            put(folder / address, page(template, root, **content))
            anew += 1
    gone = sorted(before.keys() - now.keys())
    for address in gone:
        if before[address] != GONE:
            kind, identity = address.removesuffix(".html").split("/")
            put(folder / address, page("gone.html.j2", "../", kind=kind, identity=identity, run_id=run_id))
        now[address] = GONE
    put(index, json.dumps(now, indent=0, sort_keys=True))
    return Written(anew, len(now) - len(gone) - anew, len(gone))


def _pages(con: duckdb.DuckDBPyConnection, told: Mapping[str, Event]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Every page: its address below the site, template, way back to the site's folder, and what it holds."""
    for kind, read in FOLDERS.items():
        for identity, content in read(con, told):
            if _SAFE.fullmatch(identity):
                yield f"{kind}/{identity}.html", f"{kind}.html.j2", "../", content
    for name, content in lists.listed(con, told):
        yield f"{name}.html", "list.html.j2", "", content


def _read(index: Path) -> dict[str, str]:
    """What the pages were made of; nothing where nobody knows, so that all are written."""
    try:
        found: dict[str, str] = json.loads(index.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def put(path: Path, text: str) -> None:
    """Writes a file so that readers see the old one or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_text(text, encoding="utf-8", errors="surrogatepass")
    os.replace(part, path)
