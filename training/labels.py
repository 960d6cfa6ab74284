"""The labelled documents that the reader learns from, and whose they are.

Here belongs loading: our own articles with their labels (`seeds/training`), our labels of openly licensed texts, and
the labelled open texts of a folder given. Labels of others' texts hold offsets and hashes; the text is built from the
folder.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assets.reference import SEEDS

OWN = SEEDS / "training"
LONGEST = 430  # words at which a further text is cut, at a paragraph
TEST_FOLD = 4
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with its labelled events; `fold` 4 is never learned from."""

    document_id: str
    source: str
    fold: int
    text: str
    published: str | None
    url: str | None
    events: tuple[Json, ...]


def load(folder: Path) -> list[Labelled]:
    """All labelled documents, in the order of their ids. `folder` holds `open` and `text.jsonl.gz`.

    Raises ValueError where a text is not the one that was labelled.
    """
    found = [*_open(folder / "open"), *_own(), *_further(folder / "text.jsonl.gz")]
    return sorted(found, key=lambda document: document.document_id)


def _open(folder: Path) -> Iterator[Labelled]:
    texts = {line["id"]: line for line in lines(folder / "inbox" / "open.inbox.jsonl.gz")}
    for gold in lines(folder / "gold" / "open.gold.jsonl.gz"):
        yield _labelled(gold, texts[gold["id"]], gold["fold"])


def _own() -> Iterator[Labelled]:
    texts = {line["id"]: line for line in lines(OWN / "articles.jsonl")}
    for gold in lines(OWN / "labels.jsonl"):
        yield _labelled(gold, texts[gold["id"]], own_fold(gold["id"]))


def _further(file: Path) -> Iterator[Labelled]:
    labels = {gold["id"]: gold for gold in lines(OWN / "labels_of_open_texts.jsonl")}
    for line in lines(file):
        if line["id"] in labels:
            text = {"text": built(line), "published": line.get("published"), "url": line.get("url")}
            yield _labelled(labels[line["id"]], text, own_fold(line["id"]))


def _labelled(gold: Json, line: Json, fold: int) -> Labelled:
    text = line["text"]
    if hashlib.sha256(text.encode()).hexdigest() != gold["sha256"]:
        raise ValueError(f"{gold['id']}: the text is not the one that was labelled: use the folder it came from")
    published = line.get("published")
    return Labelled(gold["id"], gold["source"], fold, text, published, line.get("url"), tuple(gold["events"]))


def own_fold(document_id: str) -> int:
    """A fold by the id's hash: nine in ten documents are in folds 0 to 3, the others in the test fold."""
    number = int(hashlib.sha256(document_id.encode()).hexdigest()[:8], 16) % 10
    return TEST_FOLD if number == 9 else number % 4


def held_out(document: Labelled) -> bool:
    """Whether a document is kept from the network so that the confidence can be fitted to it: one in twelve."""
    number = int(hashlib.sha256(document.document_id.encode()).hexdigest()[8:16], 16)
    return document.fold != TEST_FOLD and number % 12 == 0


def built(line: Json) -> str:
    """The text that was labelled: title, place, and paragraphs up to about LONGEST words."""
    pieces = [part for part in (line.get("title"), line.get("place")) if part]
    words = 0
    for paragraph in filter(None, (part.strip() for part in line["text"].split("\n\n"))):
        size = len(paragraph.split())
        if words and words + size > LONGEST * 1.15:
            break
        pieces.append(paragraph)
        words += size
        if words >= LONGEST:
            break
    return "\n\n".join(pieces)


def lines(file: Path) -> Iterator[Json]:
    """The objects of a file of JSON lines, packed or not."""
    packed = file.suffix == ".gz"
    with gzip.open(file, "rt", encoding="utf-8") if packed else file.open(encoding="utf-8") as held:
        for line in held:
            if line.strip():
                yield json.loads(line)
