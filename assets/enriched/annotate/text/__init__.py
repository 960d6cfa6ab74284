"""Text: segments of a document come in; clean text and its way back to raw positions go out, and the language model.

`clean` joins what is read and folds white space; `language_model` loads spaCy once and applies its parts. A span is
shifted: `clean`. What the model is shown, and how a word is parsed: `parsing`.
"""
