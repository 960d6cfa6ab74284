"""Parts a WARC stream into its records, and finds the next one behind whatever is broken.

Here belong the frame of records: version line, named fields, length, and what follows. What a record holds belongs to
`warc`. No library is used for the frame: those at hand end with the first record that is not as the standard has it,
and what stands behind it would be lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from assets.raw.bounds import CHUNK, Refused
from assets.raw.readers.web_archives.http_response import BLANK_LINE, named_fields

FIRST_LINE = re.compile(rb"(?:\A|\n)(WARC/\d\.\d{1,2}[ \t]{0,5}\r?\n(?=[A-Za-z-]{1,60}[ \t]{0,5}:))")
LONGEST_FIRST_LINE = 128
MAX_FIELDS = 100_000
"""Bytes of a record's fields, of which real ones have some hundred."""

HEAD = 64_000
"""Bytes that are kept of a block too long to hold: enough for the HTTP header."""


@dataclass
class Record:
    """One record: its named fields by names in lower case, and its block, or why that cannot be had.

    Of a block longer than asked for only the head is held, and `length` says how long it is.
    """

    number: int
    fields: dict[str, str] = field(default_factory=dict)
    block: bytes = b""
    length: int = 0
    refused: Refused | None = None


class Tape:
    """A stream with what was read ahead of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.ahead = bytearray()
        self.ended = False

    def fill(self, size: int) -> None:
        """Reads ahead so many bytes, if the stream holds them."""
        while len(self.ahead) < size and not self.ended:
            data = self._stream.read(min(CHUNK * 16, size - len(self.ahead)))
            self.ahead += data
            self.ended = not data

    def take(self, size: int) -> bytes:
        """The next bytes, at most so many."""
        self.fill(size)
        data = bytes(self.ahead[:size])
        del self.ahead[:size]
        return data

    def to_record(self, most: int | None = None) -> tuple[bytes, int, bool]:
        """Reads up to the next record's first line, at most so many bytes.

        Returns the head of what it passed, how many bytes that were, and whether a record begins here.
        """
        head, passed = b"", 0
        while True:
            self.fill(CHUNK + LONGEST_FIRST_LINE)
            found = FIRST_LINE.search(self.ahead) if passed == 0 else FIRST_LINE.search(b"\0" + self.ahead)
            at = None if found is None else found.start(1) - (passed > 0)
            room = len(self.ahead) if self.ended else len(self.ahead) - LONGEST_FIRST_LINE
            step = max(0, room if at is None else at)
            if most is not None:
                step = min(step, most - passed)
            data = self.take(step)
            head += data[: HEAD - len(head)]
            passed += step
            if at is not None and at == step:
                return head, passed, True
            if (most is not None and passed >= most) or (self.ended and not self.ahead):
                return head, passed, False


def records(stream: BinaryIO, longest: int) -> Iterator[Record]:
    """The records in order; what stands between them and is none is a refused record of its own."""
    tape = Tape(stream)
    number = 0
    while True:
        junk, _, found = tape.to_record()
        if junk.strip():
            begun = not found and junk.lstrip().startswith(b"WARC/")
            yield Record(number, refused=_cut_off() if begun else _corrupt("what stands here is no record"))
            number += 1
        if not found:
            return
        record = Record(number, _fields(tape))
        _read_block(tape, record, longest)
        yield record
        number += 1


def _corrupt(what: str) -> Refused:
    return Refused("corrupt", f"the WARC file is broken here ({what}): make it again; the records behind are read")


def _fields(tape: Tape) -> dict[str, str]:
    """The named fields up to the blank line."""
    tape.fill(MAX_FIELDS)
    end = BLANK_LINE.search(tape.ahead)
    text = tape.take(end.end() if end else min(len(tape.ahead), MAX_FIELDS)).decode("utf-8", "replace")
    return named_fields(text.partition("\n")[2])


def _read_block(tape: Tape, record: Record, longest: int) -> None:
    """Reads the block as its length has it; where no record or the end follows, up to the next record, as broken."""
    said = record.fields.get("content-length", "")
    if not (said.isascii() and said.isdigit() and len(said) < 19):
        begun = tape.ended and not tape.ahead
        what = f"its length is {said[:40]!r}" if said else "the record has no length"
        record.refused = _cut_off() if begun else _corrupt(what)
        tape.to_record()
        return
    record.length = int(said)
    if record.length > longest:
        record.block, passed, found = tape.to_record(record.length)
        if passed < record.length:
            record.refused = _corrupt("its length runs beyond the next record") if found else _cut_off()
        return
    tape.fill(record.length + CHUNK)
    behind = bytes(tape.ahead[record.length : record.length + CHUNK])
    framed = behind.startswith((b"\r\n\r\n", b"\n\n"))
    behind = behind.lstrip(b"\r\n \t")
    if len(tape.ahead) >= record.length and (framed or not behind or behind.startswith(b"WARC/")):
        record.block = tape.take(record.length)
        return
    record.block, passed, found = tape.to_record()
    if not found and passed < record.length:
        record.refused = _cut_off()
    else:
        record.refused = _corrupt("its length is not that of its content")


def _cut_off() -> Refused:
    return Refused("truncated", "the record is shorter than it says: fetch the page, or copy the file, again")
