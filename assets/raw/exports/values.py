"""Reads the values of an export's fields: names, sources, sections, key words, days.

Here belongs the form of values. Which line holds which belongs to `fields` and `head`.
"""

import re
from typing import NamedTuple

from assets.raw.exports.days import find_day
from assets.raw.html.author_names import author_names, flipped

_SHARE = re.compile(r"\s*\(\d{1,3}%\)")
_PAGE = re.compile(r"[;,]?\s*\b(?:pg?|pp|page|seite|s|pág)\b\.?\s?\S{1,20}.*$", re.IGNORECASE)
_WHERE = re.compile(r"\s*[(\[][^()\[\]]{2,60}[)\]]\s*$")
_BEHIND_OUTLET = re.compile(r"\s*;.*$|\s*[,:]\s.*$|\s+\[.*$")
_FLIPPED = re.compile(r"[^\W\d_][\w'’. -]{1,40}, ?[^\W\d_][\w'’. -]{0,40}")
MAX_TAGS = 40


class Imprint(NamedTuple):
    """Source and day that stand in one field."""

    outlet: str | None
    day: str | None


def described(value: str | None) -> str | None:
    """The day of a field, in ISO 8601."""
    return find_day(value) if value else None


def imprint(value: str | None) -> Imprint:
    """ "The Valley Gazette ; Lagos [Lagos]26 Oct 2019." parted."""
    if not value:
        return Imprint(None, None)
    return Imprint(_BEHIND_OUTLET.sub("", value) or None, find_day(re.sub(r"\]", "] ", value)))


def clean_outlet(value: str | None) -> str | None:
    """A source's name without the place that its database adds: "The Times (London)", "Daily Ledger; Lagos [Lagos]"."""
    name = _WHERE.sub("", (value or "").partition(" ; ")[0].partition("; ")[0]).strip(" .,;")
    return name or None


def section(value: str | None) -> str | None:
    """ "NEWS; Pg. 4" without its page."""
    name = _PAGE.sub("", value or "").strip(" ;,.")
    return name or None


def tags(value: str | None) -> tuple[str, ...]:
    """Key words between semicolons, or commas where there is none, without their weights."""
    bare = _SHARE.sub("", value or "")
    parts = bare.split(";" if ";" in bare else ",")
    return tuple(dict.fromkeys(p.strip() for p in parts if p.strip()))[:MAX_TAGS]


def authors(value: str | None, outlet: str | None) -> tuple[str, ...]:
    """The persons of a byline; "Stone, Emil; Moe, Ingrid" turned round."""
    if not value:
        return ()
    parts = [part.strip() for part in value.split(";") if part.strip()]
    if all(_FLIPPED.fullmatch(part) and len(part.partition(",")[0].split()) <= 2 for part in parts):
        turned = [flipped(part) for part in parts if not _two_names(part)]
        parts = turned if len(turned) == len(parts) else parts
    persons, bodies = author_names(parts, [outlet] if outlet else [])
    return tuple(_cased(name) for name in persons or bodies)


def _cased(name: str) -> str:
    """A name of several words in capitals as names are written."""
    return name.title() if name.isupper() and " " in name else name


def _two_names(part: str) -> bool:
    """Whether a comma parts two whole names, and not family name and given name: "Ann Berg, Tom Lind"."""
    before, _, behind = part.partition(",")
    return len(before.split()) > 1 and len(behind.split()) > 1
