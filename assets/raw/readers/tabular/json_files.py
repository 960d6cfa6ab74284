"""Reads .json: an array of articles, an object that holds one, a single article, or what a messenger exports.

Here belongs where the articles are in a JSON document. Their fields belong to `rows`, lines of JSON to `jsonl`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from assets.raw.bounds import Readable, Refused
from assets.raw.decoding import decode
from assets.raw.readers.chats import is_chat, read_chat
from assets.raw.readers.files import Member, read_file
from assets.raw.readers.jsonl import read_jsonl
from assets.raw.readers.tabular.rows import documents_of, has_text, named, names
from assets.raw.records import RawDocument, Refusal


def read_json(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The articles of a JSON file. Raises Refused."""
    data = read_file(file)
    try:
        content = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        yield from _other(file, uri, data, error)
        return
    if is_chat(content):
        yield from read_chat(content, uri)
        return
    if isinstance(content, Mapping) and named(content).keys() & {"text", "html"} and _list_of(content) is None:
        yield from documents_of(iter([(0, content)]), uri)
        return
    found = content if isinstance(content, list) else _list_of(content)
    if found is None:
        raise Refused(
            "no_articles",
            "the JSON holds no list of articles: give an array of objects that each have a `text`",
            ", ".join(map(str, content))[:200] if isinstance(content, Mapping) else type(content).__name__,
        )
    if not found:
        raise Refused("empty", "the list of articles is empty: put documents in, or remove the file from the inbox")
    yield from documents_of(((n, _unwrapped(row)) for n, row in enumerate(found)), uri)


def _other(file: Readable, uri: str, data: bytes, error: orjson.JSONDecodeError) -> Iterator[RawDocument | Refusal]:
    """JSON in another encoding, or an object a line under the wrong ending."""
    lines = [line for line in data.split(b"\n", 50)[:50] if line.strip()]
    if len(lines) > 1 and lines[0].strip().startswith(b"{") and lines[0].strip().endswith(b"}"):
        yield from read_jsonl(file, uri)
        return
    text = decode(data).text
    try:
        content = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Refused("bad_json", f"the file is no JSON ({error}): write it again, in UTF-8", text[:200]) from error
    yield from read_json(Member(file.name, orjson.dumps(content)), uri)


def _list_of(content: Any) -> list[Any] | None:
    """The list of articles that an object holds under a known name, or the only list of objects in it."""
    if not isinstance(content, Mapping):
        return None
    for name in names("lists"):
        value: Any = content
        for step in name.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if isinstance(value, list):
            return value
    lists = [v for v in content.values() if isinstance(v, list) and v and all(isinstance(row, Mapping) for row in v)]
    held = [rows for rows in lists if has_text(rows[0])]
    return held[0] if len(held) == 1 else None


def _unwrapped(row: Any) -> Mapping[str, Any] | Refused:
    """The article's object: the row, or the object that it wraps."""
    if not isinstance(row, Mapping):
        return Refused("bad_json", f"the element is a JSON {type(row).__name__}, not an object with a text", str(row))
    for name in names("wrappers"):
        inner = row.get(name)
        if isinstance(inner, Mapping) and not has_text(row):
            return {**row, **inner}
    return row
