"""Knows news agencies by the forms in which text prints them.

Here belongs the reading of `agencies.csv`. Where an agency's name stands in a text belongs to `parsed/dateline`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assets.reference import read_csv, split


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency: the name that is stored, the seat's country (alpha-3), and whether it may stand without brackets."""

    name: str
    country: str
    bare: bool


def folded(text: str) -> str:
    """Letters and digits in lower case: the form in which two printed names of an agency are equal."""
    return re.sub(r"[\W_]+", "", text).lower()


@cache
def known() -> dict[str, Agency]:
    """Every agency by the folded forms of its name."""
    found: dict[str, Agency] = {}
    for row in read_csv("agencies"):
        agency = Agency(row["name"], row["country"], row["bare"] == "yes")
        for form in (row["name"], *split(row["forms"])):
            found.setdefault(folded(form), agency)
    return found


def named(text: str) -> Agency | None:
    """The agency that a printed form names, or None. Blanks, stops and case do not matter."""
    return known().get(folded(text))


@cache
def bare_forms() -> tuple[str, ...]:
    """Forms that name an agency without brackets around them, longest first."""
    forms = [
        form for row in read_csv("agencies") if row["bare"] == "yes" for form in (row["name"], *split(row["forms"]))
    ]
    return _longest_first(forms)


@cache
def signed_forms() -> tuple[str, ...]:
    """Forms of all agencies, as stored and in capitals, that may sign a dateline without brackets, longest first.

    Two letters are too few: they are a region's as often as an agency's.
    """
    forms = {form for row in read_csv("agencies") for form in (row["name"], *split(row["forms"])) if len(form) > 2}
    return _longest_first(forms | {form.upper() for form in forms})


def _longest_first(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))
