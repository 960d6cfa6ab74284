"""Writes a ruling into the text of `overrules.yaml` so that what people wrote in it stays as it is.

Here belongs the text alone; what a ruling may be is checked by `parse_rulings`, and files are written by who asks.
"""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from assets.enriched.resolve.rulings import RulingsError, parse_rulings

MOST_OF_NOTE = 100
_UNPRINTABLE = re.compile(r"[^ -~\u00a1-\u1fff\u2010-\u2027\u2030-\u205e\u2c00-\ud7ff\uf900-\ufdff]")


def with_ruling(text: str, section: str, key: str, entry: Any, note: str = "") -> str:
    """The text with one more entry in the list `section` / `key`, as the first of it, and a comment that says why.

    Comments and order are kept where the lists are written over several lines; a text in another form is written anew.
    Raises RulingsError where the text or the entry is not as it must be.
    """
    wanted = _content(text)
    listed = wanted.setdefault(section, None) or {}
    wanted[section] = listed | {key: [entry, *(listed.get(key) or [])]}
    parse_rulings(wanted, "overrules.yaml")
    for said in (_note(note), ""):
        found = _inserted(text, section, key, _written(entry) + said)
        if _holds(found, wanted):
            return found
    found = yaml.safe_dump(wanted, sort_keys=False, allow_unicode=True, width=1000)
    # A name may hold signs that YAML takes for the end of a line, and reads back as blanks.
    return found if _holds(found, wanted) else yaml.safe_dump(wanted, sort_keys=False, width=1000)


def _holds(text: str, wanted: Mapping[str, Any]) -> bool:
    """Whether the text says exactly that: names of documents may hold what one line cannot."""
    try:
        return bool(_read(text) == wanted)
    except RulingsError:
        return False


class _Plain(yaml.SafeLoader):
    """Reads days as they are written: 2024-02-30 is for `corrections` to refuse, with the entry that says it."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def loaded(text: str, source: str) -> Any:
    """What the text of a file of rulings holds; `source` names it. Raises RulingsError where it is no YAML."""
    try:
        return yaml.load(text, Loader=_Plain)
    except (yaml.YAMLError, ValueError) as error:
        raise RulingsError(f"{source} cannot be read: {error}") from error


def _content(text: str) -> dict[str, Any]:
    content = _read(text)
    if content is None:
        return {}
    parse_rulings(content, "overrules.yaml")
    return dict(content)


def _read(text: str) -> Any:
    return loaded(text, "overrules.yaml")


def _written(entry: Any) -> str:
    """On one line, as [{document: …, at: 5}, ev-…]."""
    return yaml.safe_dump(entry, default_flow_style=True, width=10**6, allow_unicode=True, sort_keys=False).split("\n")[
        0
    ]


def _note(note: str) -> str:
    line = " ".join(_UNPRINTABLE.sub(" ", note).split())[:MOST_OF_NOTE].strip()
    return f"  # {line}" if line else ""


def _inserted(text: str, section: str, key: str, item: str) -> str:
    """The text with the item below its key, which is made where it is missing."""
    lines = text.removesuffix("\n").split("\n") if text else []
    top = _line(lines, rf"{section}:\s*(#.*)?", 0, len(lines))
    if top is None:
        return "\n".join([*lines, f"{section}:", f"  {key}:", f"    - {item}"]) + "\n"
    end = _line(lines, r"[^\s#].*", top + 1, len(lines)) or len(lines)
    below = _line(lines, rf"\s+{key}:\s*(#.*)?", top + 1, end)
    indent = next((_indent(line) for line in lines[top + 1 : end] if line.strip() and line.strip()[0] != "#"), 2)
    if below is None:
        added = [f"{' ' * indent}{key}:", f"{' ' * indent}  - {item}"]
        return "\n".join([*lines[: top + 1], *added, *lines[top + 1 :]]) + "\n"
    entry = _line(lines, r"\s*-.*", below + 1, end)
    deep = _indent(lines[entry]) if entry is not None and _indent(lines[entry]) >= _indent(lines[below]) else indent + 2
    return "\n".join([*lines[: below + 1], f"{' ' * deep}- {item}", *lines[below + 1 :]]) + "\n"


def _line(lines: list[str], pattern: str, start: int, end: int) -> int | None:
    return next((n for n in range(start, end) if re.fullmatch(pattern, lines[n])), None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
