"""The working view of one document that every annotating module gets: parse, clean text, context, what is known so far.

Here belong look-ups that several modules share. Modules fill `annotation` in the order of `annotate.py`.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from assets.enriched.annotate.records import (
    Annotation,
    CleanText,
    Context,
    Mention,
    OfficePhrase,
    Referent,
    TimeMention,
)


@dataclass(slots=True)
class Reading:
    """One document while it is read. All positions are of `clean.text`, which is `doc.text`.

    Look-ups are remembered, so a module that changes `annotation.mentions` or `annotation.referents` calls `forget`.
    `titles` are the office phrases, in order; not every one of them is a mention.
    """

    doc: Doc
    clean: CleanText
    context: Context
    annotation: Annotation
    titles: list[OfficePhrase] = field(default_factory=list)
    _spans: dict[tuple[int, int], Span] = field(default_factory=dict)
    _sentence_starts: list[int] = field(default_factory=list)
    _mention_starts: list[int] = field(default_factory=list)
    _referent_starts: list[int] = field(default_factory=list)
    _mention_of_token: dict[int, Mention] = field(default_factory=dict)
    _office_of_token: dict[int, Mention] = field(default_factory=dict)
    _referent_of_token: dict[int, Referent] = field(default_factory=dict)

    def forget(self) -> None:
        """Drops what was remembered of mentions and referents, after either list has changed."""
        self._mention_starts = []
        self._referent_starts = []
        self._mention_of_token = {}
        self._office_of_token = {}
        self._referent_of_token = {}

    def sentence_at(self, position: int) -> int:
        """Number of the sentence that holds, or last began before, a position; 0 before the first."""
        if len(self._sentence_starts) != len(self.annotation.sentences):
            self._sentence_starts = [sentence.start for sentence in self.annotation.sentences]
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def span(self, start: int, end: int) -> Span:
        """The tokens that a character range touches. Raises ValueError where there is none."""
        known = self._spans.get((start, end))
        if known is not None:
            return known
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            raise ValueError(f"no token in [{start}, {end})")
        self._spans[start, end] = span
        return span

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie within a range, in order."""
        mentions = self.annotation.mentions
        if len(self._mention_starts) != len(mentions):
            self._mention_starts = [m.start for m in mentions]
        first = bisect_left(self._mention_starts, start)
        last = bisect_left(self._mention_starts, end)
        return [m for m in mentions[first:last] if m.end <= end]

    def referents_in(self, start: int, end: int) -> list[Referent]:
        """The nominal and pronominal references that lie within a range, in order."""
        referents = self.annotation.referents
        if len(self._referent_starts) != len(referents):
            self._referent_starts = [r.start for r in referents]
        first = bisect_left(self._referent_starts, start)
        last = bisect_left(self._referent_starts, end)
        return [r for r in referents[first:last] if r.end <= end]

    def times_in(self, start: int, end: int) -> list[TimeMention]:
        """The times that lie within a range, in order."""
        times = self.annotation.times
        first = bisect_left(times, start, key=_start)
        return [t for t in times[first : bisect_left(times, end, key=_start)] if t.end <= end]

    def mention_of(self, token: Token) -> Mention | None:
        """The mention, other than of an office, that covers a token."""
        if not self._mention_of_token:
            self._index_mentions()
        return self._mention_of_token.get(token.i)

    def office_of(self, token: Token) -> Mention | None:
        """The office mention that covers a token."""
        if not self._mention_of_token:
            self._index_mentions()
        return self._office_of_token.get(token.i)

    def referent_of(self, token: Token) -> Referent | None:
        """The reference whose phrase covers a token."""
        if not self._referent_of_token:
            for referent in self.annotation.referents:
                span = self.span(referent.start, referent.end)
                self._referent_of_token.update(dict.fromkeys(range(span.start, span.end), referent))
        return self._referent_of_token.get(token.i)

    def _index_mentions(self) -> None:
        for mention in self.annotation.mentions:
            index = self._office_of_token if mention.kind == "office" else self._mention_of_token
            span = self.span(mention.start, mention.end)
            index.update(dict.fromkeys(range(span.start, span.end), mention))


def _start(time: TimeMention) -> int:
    return time.start
