"""What readers read from: a file of the inbox, a member of an archive, the inside of a compressed file.

Here belong things that have a name and open for reading. A path of the inbox is one as it stands.
"""

import io
from dataclasses import dataclass
from typing import BinaryIO, Literal

from assets.raw import bounds
from assets.raw.bounds import COMPRESSED, Expanded, Readable


@dataclass(frozen=True, slots=True)
class Member:
    """A file that lies in memory, as an archive's member or a message's attachment does."""

    name: str
    data: bytes

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """Its bytes."""
        return io.BytesIO(self.data)


@dataclass(frozen=True, slots=True)
class Inside:
    """What is inside a compressed file, under the name without the compression's ending."""

    outer: Readable

    @property
    def name(self) -> str:
        """The outer name without ".gz" or ".bz2"."""
        return self.outer.name.rpartition(".")[0]

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """The expanded bytes, all of them. Raises Refused where they are too many, or broken."""
        with self.outer.open("rb") as file:
            stream = Expanded(file, self.outer.name)
            data = io.BufferedReader(stream).read(bounds.MAX_FILE_BYTES + 1)
            if stream.failure is not None:
                raise stream.failure
        if len(data) > bounds.MAX_FILE_BYTES:
            raise bounds.too_large()
        return io.BytesIO(data)


def inner(file: Readable) -> Readable:
    """The file, or what is inside it where it is compressed."""
    return Inside(file) if file.name.lower().endswith(COMPRESSED) else file


def read_document(file: Readable) -> bytes:
    """The bytes of a file that is one document. Raises Refused (`too_large`), OSError."""
    with file.open("rb") as stream:
        return bounds.read_bounded(stream)


def read_file(file: Readable) -> bytes:
    """The bytes of a file that holds many documents, as a table does. Raises Refused (`too_large`), OSError."""
    with file.open("rb") as stream:
        data = stream.read(bounds.MAX_FILE_BYTES + 1)
    if len(data) > bounds.MAX_FILE_BYTES:
        raise bounds.Refused(
            "too_large",
            f"the file is larger than {bounds.MAX_FILE_BYTES:,} bytes and must be read whole: split it, or give its"
            " documents as a .jsonl file, which is read line by line however long it is",
        )
    return data
