"""Writes that a crash cannot halve: the file is on the disk before its name is, and the name before anything follows.

Here belongs the order of writing: write, fsync the file, rename, fsync the folder. What is written belongs to others.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def replace(part: Path, path: Path) -> None:
    """Gives a finished file its name, which may be that of an older one. Raises OSError."""
    sync(part)
    os.replace(part, path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Brings a file or a folder to the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def switch(link: Path, target: Path) -> None:
    """Points a symbolic link at a file beside or below it: readers see the old one or the new one, never none."""
    part = link.with_name(f".{link.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    part.symlink_to(os.path.relpath(target, link.parent))
    os.replace(part, link)
    sync(link.parent)


_FICLONE = 0x40049409  # Linux's ioctl that lets two files share their blocks until one is written


def copied(source: Path, path: Path) -> None:
    """Makes `path` a file of its own with the bytes of `source`; both share them where the file system can.

    Raises OSError.
    """
    path.unlink(missing_ok=True)
    with source.open("rb") as one, path.open("wb") as other, contextlib.suppress(OSError):
        fcntl.ioctl(other.fileno(), _FICLONE, one.fileno())
        return
    shutil.copyfile(source, path)


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """The data as a JSON file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, json.dumps(data, indent=1, default=str))


def write_text(path: Path, text: str) -> None:
    """The text as a file in UTF-8."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    replace(part, path)


def sha256(path: Path) -> str:
    """The hash of a file's bytes, in hex. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
