"""Reads every document below an inbox: chooses the reader by the file's kind, and yields documents and refusals.

Here belongs the walk over the inbox. What is inside a kind of file belongs to the reader of that kind.
"""

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import orjson

from assets.raw.records import RawDocument, Refusal, Supplied


def read_inbox(inbox: Path) -> Iterator[RawDocument | Refusal]:
    """Every document below the inbox, in the order of their paths, and a refusal for what could not be read."""
    for path in sorted(inbox.rglob("*")):
        uri = path.relative_to(inbox).as_posix()
        if path.name.endswith((".jsonl", ".jsonl.gz")):
            opener = gzip.open if path.suffix == ".gz" else open
            with opener(path, "rb") as lines:
                for number, line in enumerate(lines):
                    row = orjson.loads(line)
                    supplied = Supplied(
                        **{k: row.get(k) for k in ("id", "url", "title", "published", "outlet", "language")}
                    )
                    yield document(f"{uri}#{row.get('id', number)}", row["text"], supplied)
        elif path.suffix in {".txt", ".md"}:
            yield document(uri, path.read_text(encoding="utf-8"), Supplied())


def document(uri: str, text: str, supplied: Supplied) -> RawDocument:
    """A plain-text document."""
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    return RawDocument(digest[:32], uri, "text/plain", "utf-8", len(data), digest, text, supplied)
