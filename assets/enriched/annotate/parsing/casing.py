"""Headlines, and text in capitals, as a sentence would be printed: "Brazil and Russia sign defense pact".

The parser learned from sentences; where every word has a capital it takes verbs for names. Here belongs which words
lose their capital before the parser. The text itself, and what is read for names, stays as it is.
"""

from functools import cached_property

from spacy.tokens import Doc, Token

from assets.enriched.annotate.names.gazetteer import known_in
from assets.enriched.annotate.names.person_names import words as group
from assets.enriched.annotate.parsing.common_words import is_common
from assets.enriched.annotate.records import CleanText

_SHARE = 0.6  # of the longer words of a headline in title case that begin with a capital
_LONG = 4  # letters; shorter words are printed either way
_FEW = 3  # words that no capital is told by


class Casing:
    """How the words of one text are printed in its sentences, and so in its headlines."""

    def __init__(self, doc: Doc, clean: CleanText) -> None:
        self.doc, self.clean = doc, clean

    def plain_words(self, start: int, end: int, title: bool) -> dict[int, str]:
        """The tokens of a paragraph that are shown in another case, by position; none where it is a plain sentence."""
        held = [token for token in self.doc[start:end] if token.is_alpha]
        long = [token for token in held if len(token) >= _LONG]
        if len(long) < _FEW:
            return {}
        loud = all(token.is_upper for token in long)
        if not loud and not (title and sum(token.text[0].isupper() for token in long) > _SHARE * len(long)):
            return {}
        shown = {token.i: self._plain(token, loud) for token in held}
        return {at: word for at, word in shown.items() if word != self.doc[at].text}

    def _plain(self, token: Token, loud: bool) -> str:
        """One word as a sentence would have it."""
        low, named = token.lower_, token.idx in self._names
        told = self._told.get(low)
        if told is not None and not (named and told == low):
            return told
        if not named and is_common(low) and not _is_own(low):
            return low
        return token.text.title() if loud and len(token) > _LONG else token.text

    @cached_property
    def _names(self) -> set[int]:
        """Where the words of names begin: of those that the gazetteer knows, and of people.

        Among capitals the model takes verbs for people, so a word of the language's own is a name by our lists alone.
        """
        held: set[int] = set()
        for match in known_in(self.clean.text)[1]:
            if match.entry.kind != "office":
                span = self.doc.char_span(match.start, match.end, alignment_mode="expand")
                held.update(token.idx for token in span or ())
        for ent in self.doc.ents:
            if ent.label_ == "PERSON":
                held.update(token.idx for token in ent if _is_own(token.lower_) or not is_common(token.lower_))
        return held

    @cached_property
    def _told(self) -> dict[str, str]:
        """How the body prints words behind a word in lower case; in lower case where that is found at all."""
        titles = [(part.start, part.end) for part in self.clean.paragraphs if part.role == "title"]
        told: dict[str, str] = {}
        behind = False
        for token in self.doc:
            says = token.is_lower or (token.is_alpha and token.lower_ not in told and not token.is_upper)
            if behind and says and not any(first <= token.idx < last for first, last in titles):
                told[token.lower_] = token.text
            behind = token.is_alpha and token.is_lower
        return told


def _is_own(word: str) -> bool:
    """Whether a word in lower case is one of the common names of people."""
    return word in group("common_family") or word in group("common_given")
