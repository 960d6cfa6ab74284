"""One lock for a store: whoever runs, publishes or migrates holds it, whichever process or tool that is.

Here belongs the lock. It is the kernel's (flock on HOME/store.lock): a process that dies lets go of it, however it
dies. What the file holds only says who has it. Readers of the published file need no lock.
"""

import datetime as dt
import fcntl
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "store.lock"
_held: dict[tuple[str, int], list[int]] = {}


@contextmanager
def locked(home: Path, what: str, waits: Callable[[str], None] | None = None) -> Iterator[None]:
    """Holds the store's lock while the block runs, and waits for it where another holds it, telling `waits` who.

    `what` says what it is held for. A thread that holds it may take it again. Raises OSError where the home cannot be
    written.
    """
    take(home, what, waits)
    try:
        yield
    finally:
        release(home)


def take(home: Path, what: str, waits: Callable[[str], None] | None = None) -> None:
    """Takes the lock, as `locked` does; `release` gives it back."""
    key = _key(home)
    if key in _held:
        _held[key][1] += 1
        return
    home.mkdir(parents=True, exist_ok=True)
    while True:
        handle = os.open(home / NAME, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _wait(handle, waits)
            if _is_still(handle, home / NAME):
                break
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
    said = {"pid": os.getpid(), "host": socket.gethostname(), "what": what, "since": _moment()}
    os.ftruncate(handle, 0)
    os.pwrite(handle, json.dumps(said).encode(), 0)
    _held[key] = [handle, 1]


def release(home: Path) -> None:
    """Gives the lock back once; the last time lets others have it."""
    key = _key(home)
    held = _held[key]
    held[1] -= 1
    if held[1] == 0:
        del _held[key]
        os.ftruncate(held[0], 0)
        os.close(held[0])


def mine(home: Path) -> bool:
    """Whether this thread holds the lock."""
    return depth(home) > 0


def depth(home: Path) -> int:
    """How often this thread has taken the lock and not given it back."""
    return _held.get(_key(home), [0, 0])[1]


def holder(home: Path) -> str | None:
    """Who holds the lock, in words; None where nobody does."""
    try:
        handle = os.open(home / NAME, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _said(handle)
    else:
        return None
    finally:
        os.close(handle)


def _wait(handle: int, waits: Callable[[str], None] | None) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if waits is not None:
            waits(_said(handle))
        fcntl.flock(handle, fcntl.LOCK_EX)


def _said(handle: int) -> str:
    try:
        said = json.loads(os.pread(handle, 10_000, 0))
        return f"{said['what']} (process {said['pid']} on {said['host']}, since {said['since']})"
    except (ValueError, KeyError, TypeError):
        return "another process"


def _is_still(handle: int, path: Path) -> bool:
    """Whether the file that was locked still stands there: the home may have been deleted while one waited."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _key(home: Path) -> tuple[str, int]:
    return os.path.realpath(home), threading.get_ident()


def _moment() -> str:
    return f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M:%S} UTC"
