"""The words of the language itself, as the model knows them.

Here belongs whether a word is one; which case or kind it has in a text belongs to the callers.
"""

from functools import lru_cache
from typing import Any

from assets.enriched.annotate.text.language_model import language_model

_OPEN = ("verb", "noun", "adj", "adv")


@lru_cache(maxsize=20_000)
def is_common(word: str) -> bool:
    """Whether a word in lower case is one of the language's own, by the model's lists of base forms."""
    if language_model().vocab[word].is_stop:
        return True
    index, rules = _tables()
    return any(
        word in index[pos]
        or any(word[: len(word) - len(old)] + new in index[pos] for old, new in rules[pos] if word.endswith(old))
        for pos in _OPEN
    )


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, frozenset[str]], dict[str, tuple[tuple[str, str], ...]]]:
    """The model's base forms, and the endings it takes off to reach them, by part of speech."""
    lemmatizer: Any = language_model().get_pipe("lemmatizer")
    lookups = lemmatizer.lookups
    index, rules = lookups.get_table("lemma_index"), lookups.get_table("lemma_rules")
    return (
        {pos: frozenset(index.get(pos, ())) for pos in _OPEN},
        {pos: tuple((old, new) for old, new in rules.get(pos, ())) for pos in _OPEN},
    )
