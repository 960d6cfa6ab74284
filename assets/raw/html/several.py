"""Parts a page that holds several articles, each in an element of its own with its own headline.

Here belongs telling such a page from one article and from a list of teasers. An export of a database belongs to
`exports`; what an article's page says belongs to `page`.
"""

import copy
import re

from lxml import etree  # type: ignore[import-untyped]

NAMED = re.compile(r"(?:^|[\s_-])(?:article|story|post|entry)(?:$|[\s_-])", re.I)
LEAST_WORDS = 40  # of an article's paragraphs; a teaser has fewer
LEAST_PARAGRAPHS = 2
MOST = 200


def several(tree: etree._Element | None) -> list[str]:
    """A page for each of several articles, the first with the page's own head; empty where it is one article, or none.

    Articles are elements of one parent, each named as one and with the only headline (`h1`) of its kind within it; no
    headline stands outside them.
    """
    if tree is None:
        return []
    heads = tree.findall(".//h1")
    if not 2 <= len(heads) <= MOST:
        return []
    holders = [_holder(head) for head in heads]
    if None in holders or len({id(h) for h in holders}) < len(heads) or len({h.getparent() for h in holders}) != 1:  # type: ignore[union-attr]
        return []
    own = [holder for holder in holders if holder is not None]
    if not all(_is_article(holder) for holder in own):
        return []
    return [_page(tree, own, number) for number in range(len(own))]


def _holder(head: etree._Element) -> etree._Element | None:
    """The outermost element that is named as an article around a headline and holds no other."""
    found = None
    for element in head.iterancestors():
        if len(element.findall(".//h1")) != 1:
            break
        names = " ".join(element.get(name, "") for name in ("class", "id", "itemtype", "role"))
        if element.tag == "article" or NAMED.search(names):
            found = element
    return found


def _is_article(element: etree._Element) -> bool:
    paragraphs = [" ".join("".join(p.itertext()).split()) for p in element.iter("p")]
    written = [p for p in paragraphs if len(p.split()) >= LEAST_WORDS // 5]
    return len(written) >= LEAST_PARAGRAPHS and sum(len(p.split()) for p in written) >= LEAST_WORDS


def _page(tree: etree._Element, own: list[etree._Element], number: int) -> str:
    """The page without the other articles; but for the first also without the head, which speaks of the first."""
    paths = [tree.getroottree().getpath(element) for element in own]
    page = copy.deepcopy(tree)
    root = page.getroottree()
    others = [found for n, path in enumerate(paths) if n != number for found in root.xpath(path)]
    for element in others:
        element.getparent().remove(element)
    if number:
        for head in page.findall("head"):
            page.remove(head)
    markup: str = etree.tostring(page, encoding="unicode", method="html")
    return markup
