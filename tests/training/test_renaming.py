"""Renaming keeps an article one story: one name becomes one other, and everything that is no name stays."""

import random

import numpy as np

from assets.enriched.annotate.events.pieces import pieces_of, tokenizer
from assets.enriched.annotate.events.words import TYPES, Article
from assets.enriched.annotate.records import Context
from training.renaming import name_words, renamed

WORDS = [
    "Oslo",
    ":",
    "Jonas",
    "Berg",
    "of",
    "Norway",
    "met",
    "Swedish",
    "envoys",
    ",",
    "Berg",
    "said",
    "in",
    "Norway",
    ".",
]
KINDS = {0: "place", 2: "person", 3: "person", 5: "country", 7: "nationality", 10: "person", 13: "country"}


def article() -> Article:
    size = len(WORDS)
    kinds = [TYPES.index(KINDS.get(at, "none")) for at in range(size)]
    plain = [""] * size
    return Article(
        context=Context("d"),
        words=list(WORDS),
        start=np.arange(size),
        end=np.arange(size) + 1,
        head=list(range(size)),
        dep=plain,
        pos=plain,
        tag=plain,
        lemma=plain,
        sentence=[0] * size,
        paragraph=[0] * size,
        title=[False] * size,
        types=np.array(kinds, dtype=np.int64),
    )


def words_of(
    ids: "np.ndarray[tuple[int], np.dtype[np.int64]]", first: "np.ndarray[tuple[int], np.dtype[np.int64]]"
) -> list[str]:
    ends = [*first[1:], len(ids)]
    return [tokenizer().decode([int(i) for i in ids[a:b]]) for a, b in zip(first, ends, strict=True)]


def test_one_name_becomes_one_other_everywhere_and_no_other_word_changes() -> None:
    given = article()
    pieces = renamed(given, ["Quandt", "Moreau"], random.Random(3))
    told = words_of(pieces.ids, pieces.first)
    before = words_of(pieces_of(given).ids, pieces_of(given).first)
    assert told[3] == told[10] != "berg"
    assert {told[2], told[3]} <= {"quandt", "moreau"}
    assert told[5] == told[13] != "norway"
    assert told[7] != "swedish"
    assert told[0] != "oslo"
    assert [told[at] for at in range(len(WORDS)) if at not in KINDS] == [
        before[at] for at in range(len(WORDS)) if at not in KINDS
    ]
    assert given.words == WORDS
    assert len(pieces.types) == len(pieces.ids)


def test_name_words_are_those_of_persons_alone() -> None:
    assert name_words([article()]) == ["Berg", "Jonas"]
