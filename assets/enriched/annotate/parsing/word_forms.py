"""Part of speech, features and lemma of words, from their tag and dependency.

The model's own attribute ruler and lemmatizer look at every token anew, at a fifth of the cost of the whole model. What
they say hangs on the word, its tag and its dependency alone, but for a few pairs ("let's", "gonna", "there is"), so
each such triple is asked for once and remembered.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from spacy.tokens import Doc

from assets.enriched.annotate.text.language_model import WORDING, apply, language_model
from assets.reference import read_csv

_PAIRED = frozenset({"ai", "gon", "got", "let", "c'm", "y", "y'"})  # words whose reading hangs on the next
_MOST = 200_000  # triples that are remembered: some 30 MB


class Shown(NamedTuple):
    """A word as its readers see it: the hashes of its form, tag and dependency."""

    orth: int
    tag: int
    dep: int


class Form(NamedTuple):
    """The hashes of part of speech, features and lemma."""

    pos: int
    morph: int
    lemma: int


_KNOWN: dict[Shown, Form] = {}


def forms(shown: list[Shown]) -> list[Form]:
    """The forms of the words of one text, in order."""
    missing = list(dict.fromkeys(word for word in shown if word not in _KNOWN))
    if len(_KNOWN) > _MOST:
        _KNOWN.clear()
        missing = list(dict.fromkeys(shown))
    if missing:
        parted = [part for word in missing for part in (word, _mark())]
        _KNOWN.update(zip(missing, _read(parted)[::2], strict=True))
    found = [_KNOWN[word] for word in shown]
    expletive = language_model().vocab.strings["expl"]
    paired = _paired()
    for at, word in enumerate(shown[:-1]):
        if word.orth in paired or word.dep == expletive:
            found[at : at + 2] = _read(shown[at : at + 2])
    return found


def _read(shown: Iterable[Shown]) -> list[Form]:
    """What the model's own components say of words that stand in a row."""
    strings = language_model().vocab.strings
    held = list(shown)
    doc = Doc(
        language_model().vocab,
        words=[strings[word.orth] for word in held],
        tags=[strings[word.tag] for word in held],
        deps=[strings[word.dep] for word in held],
        heads=list(range(len(held))),
    )
    lemmas = mended_lemmas()
    read = []
    for token in next(iter(apply(WORDING, [doc], 1))):
        right = lemmas.get(token.lower_)
        if right is not None:
            token.lemma_ = right.get("VERB" if token.pos_ == "AUX" else token.pos_, token.lemma_)
        features: Any = token.morph
        read.append(Form(token.pos, features.key, token.lemma))
    return read


@cache
def _mark() -> Shown:
    """A word that parts others and says nothing of them."""
    strings = language_model().vocab.strings
    return Shown(strings.add("|"), strings.add("NFP"), strings.add("punct"))


@cache
def _paired() -> frozenset[int]:
    """The hashes of the forms of words that are read with the next."""
    strings = language_model().vocab.strings
    return frozenset(strings.add(form) for word in _PAIRED for form in (word, word.title(), word.upper()))


@cache
def mended_lemmas() -> dict[str, dict[str, str]]:
    """Lemmas that the model gets wrong ("staged": "stage", not "stag"), by form in lower case and part of speech."""
    lemmas: dict[str, dict[str, str]] = {}
    for row in read_csv("lemmas"):
        lemmas.setdefault(row["form"], {})[row["pos"]] = row["lemma"]
    return lemmas
