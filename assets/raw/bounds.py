"""The bounds on what one file or container may hold, and the gzip stream that keeps within them.

Here belong the limits, each with its reason, and the ways to read no further than they allow. What happens to what
lies beyond (a refusal, never a crash) belongs to the readers.
"""

import gzip
import io
import zlib
from typing import BinaryIO, Protocol

from assets.raw.records import Refusal

MAX_DOCUMENT_BYTES = 10_000_000
"""The longest single document: the largest news pages hold about 5 MB of markup, the longest texts far less."""

MAX_RECORDS = 1_000_000
"""Documents (JSONL) or records (WARC) of one container: a crawl's usual WARC of 1 GB holds some 100,000 records."""

FREE_EXPANSION_BYTES = 64_000_000
"""What a compressed container may always expand to: so much is harmless whatever the ratio."""

MAX_EXPANSION = 150
"""Expanded over compressed bytes beyond that: text in gzip has 3 to 20, templated markup up to 100, a bomb 1,000."""

MAX_ID_LENGTH = 500
"""Characters of a line's `id`, which becomes part of `source_uri`: a web address fits, a pasted text does not."""

CHUNK = 1 << 16


class Refused(Exception):
    """A reader cannot accept something; carries what the refusal says."""

    def __init__(self, rule: str, message: str, value: str | None = None) -> None:
        super().__init__(message)
        self.rule, self.message, self.value = rule, message, value

    def at(self, source_uri: str) -> Refusal:
        """The refusal of what stands at that address."""
        return Refusal(source_uri, self.rule, self.message, self.value[:200] if self.value else self.value)


class BoundedGzip(io.RawIOBase):
    """The expanded bytes of a gzip file, of any number of members; raises Refused where it is broken or a bomb.

    Reads as a stream: memory holds one chunk, however long the content.
    """

    def __init__(self, compressed: BinaryIO) -> None:
        super().__init__()
        self._compressed = compressed
        self._expanded = gzip.GzipFile(fileobj=compressed, mode="rb")
        self._count = 0

    def readable(self) -> bool:
        """Always: it is for reading."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer. Raises Refused (`truncated`, `corrupt`, `expansion`)."""
        try:
            data = self._expanded.read(min(len(buffer), CHUNK))
        except EOFError as error:
            raise Refused(
                "truncated", "the gzip stream ends before its end: copy the file again; what came before is kept"
            ) from error
        except (OSError, zlib.error) as error:
            raise Refused("corrupt", f"the gzip stream is broken ({error}): make the file again") from error
        self._count += len(data)
        if self._count > FREE_EXPANSION_BYTES and self._count > MAX_EXPANSION * max(1, self._compressed.tell()):
            raise Refused(
                "expansion",
                f"the content is more than {MAX_EXPANSION} times as large as the compressed file, which no text is:"
                " unpack the file and look at it",
            )
        buffer[: len(data)] = data
        return len(data)


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
