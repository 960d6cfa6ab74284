"""The bounds on what one file or container may hold, and the stream of expanded bytes that keeps within them.

Here belong the limits, each with its reason, and the ways to read no further than they allow. What happens to what
lies beyond (a refusal, never a crash) belongs to the readers.
"""

import bz2
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Literal, Protocol

from assets.raw.records import Refusal

MAX_DOCUMENT_BYTES = 10_000_000
"""The longest single document: the largest news pages hold about 5 MB of markup, the longest texts far less."""

MAX_RECORDS = 1_000_000
"""Documents (JSONL) or records (WARC) of one container: a crawl's usual WARC of 1 GB holds some 100,000 records."""

FREE_EXPANSION_BYTES = 64_000_000
"""What a compressed container may always expand to: so much is harmless whatever the ratio."""

MAX_EXPANSION = 150
"""Expanded over compressed bytes beyond that: text in gzip has 3 to 20, templated markup up to 100, a bomb 1,000."""

MAX_FILE_BYTES = 256_000_000
"""A file of many documents that must be read whole (a table, an archive's member, a mailbox): what memory bears."""

MAX_MEMBERS = 100_000
"""Members of one archive, whatever they hold: a desk's yearly archives have some thousands."""

MAX_ARCHIVE_BYTES = 4_000_000_000
"""What all members of one archive may hold together."""

MAX_DEPTH = 3
"""Archives within archives: a zip of a mail with a zip attached is no rarity, a deeper nest is a trick."""

MAX_ID_LENGTH = 500
"""Characters of a line's `id`, which becomes part of `source_uri`: a web address fits, a pasted text does not."""

CHUNK = 1 << 16
COMPRESSED = (".gz", ".bz2")


class Refused(Exception):
    """A reader cannot accept something; carries what the refusal says."""

    def __init__(self, rule: str, message: str, value: str | None = None) -> None:
        super().__init__(rule, message, value)
        self.rule, self.message, self.value = rule, message, value

    def __str__(self) -> str:
        return self.message

    def rest(self, source_uri: str, what: str) -> Refusal:
        """The refusal of a container's rest, which begins at `what` (as "line 7")."""
        return Refusal(source_uri, self.rule, f"from {what} on: {self.message}", self.value)

    def at(self, source_uri: str) -> Refusal:
        """The refusal of what stands at that address."""
        return Refusal(source_uri, self.rule, self.message, self.value[:200] if self.value else self.value)


class Expanded(io.RawIOBase):
    """The expanded bytes of a gzip or bzip2 file, of any number of members: memory holds one chunk of them.

    Where the file is broken or a bomb the stream ends, so that what came before it is not lost, and `failure` says why
    (`truncated`, `corrupt`, `expansion`). `count` is the number of bytes given.
    """

    def __init__(self, compressed: BinaryIO, name: str) -> None:
        super().__init__()
        self._compressed = compressed
        self._kind = "bzip2" if name.lower().endswith(".bz2") else "gzip"
        self._expanded = bz2.BZ2File(compressed) if self._kind == "bzip2" else gzip.GzipFile(fileobj=compressed)
        self.count = 0
        self.failure: Refused | None = None

    def readable(self) -> bool:
        """Always: it is for reading."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer with what one step of expansion gives; 0 at the end."""
        if self.failure is not None:
            return 0
        try:
            data = self._expanded.read1(min(len(buffer), CHUNK))
        except EOFError:
            self.failure = Refused(
                "truncated", f"the {self._kind} stream breaks off: copy the file again; what came before is kept"
            )
            return 0
        except (OSError, zlib.error) as error:
            self.failure = Refused("corrupt", f"the {self._kind} stream is broken ({error}): make the file again")
            return 0
        self.count += len(data)
        if self.count > FREE_EXPANSION_BYTES and self.count > MAX_EXPANSION * max(1, self._compressed.tell()):
            self.failure = Refused(
                "expansion",
                f"the content is more than {MAX_EXPANSION} times as large as the compressed file, which no text is:"
                " unpack the file and look at it",
            )
            return 0
        buffer[: len(data)] = data
        return len(data)


class Container:
    """A file of many documents as a stream of its expanded bytes; `check` raises Refused where the stream broke off."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._expanded = Expanded(file, name) if name.lower().endswith(COMPRESSED) else None
        self.stream: BinaryIO = file if self._expanded is None else io.BufferedReader(self._expanded)

    def check(self) -> None:
        """Raises the Refused that ended the stream, if one did."""
        if self._expanded is not None and self._expanded.failure is not None:
            raise self._expanded.failure


class Readable(Protocol):
    """What readers read: a path of the inbox, or what has a name and opens for reading as a path does."""

    @property
    def name(self) -> str:
        """The file's name, which says its kind."""
        ...

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """Its bytes, from the beginning."""
        ...


@contextmanager
def opened(file: Readable) -> Iterator[Container]:
    """The container, open while it is read. Raises OSError."""
    with file.open("rb") as stream:
        yield Container(stream, file.name)


class Lines(Protocol):
    """What a line reader needs of a stream."""

    def readline(self, size: int = -1, /) -> bytes:
        """Up to and with the next newline, at most `size` bytes."""
        ...


def skip_line(stream: Lines) -> None:
    """Reads past the rest of a line that is too long to hold."""
    while (rest := stream.readline(CHUNK)) and not rest.endswith(b"\n"):
        pass


def read_bounded(stream: BinaryIO) -> bytes:
    """The stream's bytes. Raises Refused (`too_large`) where they exceed what one document may hold."""
    data = stream.read(MAX_DOCUMENT_BYTES + 1)
    if len(data) > MAX_DOCUMENT_BYTES:
        raise too_large()
    return data


def too_large() -> Refused:
    """The refusal of a document beyond the bound."""
    return Refused(
        "too_large",
        f"the document is longer than {MAX_DOCUMENT_BYTES:,} bytes, which no news text is:"
        " split it into its documents, or give several as a .jsonl file",
    )
