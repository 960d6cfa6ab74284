"""What a file is known by from run to run: its size, its time and the hash of its bytes.

Here belong fingerprints. When they are taken, and what follows where two differ, belongs to `stage`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Size in bytes, time of modification in nanoseconds since 1970, and SHA-256 in hex."""

    size_bytes: int
    modified_ns: int
    sha256: str


UNKNOWN = Fingerprint(0, -1, "0" * 64)
"""That of a file which cannot be read, or changed while it was: no file will ever be found to have it."""


def fingerprint(path: Path) -> Fingerprint:
    """The file as it is now; UNKNOWN of what cannot be read or is no regular file. Raises nothing."""
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            return UNKNOWN
        return Fingerprint(found.st_size, found.st_mtime_ns, _sha256(path))
    except OSError:
        return UNKNOWN


def unchanged(path: Path, row: Mapping[str, Any]) -> bool:
    """Whether the file is as its row of `inbox_files` says: by size and time, else by its bytes."""
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode) or found.st_size != row["size_bytes"]:
            return False
        return bool(found.st_mtime_ns == row["modified_ns"] or _sha256(path) == row["sha256"])
    except OSError:
        return False


def same_bytes(path: Path, row: Mapping[str, Any]) -> bool:
    """Whether the file holds the bytes that its row of `inbox_files` says, whatever its time."""
    try:
        found = path.stat()
        return bool(S_ISREG(found.st_mode) and found.st_size == row["size_bytes"] and _sha256(path) == row["sha256"])
    except OSError:
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
