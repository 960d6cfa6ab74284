"""Reads when something was published, as containers write it: ISO 8601, mail and feed stamps, compact stamps, words.

Here belong forms that cannot be misread; what can (7/6/18) is given back as it stands, to be judged with the field.
"""

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from assets.raw.exports.days import line_day

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)?Z?")
_COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_RFC_822 = re.compile(r"(?:[A-Z][a-z]{2,8},? )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d", re.ASCII)


def iso(value: str | None) -> str | None:
    """The moment in ISO 8601; None where nothing is given or the form is another."""
    text = (value or "").strip()
    if not text:
        return None
    return _iso_8601(text) or _mail(text) or _compact(text) or line_day(text)


def _iso_8601(text: str) -> str | None:
    if not re.match(r"\d{4}-\d", text):
        return None
    try:
        found = dt.datetime.fromisoformat(text.removesuffix(" UTC"))
    except ValueError:
        return None
    return text if "T" in text or " " not in text else found.isoformat()


def _mail(text: str) -> str | None:
    """As RFC 822 writes it: "Mon, 25 Nov 2019 14:20:00 +0200"."""
    if not _RFC_822.match(text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _compact(text: str) -> str | None:
    """Digits alone: "20191107T123000Z", "20191107"."""
    try:
        if match := _COMPACT.fullmatch(text):
            return dt.datetime(*(int(part or 0) for part in match.groups()), tzinfo=dt.UTC).isoformat()  # type: ignore[misc, arg-type]
        if match := _COMPACT_DAY.fullmatch(text):
            return dt.date(*map(int, match.groups())).isoformat()
    except ValueError:
        pass
    return None
