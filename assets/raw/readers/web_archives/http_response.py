"""Reads an HTTP response as archives keep it: status, fields, and the body without its chunks and compression.

Here belongs what HTTP says. What is wrong with a body is a refusal (`content_encoding`, `corrupt`, `too_large`), never
a page that is cut short without a word.
"""

import re
import zlib
from dataclasses import dataclass

from assets.raw import bounds
from assets.raw.bounds import Refused

BLANK_LINE = re.compile(rb"\r?\n[ \t]{0,20}\r?\n")
CHUNK_SIZE = re.compile(rb"\s{0,4}([0-9A-Fa-f]{1,8})[^\n]{0,200}\n")
PLAIN = frozenset({"", "identity", "none", "utf-8"})
COMPRESSED = frozenset({"gzip", "x-gzip", "deflate"})


@dataclass(frozen=True)
class Response:
    """A response: its status as printed, its fields by names in lower case, and its body as sent."""

    status: str
    fields: dict[str, str]
    sent: bytes

    def media_type(self) -> str:
        """The media type in lower case, without parameters."""
        return self.fields.get("content-type", "").split(";")[0].strip().lower()

    def charset(self) -> str | None:
        """The charset of the media type."""
        for part in self.fields.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip()
        return None

    def body(self) -> bytes:
        """The body without transfer and content encodings. Raises Refused."""
        data = self.sent
        if self.fields.get("transfer-encoding", "").strip().lower() == "chunked":
            data = joined(data)
        for coding in reversed(self.fields.get("content-encoding", "").lower().split(",")):
            if (coding := coding.strip()) in PLAIN:
                continue
            if coding not in COMPRESSED:
                message = f"the page is compressed as {coding[:40]!r}, which cannot be read here: save it uncompressed"
                raise Refused("content_encoding", message, coding)
            data = expanded(data)
        if len(data) > bounds.MAX_DOCUMENT_BYTES:
            raise bounds.too_large()
        return data


def response(block: bytes) -> Response:
    """The response in a record's block; a block that begins with markup has neither status nor fields."""
    end = BLANK_LINE.search(block)
    if end is None or block.lstrip()[:1] == b"<":
        return Response("", {}, block)
    first, _, rest = block[: end.start()].partition(b"\n")
    words = first.decode("latin-1").split(None, 2)
    return Response(
        words[1] if len(words) > 1 else "", named_fields(rest.decode("utf-8", "replace")), block[end.end() :]
    )


def named_fields(text: str) -> dict[str, str]:
    """The `name: value` lines by names in lower case; of a name that comes twice the first, folded lines joined."""
    found: dict[str, str] = {}
    name = ""
    for line in text.split("\n"):
        if line[:1] in {" ", "\t"} and name in found:
            found[name] += " " + line.strip()
        elif ":" in line:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            found.setdefault(name, value.strip())
    return found


def joined(data: bytes) -> bytes:
    """The chunks of a body joined; what is not in chunks at all is taken as it is. Raises Refused (`corrupt`)."""
    parts: list[bytes] = []
    at = 0
    while at < len(data):
        found = CHUNK_SIZE.match(data, at)
        if found is None:
            if not parts:
                return data
            raise Refused("corrupt", "the chunks of the page do not fit together: fetch the page again")
        size = int(found.group(1), 16)
        if size == 0:
            break
        if found.end() + size > len(data):
            raise Refused("truncated", "the page breaks off within a chunk: fetch it again")
        parts.append(data[found.end() : found.end() + size])
        at = found.end() + size
        at += len(data[at : at + 2]) - len(data[at : at + 2].lstrip(b"\r\n"))
    return b"".join(parts)


def expanded(data: bytes) -> bytes:
    """A compressed body expanded; one that is not compressed at all is taken as it is.

    Raises Refused (`corrupt`, `truncated`, `too_large`).
    """
    data = data.lstrip(b"\r\n")
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        inflate = zlib.decompressobj(bits)
        try:
            text = inflate.decompress(data, bounds.MAX_DOCUMENT_BYTES + 1)
        except zlib.error as error:
            if data[:2] == b"\x1f\x8b":
                raise Refused("corrupt", f"the page's compression is broken ({error}): fetch the page again") from error
            continue
        if len(text) > bounds.MAX_DOCUMENT_BYTES:
            raise bounds.too_large()
        if not inflate.eof:
            raise Refused("truncated", "the compressed page breaks off: fetch it again")
        return text
    return data
