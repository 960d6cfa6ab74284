"""Reads every document below an inbox, file by file, and yields documents and refusals.

Here belongs the walk over the inbox. Which reader a file has belongs to `formats`.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from assets.raw.bounds import Refused
from assets.raw.readers.formats import read_any
from assets.raw.readers.wall import refused_by
from assets.raw.records import RawDocument, Refusal

UNFINISHED = (".part", ".tmp")


class NoInbox(RuntimeError):
    """There is no inbox, or nothing in it; the message says what to do."""


def read_inbox(inbox: Path) -> Iterator[RawDocument | Refusal]:
    """Every document below the inbox, in the order of their paths, and a refusal for what could not be read."""
    for path in list_files(inbox):
        yield from read_file(path, inbox)


def list_files(inbox: Path, shut: Callable[[Path], bool] | None = None) -> list[Path]:
    """The files below the inbox in the order of their paths, without hidden and unfinished ones.

    Links to folders are listed, not followed, and so are folders that cannot be opened: reading one gives its refusal.
    Folders for which `shut` holds, as those of a store, are left out with all that is in them.
    """
    found: list[Path] = []
    closed: list[OSError] = []
    for folder, folders, files in os.walk(inbox, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".") and not (shut and shut(Path(folder, name)))]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        wanted = (name for name in files if not name.startswith(".") and not name.lower().endswith(UNFINISHED))
        found += [Path(folder, name) for name in (*wanted, *links)]
    found += [Path(error.filename) for error in closed if Path(error.filename) != inbox]
    return sorted(found, key=lambda path: source_uri(path, inbox))


def check_holds_files(inbox: Path, shut: Callable[[Path], bool] | None = None) -> None:
    """Raises NoInbox where there is no such folder, or nothing in it to read: a disk that is not mounted looks so."""
    if not inbox.is_dir():
        raise NoInbox(f"the inbox {inbox} is no folder: give one that exists, or mount the disk that it stands on")
    if not list_files(inbox, shut):
        raise NoInbox(
            f"the inbox {inbox} holds no file: put texts into it, or give another; what is published stays as it is"
        )


def source_uri(path: Path, inbox: Path) -> str:
    """The path below the inbox with forward slashes, its own for every file.

    Bytes of a name that are no UTF-8 become U+FFFD, and `~` with a hash of the bytes tells such names apart.
    """
    name = os.fsencode(path.relative_to(inbox).as_posix())
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return f"{name.decode('utf-8', 'replace')}~{hashlib.sha256(name).hexdigest()[:8]}"


def read_file(path: Path, inbox: Path, uri: str | None = None) -> Iterator[RawDocument | Refusal]:
    """The documents of one file below the inbox, and a refusal for each that could not be read. Raises nothing.

    `uri` is the file's place, where it is not its path below the inbox.
    """
    uri = uri or source_uri(path, inbox)
    try:
        if path.is_symlink():
            check_link(path, inbox)
        check_regular(path)
        yield from read_any(path, uri)
    except Exception as error:
        yield refused_by(error).at(uri)


def check_regular(path: Path) -> None:
    """Raises Refused (`not_a_file`) for a pipe, a device or a socket, which could be waited for for ever; OSError."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        os.scandir(path).close()  # listed because it could not be opened: says why
        raise Refused("unreadable", "the folder could not be read when the inbox was listed: check its rights")
    if not stat.S_ISREG(mode):
        raise Refused("not_a_file", "what stands here is no file but a pipe, a device or a socket: take it out")


def check_link(path: Path, inbox: Path) -> None:
    """Raises Refused (`link`) where a link leads out of the inbox, to a folder, or in a circle."""
    try:
        target = path.resolve()
    except (OSError, RuntimeError) as error:
        raise Refused("link", "the link leads in a circle: put the file itself in its place") from error
    if not target.is_relative_to(inbox.resolve()) or target.is_dir():
        raise Refused("link", "links to folders or out of the inbox are not followed: copy the files into it")
