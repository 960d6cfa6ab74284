"""The patterns of `seeds/reference/exports.yaml`, compiled: labels, counters, ends, furniture.

Here belongs what a single line is by its words. Where articles begin and end belongs to `split`, fields to `record`.
"""

import re
from functools import cache
from typing import Any, NamedTuple

from assets.reference import read_yaml

LONGEST = 300  # code points of a line that may be a mark; reporting runs longer
_LABEL = re.compile(r"\s*(?P<label>[^\W\d_][^:\n]{1,40}?)\s{0,2}[:：]\s*")
_CODE = re.compile(r"\s*(?P<code>[A-Z]{2,3})(?:\s+(?=\S)|\s*$)")


class Label(NamedTuple):
    """A label at a line's beginning: what stands behind it, and where that begins in the line."""

    field: str
    value: int


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("exports")
    return data


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The alternatives under a name as one pattern."""
    found = _data()[name]
    return re.compile("|".join(f"(?:{p})" for p in ([found] if isinstance(found, str) else found)), re.IGNORECASE)


@cache
def _labels() -> dict[str, str]:
    return {label: field for field, labels in _data()["labels"].items() for label in labels}


@cache
def _codes() -> dict[str, str]:
    return {code: field for field, codes in _data()["codes"].items() for code in codes}


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of the reference file."""
    return frozenset(_data()[name])


def says(name: str, line: str) -> bool:
    """Whether a whole line is what the patterns of that name say."""
    return len(line) <= LONGEST and bool(_pattern(name).fullmatch(line.strip()))


def hits(line: str) -> int | None:
    """How many hits a list's heading counts: "Headlines (3)"; None where it is no such heading."""
    match = _pattern("hits").fullmatch(line.strip()) if len(line) <= LONGEST else None
    return int(match["count"]) if match else None


def without_by(line: str) -> str | None:
    """What stands behind "By" at a line's beginning; None where it says no such thing."""
    match = _pattern("by").match(line.strip())
    return line.strip()[match.end() :] if match else None


def label(line: str) -> Label | None:
    """The known label that a line begins with, None without one."""
    match = _LABEL.match(line[:LONGEST])
    field = _labels().get(" ".join(match["label"].lower().split())) if match else None
    return Label(field, match.end()) if match and field else None


def code(line: str) -> Label | None:
    """The database's code that a line begins with, None without one."""
    match = _CODE.match(line[:LONGEST])
    field = _codes().get(match["code"]) if match else None
    return Label(field, match.end()) if match and field else None
