"""Reads what is supplied beside a text, under whatever names other tools give it: a row's title, day, outlet and so on.

Here belong the names (`supplied_fields.yaml`) and forms of supplied facts. A fact that cannot be taken costs itself
alone: the document is marked with a flag that says which. The day's form belongs to `supplied_day`; that our own
`published`, and our own fields of another type, are refused is said here.
"""

import html
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from assets.raw.bounds import Refused
from assets.raw.html.author_names import author_names, flipped
from assets.raw.mending import mended_text
from assets.raw.readers.supplied_day import read_day
from assets.raw.records import Supplied
from assets.reference import read_csv, read_yaml, split

OWN = ("url", "title", "published", "outlet", "language")
MAX_TITLE = 1000
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
NOT_IN_ADDRESSES = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f]")


def content(row: Mapping[str, Any]) -> tuple[str, str]:
    """What holds the document: `text` or `html`, and its content; a blank one gives way to the next name.

    Raises Refused (`no_text`, `empty`, `bad_field`).
    """
    blank = False
    for kind in ("text", "html"):
        for name, value in named(row, kind):
            if isinstance(value, str) and value.strip():
                return kind, value
            if isinstance(value, str) or value is None or _is_nan(value):
                blank = blank or isinstance(value, str)
            elif name == kind:
                raise Refused("bad_field", f"`{kind}` must be a string", str(value))
    if blank:
        raise Refused("empty", "the document holds no text: give its text, or leave the line out")
    raise Refused("no_text", "the line has neither `text` nor `html`: one of them is required", ", ".join(row)[:200])


def supplied(row: Mapping[str, Any], key: str | None = None) -> Supplied:
    """The facts of a row; `key` is the id that it gives. Raises Refused (`bad_field`)."""
    flags: list[str] = []
    published, open_day = _day(row, flags)
    return Supplied(
        id=key,
        url=_address(row, flags),
        title=_title(row, flags),
        published=published,
        outlet=_outlet(row),
        language=_language(row, flags),
        authors=_authors(row),
        open_day=open_day,
        flags=tuple(dict.fromkeys(flags)),
    )


def named(row: Mapping[str, Any], fact: str) -> Iterator[tuple[str, Any]]:
    """The values of a row that may hold a fact, each with the name that it goes by, in the order of the list."""
    folded = {_folded(str(name)): value for name, value in reversed(list(row.items()))}
    for name in read_yaml("supplied_fields")[fact]:
        first, dot, rest = name.partition(".")
        if (held := _folded(first)) not in folded:
            continue
        value = folded[held]
        if not dot:
            yield name, value
        elif isinstance(value, Mapping):
            inner = {_folded(str(key)): item for key, item in value.items()}
            if _folded(rest) in inner:
                yield name, inner[_folded(rest)]


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).lower()


def _given(row: Mapping[str, Any], fact: str) -> Iterator[tuple[str, str]]:
    """The texts that a row gives for a fact, by name; blank ones are not given.

    Raises Refused (`bad_field`) where our own field holds no text.
    """
    for name, value in named(row, fact):
        if value is None or _is_nan(value):
            continue
        if isinstance(value, int | float) and not isinstance(value, bool) and name != fact:
            value = str(value)
        if not isinstance(value, str):
            if name == fact and fact in OWN:
                raise Refused("bad_field", f"`{fact}` must be a string or null", str(value))
            continue
        text = " ".join(value.split())
        if text.lower() not in _nothing():
            yield name, text


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and math.isnan(value)


@cache
def _nothing() -> frozenset[str]:
    return frozenset(read_yaml("supplied_fields")["nothing"])


def _day(row: Mapping[str, Any], flags: list[str]) -> tuple[str | None, str | None]:
    """The day in ISO 8601, or as given where it can be read in two ways."""
    for name, value in _given(row, "published"):
        found = read_day(value)
        if found.iso is not None:
            return found.iso, None
        if found.open:
            flags.append("supplied_day_open")
            return None, value[:100]
        if name == "published":
            message = "`published` is no day that can be read: write 2025-09-08 or 2025-09-08T14:30:00+09:00"
            raise Refused("bad_field", message, value)
        flags.append("supplied_day_unread")
    return None, None


def _title(row: Mapping[str, Any], flags: list[str]) -> str | None:
    for _, value in _given(row, "title"):
        title = plain(value)
        if len(title) <= MAX_TITLE:
            return title or None
        flags.append("supplied_title_long")
    return None


def plain(value: str) -> str:
    """A supplied line without markup, character references and garbling."""
    return " ".join(mended_text(html.unescape(TAG.sub("", value))).split())


def _outlet(row: Mapping[str, Any]) -> str | None:
    return next((text for _, value in _given(row, "outlet") if (text := plain(value))), None)


def _authors(row: Mapping[str, Any]) -> tuple[str, ...]:
    """One name an author, of a text, a list, or objects with a `name`."""
    for _, value in named(row, "authors"):
        items = value if isinstance(value, list) else [value]
        texts = [item.get("name") if isinstance(item, Mapping) else item for item in items]
        lines = [plain(text) for text in texts if isinstance(text, str) and text.strip().lower() not in _nothing()]
        persons, bodies = author_names([_forename_first(line) for line in lines])
        if persons or bodies:
            return tuple(persons or bodies)
    return ()


def _forename_first(line: str) -> str:
    """'Doe, Jane' as 'Jane Doe'; a list of full names as it is."""
    last, comma, first = line.partition(",")
    return flipped(line) if comma and len(last.split()) == 1 and len(first.split()) <= 2 else line


def _address(row: Mapping[str, Any], flags: list[str]) -> str | None:
    for _, value in _given(row, "url"):
        address = value.strip("<>")
        if is_address(address):
            return address
        flags.append("supplied_url_malformed")
    return None


def is_address(value: str) -> bool:
    """Whether a text is an address with a host, with or without its scheme."""
    if NOT_IN_ADDRESSES.search(value):
        return False
    try:
        parts = urlsplit(value if "//" in value else "//" + value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host) and ("." in str(host) or "//" in value) and len(value) <= 4000


@cache
def _languages() -> dict[str, str]:
    """ISO 639-1 codes by other codes and names in lower case."""
    found: dict[str, str] = {}
    for row in read_csv("languages"):
        for form in (row["code"], *split(row["codes"]), *split(row["names"])):
            found[unicodedata.normalize("NFC", form).lower()] = row["code"]
    return found


def language_code(value: str) -> str | None:
    """The ISO 639-1 code that a text names: en, EN, en-GB, en_US, eng, English, "English (UK)"; None of others."""
    text = unicodedata.normalize("NFC", value).strip().lower()
    return _languages().get(text) or _languages().get(re.split(r"[-_ (;,/]", text)[0])


def _language(row: Mapping[str, Any], flags: list[str]) -> str | None:
    for _, value in _given(row, "language"):
        if (code := language_code(value)) is not None:
            return code
        flags.append("supplied_language_unknown")
    return None
