"""What a ruling speaks of, and what is said where a ruling is not as it must be.

Here belongs the form of references; what a ruling does with them belongs to `rulings` and `corrections`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_ENTITY = re.compile(r"(?:per|org|cou|pla|off|for|equ|agr)-[0-9a-z-]+")
_EVENT = re.compile(r"ev-[0-9a-f]{16}")
_DOCUMENT = re.compile(r"[0-9a-f]{32}")


class RulingsError(ValueError):
    """The file of rulings cannot be read; the message names the file, the entry and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a ruling speaks of: an id; or the name in a document, or the report whose trigger begins `at` there."""

    id: str | None = None
    document: str | None = None
    name: str | None = None
    at: int | None = None

    def __str__(self) -> str:
        return self.id or f"{self.document} {self.name if self.at is None else f'at {self.at}'}"


Group = tuple[Reference, ...]


def reference(content: Any, of_events: bool, where: str) -> Reference:
    """What an entry points to: an event, or else an entity. Raises RulingsError for anything else."""
    if isinstance(content, str) and (_EVENT if of_events else _ENTITY).fullmatch(content):
        return Reference(id=content)
    field, kind = ("at", int) if of_events else ("name", str)
    if isinstance(content, Mapping) and content.keys() == {"document", field}:
        document, value = str(content["document"]), content[field]
        if _DOCUMENT.fullmatch(document) and isinstance(value, kind) and not isinstance(value, bool):
            if isinstance(value, int):
                return Reference(document=document, at=value)
            return Reference(document=document, name=value)
    raise RulingsError(f"{where}: {content!r} is neither an id nor a document with {field!r}")


def check_keys(content: Any, known: set[str], where: str) -> None:
    """Raises RulingsError where it is no mapping, or has a key that is not known."""
    if not isinstance(content, Mapping) or not content.keys() <= known:
        raise RulingsError(f"{where} must be a mapping with the keys {', '.join(sorted(known))}")


def listed(content: Any, where: str) -> list[Any]:
    """A list as it is, nothing as an empty one. Raises RulingsError for anything else."""
    if content is not None and not isinstance(content, list):
        raise RulingsError(f"{where} must be a list")
    return content or []
