"""Tells a page that lists stories (a front page, a section, a topic) from the page of one story.

Here belongs the evidence of the page's structure. Whether such a page is turned away belongs to the parsed stage.
"""

import re
from collections.abc import Sequence

from assets.raw.html.jsonld import Node, is_type
from assets.raw.html.visible_text import Line

LIST_TYPE = re.compile(r"^(?:collectionpage|itemlist|searchresultspage|profilepage)$", re.I)
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
MIN_TEASERS = 4
MIN_TEASER_SHARE = 0.5
REACH = 3
LINKED = 0.9
MIN_WORDS = 3


def is_listing(lines: Sequence[Line], inside: Sequence[bool], nodes: Sequence[Node], article: bool) -> bool:
    """Whether the lines taken for the article are teasers of several stories.

    A teaser is a paragraph right below a headline that is a link of its own. JSON-LD decides where it declares
    a list and (`article`) no article.
    """
    if not article and any(is_type(node, LIST_TYPE) for node in nodes):
        return True
    body = {n for n, belongs in enumerate(inside) if belongs and lines[n].tag not in HEADINGS}
    teasers = sum(below_link(lines, n, body) for n in body)
    return teasers >= MIN_TEASERS and teasers >= MIN_TEASER_SHARE * len(body)


def below_link(lines: Sequence[Line], n: int, body: set[int]) -> bool:
    """Whether a linked headline stands above a line, with nothing of the body between them."""
    for above in range(n - 1, max(-1, n - 1 - REACH), -1):
        line = lines[above]
        if above in body:
            return False
        heading = line.tag in HEADINGS or any(tag in HEADINGS for tag in line.tags[:2])
        if heading and line.linked >= LINKED and len(line.text.split()) >= MIN_WORDS:
            return True
    return False
