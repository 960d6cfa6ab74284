"""Text: segments of a document come in; clean text, its way back to raw positions, and the parse go out.

`clean` joins what is read and folds white space; `language_model` loads spaCy once, parses, and mends lemmas. A span
is shifted: `clean`. A sentence is cut wrongly or a word misparsed: `language_model`.
"""
