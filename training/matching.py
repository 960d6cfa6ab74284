"""When a labelled participant, day or place is one that the article names: by the rules of the labels.

People are the same by family name, states and their governments by code, anything else by name.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from rapidfuzz import fuzz

from assets.enriched.annotate.events.words import Interval

Json = dict[str, Any]
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
ARTICLES = frozenset({"the", "a", "an", "of"})
ALIKE = 88  # likeness of two names (token sort ratio) from which on they are one


def same_party(label: Json, kind: str, country: str | None, forms: Iterable[str]) -> bool:
    """Whether a labelled participant is somebody of this kind, country and these names."""
    if kind == "person":
        last = _family_name(label["name"])
        return bool(last) and any(last == _family_name(form) for form in forms)
    if kind in {"country", "nationality"} and label.get("country"):
        return bool(label["country"] == country) and not label.get("person")
    return same_name(label["name"], forms)


def same_name(name: str, forms: Iterable[str]) -> bool:
    """Whether a name is one of several forms: equal, nearly so, or two shared words of which one has no other."""
    mine = [word for word in _words(name) if word not in ARTICLES]
    for form in forms:
        theirs = [word for word in _words(form) if word not in ARTICLES]
        within = set(mine) <= set(theirs) or set(theirs) <= set(mine)
        if min(len(set(mine)), len(set(theirs))) >= 2 and within:
            return True
        if fuzz.token_sort_ratio(" ".join(mine), " ".join(theirs)) >= ALIKE:
            return True
    return False


def same_days(label: Json, interval: Interval) -> bool:
    """Whether days are those of a label: with a labelled day that day, else a start within its week, month or year."""
    start, end, _ = interval
    first, last = day(label["start_on"]), day(label["end_on"])
    if label["date_precision"] == "none":
        return start is None and end is None
    if label["date_precision"] == "day":
        return (first or last) in {start, None if first else end}
    return start is not None and (first or dt.date.min) <= start <= (last or dt.date.max)


def day(text: str | None) -> dt.date | None:
    """An ISO day, a time behind it cut off."""
    return dt.date.fromisoformat(text[:10]) if text else None


def _family_name(name: str) -> str:
    words = [word for word in _words(name) if word not in SUFFIXES]
    return words[-1] if words else ""


def _words(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain.casefold().removesuffix("'s").removesuffix("’s"))
