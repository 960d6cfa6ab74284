"""The wall around one document: whatever reading it raises is its refusal, and the next document is read.

Here belong the wall, and passing over documents that ended the process which read them in an earlier try. Readers put
every document behind it; what they refuse by rules of their own they raise as `Refused`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from assets.raw.bounds import Refused
from assets.raw.records import RawDocument, Refusal

SURROGATE = re.compile("[\ud800-\udfff]")
WHAT_TO_DO = "take it out of the inbox or save it in another way, and please report it: the fault is ours"
MORE_MEMORY = "end what else needs some, or split the document; the next runs try again, and one with --full"
ERROR_LENGTH = 300


@dataclass
class Turns:
    """How many documents have come to their wall so far, and which of them are passed over, each with its refusal."""

    passed_over: Mapping[int, Refused] = field(default_factory=dict)
    count: int = 0


_turns: ContextVar[Turns | None] = ContextVar("turns", default=None)


@contextmanager
def counting(passed_over: Mapping[int, Refused]) -> Iterator[Turns]:
    """Counts the documents that come to their wall while the block runs."""
    turns = Turns(passed_over)
    token = _turns.set(turns)
    try:
        yield turns
    finally:
        _turns.reset(token)


def behind_wall(place: str, make: Callable[[], RawDocument]) -> RawDocument | Refusal:
    """The document, or why there is none at that place. Raises nothing."""
    turns = _turns.get()
    try:
        if turns is not None and (refused := turns.passed_over.get(turns.count)) is not None:
            raise refused
        return storable(make())
    except Exception as error:
        return refused_by(error).at(place)
    finally:
        if turns is not None:
            turns.count += 1


def refused_by(error: Exception) -> Refused:
    """The error as a refusal: itself where it is one, else `unreadable`, `out_of_memory` or `reader_error`."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, MemoryError):
        return Refused("out_of_memory", f"there was no memory left to read the document: {MORE_MEMORY}")
    if isinstance(error, OSError):
        reason = error.strerror or error
        return Refused("unreadable", f"the file cannot be read ({reason}): check that it is there, and its rights")
    said = f"{type(error).__name__}: {error}"[:ERROR_LENGTH]
    return Refused("reader_error", f"the document cannot be read ({SURROGATE.sub('?', said)}): {WHAT_TO_DO}")


def storable(document: RawDocument) -> RawDocument:
    """The document with U+FFFD for lone surrogates, which no file can hold: a page's JSON can smuggle them in."""
    return _without_surrogates(document)  # type: ignore[no-any-return]


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value) if SURROGATE.search(value) else value
    if is_dataclass(value) and not isinstance(value, type):
        held = {f.name: getattr(value, f.name) for f in fields(value)}
        changed = {name: new for name, old in held.items() if (new := _without_surrogates(old)) is not old}
        return replace(value, **changed) if changed else value
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return tuple(_without_surrogates(item) for item in value)
    return value
