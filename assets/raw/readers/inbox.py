"""Reads every document below an inbox: chooses the reader by the file's kind, and yields documents and refusals.

Here belongs the walk over the inbox. What is inside a kind of file belongs to the reader of that kind.
"""

import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from assets.raw.bounds import Refused, read_bounded
from assets.raw.decoding import decode, page_charset
from assets.raw.readers.documents import html_document, text_document
from assets.raw.readers.jsonl import read_jsonl
from assets.raw.readers.wall import behind_wall, refused_by
from assets.raw.readers.warc import read_warc
from assets.raw.records import RawDocument, Refusal

Reader = Callable[[Path, str], Iterator[RawDocument | Refusal]]
UNFINISHED = (".part", ".tmp")


def read_inbox(inbox: Path) -> Iterator[RawDocument | Refusal]:
    """Every document below the inbox, in the order of their paths, and a refusal for what could not be read."""
    for path in list_files(inbox):
        yield from read_file(path, inbox)


def list_files(inbox: Path) -> list[Path]:
    """The files below the inbox in the order of their paths, without hidden and unfinished ones.

    Links to folders are listed, not followed, and so are folders that cannot be opened: reading one gives its refusal.
    """
    found: list[Path] = []
    closed: list[OSError] = []
    for folder, folders, files in os.walk(inbox, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        wanted = (name for name in files if not name.startswith(".") and not name.lower().endswith(UNFINISHED))
        found += [Path(folder, name) for name in (*wanted, *links)]
    found += [Path(error.filename) for error in closed if Path(error.filename) != inbox]
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
        check_regular(path)
        yield from reader(path.name)(path, uri)
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


def reader(name: str) -> Reader:
    """The reader of a file of that name. Raises Refused (`unknown_kind`)."""
    for endings, read in READERS.items():
        if name.lower().endswith(endings):
            return read
    raise Refused(
        "unknown_kind",
        "the file's kind is not known: give .txt, .md, .html, .htm, .jsonl, .jsonl.gz, .warc or .warc.gz",
        "".join(Path(name).suffixes[-2:]),
    )


def read_text(path: Path, uri: str, media_type: str) -> Iterator[RawDocument | Refusal]:
    """A file that is one plain text."""
    yield behind_wall(uri, lambda: text_document(uri, data := content(path), decode(data), media_type=media_type))


def read_page(path: Path, uri: str) -> Iterator[RawDocument | Refusal]:
    """A file that is one HTML page."""
    yield behind_wall(uri, lambda: html_document(uri, data := content(path), decode(data, page_charset(data))))


def content(path: Path) -> bytes:
    """The file's bytes. Raises Refused, OSError."""
    with path.open("rb") as file:
        return read_bounded(file)


READERS: dict[tuple[str, ...], Reader] = {
    (".txt",): partial(read_text, media_type="text/plain"),
    (".md",): partial(read_text, media_type="text/markdown"),
    (".html", ".htm"): read_page,
    (".jsonl", ".jsonl.gz"): read_jsonl,
    (".warc", ".warc.gz"): read_warc,
}
