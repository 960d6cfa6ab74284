"""Reads clean texts with the language model: names in the text as it stands, sentences and heads in a plainer one.

The parser sees every paragraph by itself, because a sentence start that is set before it parses makes it cut the
sentence behind a headline or dateline; and it sees every chain of titles and a name as one word (`chains`), because
long chains break its coordination. Here belongs the way there and back: one Doc a text whose `doc.text` is the clean
text.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from spacy.tokens import Doc

from assets.enriched.annotate.parsing.pieces import Piece, pieces
from assets.enriched.annotate.parsing.word_forms import Shown, forms
from assets.enriched.annotate.records import CleanText
from assets.enriched.annotate.text.language_model import NAMING, PARSING, apply, language_model

BATCH = 24  # memory grows with the batch, speed does not (16 to 32 measured)
PIECES = 64  # paragraphs that are parsed at a time
_COLUMNS: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD"]


def parse(texts: Iterable[CleanText]) -> Iterator[Doc]:
    """One spaCy Doc a clean text, in order; `doc.text` equals the clean text."""
    waiting = iter(texts)
    while held := list(islice(waiting, BATCH)):
        docs = list(apply(NAMING, (_tokens(clean) for clean in held), BATCH))
        parts = [list(pieces(doc, clean)) for doc, clean in zip(docs, held, strict=True)]
        shown = {_words(piece.shown): piece.shown for of_one in parts for piece in of_one}
        read = dict(zip(shown, apply(PARSING, shown.values(), PIECES), strict=True))  # a paragraph of copies once
        for doc, of_one in zip(docs, parts, strict=True):
            for piece in of_one:
                piece.shown = read[_words(piece.shown)]
            _write(doc, of_one)
            yield doc


def _words(shown: Doc) -> bytes:
    """What the parser is shown of a paragraph: its words, and which a blank follows."""
    return bytes(shown.to_array(["ORTH", "SPACY"]).tobytes())


def _tokens(clean: CleanText) -> Doc:
    """The tokens of a text; no name goes on into the next paragraph."""
    doc = language_model().make_doc(clean.text)
    for i in np.flatnonzero(doc.to_array("IS_SPACE")).tolist() if len(doc) else ():
        if i + 1 < len(doc) and "\n" in doc[i].text:
            doc[i + 1].is_sent_start = True
    return doc


def _write(doc: Doc, pieces: list[Piece]) -> None:
    """Writes what the parser said of the pieces on the tokens that they stand for."""
    strings = doc.vocab.strings
    tags = np.full(len(doc), strings.add("_SP"), np.uint64)
    deps = np.full(len(doc), strings.add("dep"), np.uint64)
    heads = np.full(len(doc), -1, np.int64)
    heads[:1] = 0
    for piece in pieces:
        at = np.asarray(piece.tokens)
        read = piece.shown.to_array(["TAG", "DEP", "HEAD"])
        tags[at], deps[at] = read[:, 0], read[:, 1]
        heads[at] = at[np.arange(len(at)) + read[:, 2].astype(np.int64)] - at
        for mask in piece.masks:
            tags[mask.head] = strings.add("NNP")
            for i, tag, dep, head in mask.inner:
                tags[i], deps[i], heads[i] = strings.add(tag), strings.add(dep), head - i
        for i in piece.commas:
            tags[i], deps[i] = strings.add(","), strings.add("punct")
    words = [Shown(*word) for word in zip(doc.to_array("ORTH").tolist(), tags.tolist(), deps.tolist(), strict=True)]
    read_forms = np.array(forms(words), np.uint64).reshape(len(doc), 3)
    columns: Any = np.ascontiguousarray(np.stack([tags, *read_forms.T, deps, heads.astype(np.uint64)], axis=1))
    doc.from_array(_COLUMNS, columns)
