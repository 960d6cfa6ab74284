"""Parses made-up texts of several paragraphs."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from assets.enriched.annotate.parsing.parse import parse
from assets.enriched.annotate.records import CleanText
from assets.enriched.annotate.text.clean import clean

Parse = Callable[..., Doc]


def text_of(*parts: tuple[str, str]) -> CleanText:
    """The clean text of (role, text) paragraphs."""
    raw, segments = "", []
    for role, text in parts:
        raw += "\n" if raw else ""
        segments.append((len(raw), len(raw) + len(text), role))
        raw += text
    return clean(raw, segments)


@pytest.fixture(scope="session")
def parsed() -> Parse:
    """The parse of (role, text) paragraphs, or of one bare paragraph."""

    def read(*parts: tuple[str, str] | str) -> Doc:
        whole = [part if isinstance(part, tuple) else ("paragraph", part) for part in parts]
        return next(parse([text_of(*whole)]))

    return read


def joined_with(token: Token) -> list[str]:
    """A word and all that are joined to it by conjunction."""
    found = [token.text]
    for child in token.children:
        if child.dep_ == "conj":
            found += joined_with(child)
    return found


def subjects(doc: Doc, verb: str) -> list[str]:
    """The subjects of the last verb of a form, each by its last word."""
    token = [token for token in doc if token.text == verb][-1]
    return [name for child in token.children if child.dep_ in {"nsubj", "nsubjpass"} for name in joined_with(child)]
