"""Identifies the language of a text with py3langid, which ships its model.

Here belongs the identification; whether a language is read belongs to `rejection`.
"""

from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from assets.parsed.lines.boilerplate_phrases import words

SAMPLE = 800  # code points: enough for certainty, little enough for speed
ENGLISH = "en"
ENGLISH_SHARE = 0.2  # of the words; no other language has as many English function words
PIDGIN = "pcm"  # Nigerian Pidgin, for which the model takes English that is full of Nigerian names
PIDGIN_SHARE, SURELY_PIDGIN = 0.08, 0.12  # of the words, for a text that the model takes for it, and for any
SURE = 0.8  # below it the model guesses: short sentences full of names look like any language


@cache
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> tuple[str, float]:
    """ISO 639-1 code of a text and its probability (0 to 1).

    English where the model is unsure, with 0 for a text without letters.
    """
    sample = text[:SAMPLE]
    if not any(character.isalpha() for character in sample):
        return ENGLISH, 0.0
    tokens = sample.lower().split()
    pidgin = sum(token in words("pidgin_words") for token in tokens) / len(tokens)
    if pidgin >= SURELY_PIDGIN:
        return PIDGIN, 1.0
    if sum(token in words("function_words") for token in tokens) >= ENGLISH_SHARE * len(tokens):
        return ENGLISH, 1.0
    code, probability = _identifier().classify(sample)
    if code == PIDGIN and pidgin < PIDGIN_SHARE:
        return ENGLISH, float(1 - probability)
    if probability < SURE:
        return ENGLISH, float(1 - probability)
    return str(code), float(probability)
