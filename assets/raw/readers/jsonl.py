"""Reads JSON lines: one document a line, with what its maker supplies beside the text.

Here belong lines and their ids; what a line's fields say belongs to `supplied`. A line that cannot be read is refused
by itself; the others go on. `text` wins over `html` where a line has both. Blank lines hold no document.
"""

import json
from collections.abc import Iterator
from typing import Any

import orjson

from assets.raw import bounds
from assets.raw.bounds import Readable, Refused
from assets.raw.decoding import Decoded, decode
from assets.raw.readers.documents import given_bytes, html_document, text_document
from assets.raw.readers.supplied import content, supplied
from assets.raw.readers.wall import behind_wall, refused_by
from assets.raw.records import RawDocument, Refusal

MAX_LINE_BYTES = 2 * bounds.MAX_DOCUMENT_BYTES
NAN = "NaN"
BOM = b"\xef\xbb\xbf"

Numbered = tuple[int, bytes | None]


def read_jsonl(path: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """Every line's document, in order, at `uri#id` (else `uri#number`, from 0); a refusal for each that has none.

    What cannot be read to its end has one refusal more, at `uri`, for its rest.
    """
    seen: dict[str, int] = {}
    number = -1
    try:
        for number, line in numbered_lines(path):
            yield line_document(line, number, uri, seen)
    except Refused as error:
        yield error.rest(uri, f"line {number + 1}")
        return
    if number < 0:
        yield Refused("empty", "the file holds no line: put documents in, or remove it from the inbox").at(uri)


def numbered_lines(path: Readable) -> Iterator[Numbered]:
    """The lines that are not blank, streamed, with their number in the file; None for one too long to hold.

    Raises Refused where the rest of the file cannot be read.
    """
    with bounds.opened(path) as container:
        for number in range(bounds.MAX_RECORDS):
            line = container.stream.readline(MAX_LINE_BYTES)
            if not line.endswith(b"\n"):
                container.check()
            if not line:
                return
            if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
                bounds.skip_line(container.stream)
                yield number, None
            elif line.strip():
                yield number, line.removeprefix(BOM) if number == 0 else line
        if container.stream.readline(1):
            raise Refused(
                "too_many", f"the file holds more than {bounds.MAX_RECORDS:,} lines: split it into several files"
            )


def line_document(line: bytes | None, number: int, uri: str, seen: dict[str, int]) -> RawDocument | Refusal:
    """The document of one line; `seen` holds the ids so far with their line numbers, and gets this line's."""
    place = f"{uri}#{number}"
    try:
        if line is None:
            raise bounds.too_large()
        row = parse_line(line)
        key = line_key(row, number)
        if key in seen:
            place = f"{uri}#{key}@{number}"
            raise Refused(
                "duplicate_id", f"line {number} has the id of line {seen[key]}: give every line an id of its own", key
            )
        seen[key] = number
        place = f"{uri}#{key}"
    except Exception as error:
        return refused_by(error).at(place)
    return behind_wall(place, lambda: row_document(row, place))


def parse_line(line: bytes) -> dict[str, Any]:
    """The line's JSON object. Raises Refused (`bad_json`), also for escapes of lone surrogates, which are no text."""
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        row = parse_other(line, str(error))
    if not isinstance(row, dict):
        raise Refused("bad_json", f"the line is a JSON {type(row).__name__}, not an object with a text", shown(line))
    return row


def parse_other(line: bytes, reason: str) -> Any:
    """A line that is no JSON in UTF-8: in its own encoding, or with NaN for nothing. Raises Refused (`bad_json`)."""
    try:
        text = line.decode("utf-8")
        if NAN in text:
            row = json.loads(text)
            return orjson.loads(orjson.dumps(row))  # NaN becomes null, and lone surrogates are refused
    except UnicodeDecodeError:
        try:
            return orjson.loads(decode(line).text)
        except (Refused, orjson.JSONDecodeError):
            pass
    except (ValueError, RecursionError, TypeError):
        pass
    raise Refused("bad_json", f"the line is no JSON ({reason}): write one JSON object a line, in UTF-8", shown(line))


def shown(line: bytes) -> str:
    """The beginning of a line, for the refusal's reader."""
    return line[:200].decode("utf-8", "replace")


def line_key(row: dict[str, Any], number: int) -> str:
    """The line's id as text, else its number. Raises Refused (`bad_field`)."""
    key = row.get("id")
    if key is None or key == "":
        return str(number)
    if isinstance(key, bool) or not isinstance(key, str | int) or len(str(key)) > bounds.MAX_ID_LENGTH:
        raise Refused(
            "bad_field", f"`id` must be a string or whole number of at most {bounds.MAX_ID_LENGTH} characters", str(key)
        )
    return str(key)


def row_document(row: dict[str, Any], place: str) -> RawDocument:
    """The document of a line's object. Raises Refused (`no_text`, `bad_field`, `too_large`, `empty`)."""
    facts = supplied(row, place.partition("#")[2] if row.get("id") else None)
    kind, held = content(row)
    data = given_bytes(held)
    make = text_document if kind == "text" else html_document
    return make(place, data, Decoded(held, "utf-8"), facts)
