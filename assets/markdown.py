"""Makes text literal in Markdown, where it may come from a document: no image, link, heading or tag is made of it.

Here belongs the escaping. Escaping by backslash is not enough: GitHub's dialect, which Dagster's UI reads, makes links
of bare addresses after escapes are resolved. So a word that holds one is set as code.
"""

import re

# What has a meaning within a line; `_` has one at the edge of a word only.
_MEANT = re.compile(r"[\\`*{}\[\]<>#|~!&$]|(?<![^\W_])_|_(?![^\W_])")
_AT_THE_START = re.compile(r"^(?:[-+=]|\d+[.)])")
_ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)
_NOT_IN_CODE = re.compile(r"([`|]+)")


def literal(text: str) -> str:
    """One line of Markdown that is shown as the text's words, in paragraphs and cells of tables alike."""
    words = [_as_code(word) if _ADDRESS.search(word) else _MEANT.sub(r"\\\g<0>", word) for word in text.split()]
    return _AT_THE_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", " ".join(words))


def _as_code(word: str) -> str:
    """The word as code; what would end the code, or a cell, stands between pieces of it."""
    pieces = enumerate(_NOT_IN_CODE.split(word))
    return "".join(_MEANT.sub(r"\\\g<0>", piece) if n % 2 else f"`{piece}`" for n, piece in pieces if piece)
