"""Reads an HTML page: its title and visible text as raw text, what its head says, and the roles of its lines.

Here belongs the composition: `visible_text` renders the lines, `main_content` finds the article among them, `metadata`
reads the head. raw_text is the headline on a line of its own, then one visible line a line; facts from the head have no
span.
"""

from dataclasses import replace
from typing import NamedTuple

import lxml.html  # type: ignore[import-untyped]
from lxml import etree

from assets.raw.bounds import Refused
from assets.raw.html.content_repair import mended
from assets.raw.html.line_roles import roles
from assets.raw.html.listing import is_listing
from assets.raw.html.main_content import align, extract, key
from assets.raw.html.metadata import page_headline, read_head, settle
from assets.raw.html.visible_text import Line, visible_lines
from assets.raw.records import Block, PageMetadata


class HtmlPage(NamedTuple):
    """A page as read: its text, what it says of itself, and a block for every line of the text, in order."""

    raw_text: str
    metadata: PageMetadata
    blocks: tuple[Block, ...]


ZONE_ABOVE, ZONE_BELOW, BODY_LINES = 6, 40, 4

EMPTY = HtmlPage("", PageMetadata(), ())


def read_html(html: str, url: str | None = None) -> HtmlPage:
    """The page; one without any element has an empty text.

    Raises Refused for more lines than bounded (`too_large`), and where not all of it could be read (`too_deep`).
    """
    tree = whole_tree(html)
    if tree is None:
        return EMPTY
    head = read_head(tree, url)
    lines = visible_lines(tree)
    title = page_headline(head, [line.text for line in lines if line.tag == "h1" and not line.hidden])
    inside = mended(lines, align([line.text for line in lines], extract(tree, url)))
    metadata = settle(head, title, headline_zone(lines, inside, title))
    if is_listing(lines, inside, head.nodes, metadata.kind == "article"):
        metadata = replace(metadata, kind="listing")
    shown = [n for n, line in enumerate(lines) if inside[n] or not line.hidden]
    return compose(metadata, [lines[n] for n in shown], [inside[n] for n in shown])


def headline_zone(lines: list[Line], inside: list[bool], title: str | None) -> list[Line]:
    """The lines around the headline, where byline and date stand: from it into the article, then the few above."""
    wanted = key(title or "")
    at = next((n for n, line in enumerate(lines) if wanted and key(line.text) == wanted), None)
    body = [n for n, belongs in enumerate(inside) if belongs and (at is None or n > at)][:BODY_LINES]
    if at is None:
        at = max(0, body[0] - ZONE_BELOW) if body else 0
    end = min(body[-1], at + ZONE_BELOW) if body else at + ZONE_BELOW
    above, below = lines[max(0, at - ZONE_ABOVE) : at], lines[at : end + 1]
    return [line for line in (*below, *above) if not line.hidden]


def whole_tree(html: str) -> etree._Element | None:
    """The page's tree as `parse_tree` gives it. Raises Refused (`too_deep`) where the parser left off too early."""
    parser = _parser()
    tree = parse_tree(html, parser)
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise Refused(
            "too_deep",
            "the page's elements are nested deeper than 2,048 levels, which no news page does, and what lies deeper or"
            " behind cannot be read: save it again from a browser, or as text",
        )
    return tree


def _parser() -> lxml.html.HTMLParser:
    """A parser whose elements are of one class: lxml's own looks each up by its tag, for forms that none fills in."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    parser.set_element_class_lookup(
        etree.ElementDefaultClassLookup(
            element=lxml.html.HtmlElement,
            comment=lxml.html.HtmlComment,
            pi=lxml.html.HtmlProcessingInstruction,
            entity=lxml.html.HtmlEntity,
        )
    )
    return parser


def parse_tree(html: str, parser: lxml.html.HTMLParser | None = None) -> etree._Element | None:
    """The page's tree, however broken its markup; None where there is no element at all."""
    data = html.replace("\x00", "\ufffd").encode("utf-8", "replace")
    parser = parser or _parser()
    try:
        return lxml.html.document_fromstring(data, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def compose(metadata: PageMetadata, lines: list[Line], inside: list[bool]) -> HtmlPage:
    """The text of the page's lines below its title, with a block for each."""
    rows = [(line.text, role) for line, role in zip(lines, roles(lines, inside, metadata), strict=True)]
    if metadata.title:
        rows.insert(0, (metadata.title, "title"))
    blocks: list[Block] = []
    at = 0
    for text, role in rows:
        blocks.append(Block(at, at + len(text), role))
        at += len(text) + 1
    return HtmlPage("\n".join(text for text, _ in rows), metadata, tuple(blocks))
