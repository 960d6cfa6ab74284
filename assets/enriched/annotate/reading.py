"""The working view of one document that every annotating module gets: parse, clean text, context, what is known so far.

Here belong look-ups that several modules share. Modules fill `annotation` in the order of `annotate.py`.
"""

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from assets.enriched.annotate.records import Annotation, CleanText, Context, Mention, Referent


@dataclass(slots=True)
class Reading:
    """One document while it is read. All positions are of `clean.text`, which is `doc.text`."""

    doc: Doc
    clean: CleanText
    context: Context
    annotation: Annotation

    def sentence_at(self, position: int) -> int:
        """Number of the sentence that holds, or last began before, a position; 0 before the first."""
        starts = [sentence.start for sentence in self.annotation.sentences]
        return max(0, bisect_right(starts, position) - 1)

    def span(self, start: int, end: int) -> Span:
        """The tokens that a character range touches."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            raise ValueError(f"{self.context.document_id}: no token in [{start}, {end})")
        return span

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie within a range, in order."""
        return [m for m in self.annotation.mentions if start <= m.start and m.end <= end]

    def referents_in(self, start: int, end: int) -> list[Referent]:
        """The nominal and pronominal references that lie within a range, in order."""
        return [r for r in self.annotation.referents if start <= r.start and r.end <= end]
