"""Reads every document below an inbox, file by file, and yields documents and refusals.

Here belongs the walk over the inbox. Which reader a file has belongs to `formats`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from assets.raw.bounds import Refused
from assets.raw.readers.formats import read_any
from assets.raw.records import RawDocument, Refusal

UNFINISHED = (".part", ".tmp")


def read_inbox(inbox: Path) -> Iterator[RawDocument | Refusal]:
    """Every document below the inbox, in the order of their paths, and a refusal for what could not be read."""
    for path in list_files(inbox):
        yield from read_file(path, inbox)


def list_files(inbox: Path) -> list[Path]:
    """The files below the inbox in the order of their paths, without hidden and unfinished ones.

    Links to folders are listed, not followed: reading one gives its refusal.
    """
    found: list[Path] = []
    for folder, folders, files in os.walk(inbox):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        wanted = (name for name in files if not name.startswith(".") and not name.lower().endswith(UNFINISHED))
        found += [Path(folder, name) for name in (*wanted, *links)]
    return sorted(found, key=lambda path: source_uri(path, inbox))


def source_uri(path: Path, inbox: Path) -> str:
    """The path below the inbox with forward slashes; bytes of a name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path.relative_to(inbox).as_posix()).decode("utf-8", "replace")


def read_file(path: Path, inbox: Path) -> Iterator[RawDocument | Refusal]:
    """The documents of one file below the inbox, and a refusal for each that could not be read. Raises nothing."""
    uri = source_uri(path, inbox)
    try:
        if path.is_symlink():
            check_link(path, inbox)
        yield from read_any(path, uri)
    except Refused as error:
        yield error.at(uri)
    except OSError as error:
        yield Refused(
            "unreadable", f"the file cannot be read ({error.strerror or error}): check that it is there, and its rights"
        ).at(uri)


def check_link(path: Path, inbox: Path) -> None:
    """Raises Refused (`link`) where a link leads out of the inbox or to a folder."""
    target = path.resolve()
    if not target.is_relative_to(inbox.resolve()) or target.is_dir():
        raise Refused("link", "links to folders or out of the inbox are not followed: copy the files into it")
