"""Makes documents of rows: what tables and JSON files name in their own words, under our names.

Here belong names of columns and the form of their values. What a row must hold is judged as a JSON line is, in `jsonl`.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cache, partial
from typing import Any

from assets.raw import bounds
from assets.raw.bounds import Refused
from assets.raw.html.author_names import author_names
from assets.raw.readers.jsonl import row_document
from assets.raw.readers.tabular.moments import iso
from assets.raw.readers.wall import behind_wall
from assets.raw.records import PageMetadata, RawDocument, Refusal
from assets.reference import read_yaml

FIELDS = ("id", "text", "html", "url", "title", "published", "outlet", "language")
FACTS = ("authors", "section", "tags")
CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OTHER = re.compile(r"[^\w.]+")


_ASKED: ContextVar[Mapping[str, str]] = ContextVar("columns", default={})  # noqa: B039 (never changed)


@contextmanager
def naming(columns: Mapping[str, str]) -> Iterator[None]:
    """Within it a column's name that the settings give for a field comes before all known ones."""
    token = _ASKED.set({field: folded(name) for field, name in columns.items()})
    try:
        yield
    finally:
        _ASKED.reset(token)


def names(field: str) -> tuple[str, ...]:
    """The names of a field, the likeliest first: what the settings say, then those of other tools."""
    asked = _ASKED.get().get(field)
    return _known(field) if asked is None else (asked, *_known(field))


@cache
def _known(field: str) -> tuple[str, ...]:
    return tuple(read_yaml("field_names")[field])


def folded(name: str) -> str:
    """A column's name in small letters, its words parted by underscores."""
    return _OTHER.sub("_", _CAMEL.sub("_", name.strip().lstrip("\ufeff"))).strip("_").lower()


def has_text(columns: Iterable[str]) -> bool:
    """Whether one of the columns is known to hold texts or pages."""
    return not {folded(c) for c in columns}.isdisjoint({*names("text"), *names("html")})


def named(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the row gives, under our names; each is the first of its names that holds anything."""
    own = {folded(str(key)): value for key, value in row.items()}
    found = {}
    for field in (*FIELDS, *FACTS):
        values = (_at(own, name) for name in names(field))
        found[field] = next((value for value in values if _is_given(value)), None)
    return {key: value for key, value in found.items() if value is not None}


def _at(row: Mapping[str, Any], name: str) -> Any:
    """The value at a name; a dot steps into an object."""
    value: Any = row
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _is_given(value: Any) -> bool:
    if isinstance(value, float) and value != value:
        return False
    return value is not None and not isinstance(value, Mapping) and (not isinstance(value, str) or bool(value.strip()))


def documents_of(rows: Iterable[tuple[int, Mapping[str, Any] | Refused]], uri: str) -> Iterable[RawDocument | Refusal]:
    """A document a row at `uri#id`, else `uri#n`, and a refusal for each that has none."""
    seen: dict[str, int] = {}
    for number, row in rows:
        yield _document(row, number, uri, seen)


def _document(row: Mapping[str, Any] | Refused, number: int, uri: str, seen: dict[str, int]) -> RawDocument | Refusal:
    if isinstance(row, Refused):
        return row.at(f"{uri}#{number}")
    given = named(row)
    key = _text(given.get("id")) or str(number)
    key = str(number) if len(key) > bounds.MAX_ID_LENGTH else key
    place = f"{uri}#{key}" if key not in seen else f"{uri}#{key}@{number}"
    seen.setdefault(key, number)
    return behind_wall(place, partial(_made, row, given, place))


def _made(row: Mapping[str, Any], given: Mapping[str, Any], place: str) -> RawDocument:
    """The document of a row. Raises Refused."""
    try:
        document = row_document(plain(given, own_day="published" in map(folded, map(str, row))), place)
    except Refused as error:
        if error.rule != "no_text":
            raise
        raise Refused(
            "no_text",
            "the row has no text: name its column `text` or `body`; where it gives an address alone, give the page",
            ", ".join(map(str, row))[:200],
        ) from error
    facts = facts_of(given)
    return replace(document, metadata=_joined(document.metadata, facts)) if facts != PageMetadata() else document


def plain(given: Mapping[str, Any], own_day: bool = True) -> dict[str, Any]:
    """The row's fields as strings in the forms that a JSON line has.

    A day that cannot be read costs the row only where it has our own name (`own_day`), as in a JSON line.
    """
    row: dict[str, Any] = {field: _text(given[field]) for field in FIELDS if field in given}
    if day := row.pop("published", None):
        row["published" if own_day else "date"] = iso(day) or day
    if row.get("text"):
        row["text"] = CUT_OFF.sub("", row["text"])
    return row


def _text(value: Any) -> str | None:
    """A value as text: days and moments in ISO 8601, whole numbers without a fraction."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dt.datetime) and value.tzinfo is None and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def facts_of(given: Mapping[str, Any]) -> PageMetadata:
    """What the row says of its article beside the fields of a JSON line."""
    persons, bodies = author_names(_many(given.get("authors")), [str(given.get("outlet") or "")])
    section = given.get("section")
    return PageMetadata(
        authors=tuple(persons or bodies),
        section=section.strip() if isinstance(section, str) else None,
        tags=tuple(_many(given.get("tags"))),
    )


def _many(value: Any) -> list[str]:
    """A list of strings, or a string that holds several."""
    if isinstance(value, str):
        return [part.strip() for part in re.split(r"[;|]", value.strip("[]")) if part.strip()]
    if isinstance(value, list | tuple):
        return [str(v.get("name", "") if isinstance(v, Mapping) else v).strip() for v in value if v]
    return []


def _joined(page: PageMetadata | None, facts: PageMetadata) -> PageMetadata:
    """What a page says of itself, but what the row gives."""
    if page is None:
        return facts
    return replace(
        page,
        authors=facts.authors or page.authors,
        section=facts.section or page.section,
        tags=facts.tags or page.tags,
    )
