"""What the parser is shown: each paragraph by itself, chains as one word, headlines in the case of sentences.

Here belongs the making of these pieces, with the token of the text that each shown word stands for.
"""

from collections.abc import Iterator

import numpy as np
from spacy.tokens import Doc

from assets.enriched.annotate.parsing.casing import Casing
from assets.enriched.annotate.parsing.chains import chains
from assets.enriched.annotate.parsing.headlines import joined
from assets.enriched.annotate.parsing.masks import Mask, masks
from assets.enriched.annotate.records import CleanText


class Piece:
    """A stretch of tokens that is parsed by itself.

    `shown` is what the parser sees and fills; `tokens` are the tokens that its words stand for, of a mask its head.
    `commas` are the tokens that are shown as a word and are none.
    """

    __slots__ = ("commas", "masks", "shown", "tokens")

    def __init__(self, doc: Doc, start: int, end: int, held: list[Mask], plain: dict[int, str]) -> None:
        self.masks = held
        self.commas = [i for i in plain if doc[i].text == ","]
        self.tokens: list[int] = []
        words: list[str] = []
        spaces: list[bool] = []
        at = start
        for mask in [*held, None]:
            for i in range(at, end if mask is None else mask.start):
                token = doc[i]
                words.append(plain.get(i) or token.text)
                spaces.append(bool(token.whitespace_))
                self.tokens.append(i)
            if mask is not None:
                words.append(mask.word)
                spaces.append(bool(doc[mask.end - 1].whitespace_))
                self.tokens.append(mask.head)
                at = mask.end
        self.shown = Doc(doc.vocab, words=words, spaces=spaces)


def pieces(doc: Doc, clean: CleanText) -> Iterator[Piece]:
    """The paragraphs of a text, without the blank lines between."""
    held = masks(doc, chains(doc, clean))
    casing = Casing(doc, clean)
    titles = {part.start for part in clean.paragraphs if part.role == "title"}
    at = 0
    for start, end in _stretches(doc):
        last = at
        while last < len(held) and held[last].start < end:
            last += 1
        title = doc[start].idx in titles
        plain = casing.plain_words(start, end, title)
        if title:
            plain |= joined(doc, clean, start, end)
        yield Piece(doc, start, end, held[at:last], plain)
        at = last


def _stretches(doc: Doc) -> Iterator[tuple[int, int]]:
    """The ranges of tokens between white space that is a token: blank lines."""
    start = 0
    for i in np.flatnonzero(doc.to_array("IS_SPACE")).tolist() if len(doc) else ():
        if start < i:
            yield start, i
        start = i + 1
    if start < len(doc):
        yield start, len(doc)
