"""Word pieces of an article, and the windows in which the encoder reads them.

Here belongs how a text is cut for the encoder. A word's vector is that of its first piece, from the window in whose
core it lies; the core is read with some pieces before and behind it, so that no word stands at an edge.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assets.enriched.annotate.events.words import Article
from assets.reference import REFERENCE

CORE, BEFORE, BEHIND = 288, 48, 24  # pieces; the encoder has positions for 512
SLACK = 32  # pieces by which a core may be shorter, to end with a sentence
FIRST, LAST = 101, 102  # the encoder's marks of beginning and end


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [start, end) are read, those of [core_start, core_end) are kept."""

    start: int
    core_start: int
    core_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of an article: their numbers, the type of the word of each, and the first piece of every word."""

    ids: NDArray[np.int64]
    types: NDArray[np.int64]
    first: NDArray[np.int64]
    windows: tuple[Window, ...]


@cache
def tokenizer() -> Tokenizer:
    """The encoder's own, from the project's files. Raises FileNotFoundError where the file is missing."""
    path = REFERENCE / "event_reader" / "tokenizer.json"
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: events cannot be read without it; check out the whole project")
    made = Tokenizer.from_file(str(path))
    made.no_truncation()
    made.no_padding()
    return made


def pieces_of(article: Article) -> Pieces:
    """The pieces of all words, in order."""
    if not article.words:
        nothing = np.zeros(0, dtype=np.int64)
        return Pieces(nothing, nothing, nothing, ())
    encoded = tokenizer().encode(article.words, is_pretokenized=True, add_special_tokens=False)
    owners = np.array(encoded.word_ids, dtype=np.int64)
    first = np.searchsorted(owners, np.arange(len(article)), side="left")
    # A word of which nothing is left (a stray control sign) takes the vector of the piece that follows, or the last.
    first = np.minimum(first, max(0, len(owners) - 1)).astype(np.int64)
    sentences = np.array(article.sentence, dtype=np.int64)[owners]
    ids = np.array(encoded.ids, dtype=np.int64)
    return Pieces(ids, article.types[owners], first, tuple(_windows(sentences)))


def _windows(sentences: NDArray[np.int64]) -> list[Window]:
    """Windows of about equal cores that end with sentences where one ends near; `sentences` has the number of each."""
    total = len(sentences)
    if not total:
        return []
    core = -(-total // -(-total // (CORE - SLACK // 2))) + SLACK // 2
    windows, start = [], 0
    while start < total:
        end = min(total, start + core)
        if end < total:
            end = _sentence_end(sentences, max(start + 1, end - SLACK), end)
        windows.append(Window(max(0, start - BEFORE), start, end, min(total, end + BEHIND)))
        start = end
    return windows


def _sentence_end(sentences: NDArray[np.int64], low: int, high: int) -> int:
    """The last place in (low, high] at which a sentence begins, else `high`."""
    for at in range(high, low, -1):
        if sentences[at] != sentences[at - 1]:
            return at
    return high
