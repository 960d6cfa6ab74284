"""Measures the speed of single steps, over the sample documents or a folder.

Prints parsing in documents a second on one core, each text cut or repeated to 3 kB, and what annotation costs beside
the bare language model over the same cleaned texts (1.00 would be nothing).
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assets.enriched.annotate.annotate import Source, annotate
from assets.enriched.annotate.text.clean import clean
from assets.enriched.annotate.text.language_model import as_installed
from assets.enriched.step import source
from assets.parsed.parse import parse
from assets.raw.readers.inbox import read_inbox
from assets.raw.records import RawDocument

LENGTH = 3_000
ROUNDS = 3
BATCH = 24  # texts; memory grows with it, speed does not
LEAST_SECONDS = 3.0


def main(folder: Path) -> None:
    """Measures and prints."""
    read = [d for d in read_inbox(folder) if isinstance(d, RawDocument) and d.media_type != "text/html"]
    if not read:
        sys.exit(f"{folder} holds no plain text to measure with")
    documents = [_of_length(document) for document in read]
    _parsing(documents)
    parsed = [(document, parse(document)) for document in read]
    _annotating([source(d, p) for d, p in parsed if not any(issue.quarantine for issue in p.issues)])


def _of_length(document: RawDocument) -> RawDocument:
    """The document with a text of 3,000 characters: repeated or cut."""
    text = (document.raw_text + "\n\n") * (LENGTH // (len(document.raw_text) + 2) + 1)
    return RawDocument(document.document_id, document.source_uri, document.media_type, None, LENGTH, "", text[:LENGTH])


def _parsing(documents: Sequence[RawDocument]) -> None:
    count, seconds = 0, 0.0
    parse(documents[0])
    while seconds < LEAST_SECONDS:
        seconds += _timed(lambda: [parse(document) for document in documents])
        count += len(documents)
    print(f"parsing: {count / seconds:,.0f} documents/s on one core ({LENGTH:,} characters each, {count:,} documents)")


def _annotating(sources: Sequence[Source]) -> None:
    plain = as_installed()
    texts = [clean(s.raw_text, s.segments) for s in sources]
    list(annotate(sources[:2]))
    raw = [text.text for text in texts]
    model = min(_timed(lambda: list(plain.pipe(raw, batch_size=BATCH))) for _ in range(ROUNDS))
    whole = min(_timed(lambda: list(annotate(sources))) for _ in range(ROUNDS))
    words = sum(len(t.text.split()) for t in texts)
    print(f"language model as installed: {words / model:,.0f} words/s on one core")
    print(f"annotation: {words / whole:,.0f} words/s, {whole / model:.2f} times the bare model ({len(texts)} texts)")


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
