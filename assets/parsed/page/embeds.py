"""Finds what a page shows inside its report from elsewhere: posts of social networks, captions without a mark.

Here belong lines known by the line below them: a post's signature, a picture's credit. Lines that say by themselves
what they are belong to `boilerplate_phrases`.
"""

import re
from collections.abc import Iterator

from assets.parsed.lines.line_table import LineTable

LONGEST_POST = 280  # code points, what most networks allow
LONGEST_CAPTION = 18  # words; a longer sentence above a credit is as often the report's
CREDIT_WORDS = 6
_SIGNATURE = re.compile(r"[—–-]{1,2} ?[^@]{1,60}\(@\w{1,30}\)")
_LINK = ("pic.twitter.com/", "https://t.co/")


def embedded(page: LineTable) -> Iterator[int]:
    """The numbers of the lines in the body's stretch that are posts, their signatures, or captions."""
    first, last = page.body
    for number in range(first, last):
        if _SIGNATURE.match(page.lines[number].text):
            yield number
            yield from _post_above(page, number, first)
        elif page.lines[number].text.rpartition(" ")[2].startswith(_LINK):
            yield number
        elif number > first and _is_bare_credit(page, number) and _may_be_caption(page, number - 1):
            yield number - 1


def _post_above(page: LineTable, signature: int, first: int) -> Iterator[int]:
    """The lines above a signature that are its post: one, and more as long as all of them are as short as a post."""
    length = 0
    for number in range(signature - 1, first - 1, -1):
        text = page.lines[number].text
        length += len(text)
        outside = text.endswith(":") or _SIGNATURE.match(text) or page.shapes[number].kind in {"boilerplate", "caption"}
        if outside or (length > LONGEST_POST and number < signature - 1) or signature - number > 3:
            return
        yield number


def _is_bare_credit(page: LineTable, number: int) -> bool:
    shape = page.shapes[number]
    return shape.kind == "caption" and shape.words <= CREDIT_WORDS


def _may_be_caption(page: LineTable, number: int) -> bool:
    shape = page.shapes[number]
    return shape.kind == "prose" and shape.words <= LONGEST_CAPTION and '"' not in page.lines[number].text
