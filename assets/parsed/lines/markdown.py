"""Knows the marks that Markdown puts around lines: heading signs, emphasis, rules, pictures and bare links.

Here belongs which characters of a line are marks. What the line says belongs to the other modules; links and emphasis
inside a sentence stay in it, since spans must equal the raw text.
"""

import re

_HEADING = re.compile(r"#{1,6}[ \t]{1,8}(?=\S)")
_CLOSING = re.compile(r"[ \t]#{1,6}$")
_EMPHASIS = ("***", "___", "**", "__", "*", "_")
_RULE = re.compile(r"=+|-{3,}|\*{3,}|_{3,}|~{3,}|(?:[-*_] ){2,20}[-*_]")
_PICTURE = re.compile(r"!\[[^\[\]]{0,400}\]\([^()\s]{1,1000}(?: \"[^\"]{0,300}\")?\)")
_LINK = re.compile(r"(?:[-*+] )?\[[^\[\]]{1,200}\]\([^()\s]{1,1000}(?: \"[^\"]{0,300}\")?\)")


def bare_range(text: str) -> tuple[int, int]:
    """The range of a line without heading signs and without emphasis around the whole of it."""
    start, end = 0, len(text)
    match = _HEADING.match(text)
    if match:
        start = match.end()
        closing = _CLOSING.search(text, max(start, end - 8))
        end = closing.start() if closing else end
    if not text.startswith(("*", "_"), start):
        return start, end
    for mark in _EMPHASIS:
        inner = text[start + len(mark) : end - len(mark)]
        if text.startswith(mark, start) and text.endswith(mark, start, end) and inner.strip() and mark not in inner:
            return start + len(mark), end - len(mark)
    return start, end


def bare(text: str) -> str:
    """The words of a line without the marks around them."""
    return text[slice(*bare_range(text))].strip()


def is_rule(text: str) -> bool:
    """Whether a line is a rule, the fence of front matter, or the underline of a heading."""
    return len(text) <= 200 and bool(_RULE.fullmatch(text))


def is_picture(text: str) -> bool:
    """Whether a line is one picture and nothing else."""
    return len(text) <= 2000 and bool(_PICTURE.fullmatch(text))


def is_link(text: str) -> bool:
    """Whether a line is one link and nothing else, as lists of other stories are."""
    return len(text) <= 1500 and bool(_LINK.fullmatch(text))
