"""The article as the event reader sees it: its words with their syntax, its cast, its days and places.

Here belongs the view alone. Who is in the cast is decided in `cast`, what a view says to the network in `features`.
"""

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Context, MentionKind, TimeMention

# What a word is part of; the encoder has a vector for each. The order is the model's: only ever add at the end.
TYPES = (
    "none",
    "person",
    "country",
    "nationality",
    "organisation",
    "place",
    "office",
    "forum",
    "equipment",
    "agreement",
    "time",
    "referent",
    "group",
)
TITLE = "title"
Interval = tuple[dt.date | None, dt.date | None, str]  # first day, last day, precision


@dataclass(frozen=True, slots=True)
class Span:
    """Words [start, end) with the word that heads them, and how they name what they name (a kind, or a reference)."""

    start: int
    end: int
    root: int
    link: str


@dataclass(slots=True)
class Member:
    """One of the cast: somebody or something that can take part in an act; `spans` are where it is named, in order.

    `entity` is its position in `annotation.entities`; None for a country that only its ships or ministries show.
    """

    kind: MentionKind
    name: str
    country: str | None
    entity: int | None
    in_office: bool
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Day:
    """A time expression that says days."""

    span: Span
    time: TimeMention


@dataclass(frozen=True, slots=True)
class Place:
    """A place or country that is named; `entity` is its position in `annotation.entities`."""

    span: Span
    entity: int
    kind: MentionKind
    country: str | None


@dataclass(slots=True)
class Article:
    """Lists have one entry a word; white space is no word. `sentence` and `paragraph` are numbers, `head` is a word."""

    context: Context
    words: list[str]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    head: list[int]
    dep: list[str]
    pos: list[str]
    tag: list[str]
    lemma: list[str]
    sentence: list[int]
    paragraph: list[int]
    title: list[bool]
    types: NDArray[np.int64]
    cast: list[Member] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    durations: list[tuple[Span, int]] = field(default_factory=list)  # spans that say how many days something lasts
    places: list[Place] = field(default_factory=list)
    bystanders: set[int] = field(default_factory=set)  # words that head names of people who act for no state
    children: dict[int, list[int]] | None = None  # filled when first asked for
    standing: dict[int, list[float]] = field(default_factory=dict)  # of words, filled when first asked for

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int, link: str) -> Span | None:
        """The words that a range of the clean text touches, or None where there is none."""
        first = int(np.searchsorted(self.end, start, side="right"))
        last = int(np.searchsorted(self.start, end, side="left"))
        return Span(first, last, self.root(first, last), link) if first < last else None

    def root(self, first: int, last: int) -> int:
        """The word of a stretch whose head lies outside it."""
        for word in range(first, last):
            if not first <= self.head[word] < last or self.head[word] == word:
                return word
        return first

    def mark(self, span: Span, kind: str, over: bool = True) -> None:
        """Notes what the words of a span are part of; with `over` false only where nothing is noted yet."""
        stretch = self.types[span.start : span.end]
        stretch[...] = TYPES.index(kind) if over else np.where(stretch == 0, TYPES.index(kind), stretch)


def words_of(reading: Reading) -> Article:
    """The words of a document, without cast, days and places."""
    tokens = [token for token in reading.doc if not token.is_space]
    number = {token.i: at for at, token in enumerate(tokens)}
    start = np.array([token.idx for token in tokens], dtype=np.int64)
    end = np.array([token.idx + len(token.text) for token in tokens], dtype=np.int64)
    sentences = sorted(sentence.start for sentence in reading.annotation.sentences) or [0]
    paragraphs = [part.start for part in reading.clean.paragraphs] or [0]
    paragraph = [max(0, bisect_right(paragraphs, int(at)) - 1) for at in start]
    roles = [part.role for part in reading.clean.paragraphs]
    return Article(
        context=reading.context,
        words=[token.text for token in tokens],
        start=start,
        end=end,
        head=[number.get(token.head.i, at) for at, token in enumerate(tokens)],
        dep=[token.dep_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        tag=[token.tag_ for token in tokens],
        lemma=[token.lemma_.lower() for token in tokens],
        sentence=[max(0, bisect_right(sentences, int(at)) - 1) for at in start],
        paragraph=paragraph,
        title=[roles[at] == TITLE for at in paragraph] if roles else [False] * len(tokens),
        types=np.zeros(len(tokens), dtype=np.int64),
    )
