"""Reads feeds: RSS 2.0 and older, RSS 1.0 (RDF), Atom; every entry is an article.

Here belongs which element of an entry says what. Sources: the RSS 2.0 specification, RFC 4287, the modules Dublin Core
and content. A feed says whose it is once; that is every entry's outlet.
"""

import html
import re
from collections.abc import Iterable, Iterator
from functools import partial

from lxml import etree  # type: ignore[import-untyped]

from assets.raw import bounds
from assets.raw.bounds import Readable, Refused
from assets.raw.html.author_names import author_names
from assets.raw.readers.documents import fragment_document
from assets.raw.readers.files import read_file
from assets.raw.readers.tabular.moments import iso
from assets.raw.readers.wall import behind_wall
from assets.raw.readers.xml import local, parse_xml
from assets.raw.records import PageMetadata, RawDocument, Refusal

ENTRIES = frozenset({"item", "entry"})
FEEDS = frozenset({"rss", "rdf", "feed", "channel"})
BODIES = ("encoded", "content", "description", "summary", "subtitle")
DAYS = ("pubdate", "published", "date", "issued", "created", "updated", "modified")
NOISE = re.compile(r"<p>\s*The post .{0,2000}? appeared first on .{0,500}?</p>\s*$|<img\b[^>]{0,2000}>", re.S | re.I)


def is_feed(root: etree._Element) -> bool:
    """Whether an XML document is a feed."""
    return local(root) in FEEDS


def read_feed(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The entries of a feed at `uri#n`. Raises Refused (`bad_xml`, `unknown_kind`, `empty`)."""
    root = parse_xml(read_file(file), recover=True)
    if not is_feed(root):
        raise Refused(
            "unknown_kind", "the XML is no feed (RSS or Atom): give its text as .txt, or its page as .html", local(root)
        )
    entries = [element for element in root.iter() if local(element) in ENTRIES]
    if not entries:
        raise Refused("empty", "the feed has no entry: fetch it again, or remove it from the inbox")
    outlet = _feed_title(root)
    for number, entry in enumerate(entries[: bounds.MAX_RECORDS]):
        place = f"{uri}#{number}"
        yield behind_wall(place, partial(entry_document, entry, outlet, place))


def _feed_title(root: etree._Element) -> str | None:
    """The name of the feed: the first title that stands in no entry."""
    for element in root.iter():
        inside = any(local(a) in ENTRIES | {"image"} for a in element.iterancestors())
        if local(element) == "title" and not inside:
            return _text(element)
    return None


def entry_document(entry: etree._Element, outlet: str | None, place: str) -> RawDocument:
    """The article of an entry. Raises Refused (`no_text`, `empty`, `too_large`)."""
    children: dict[str, list[etree._Element]] = {}
    for child in entry:
        children.setdefault(local(child), []).append(child)
    bodies = [_markup(child) for name in BODIES for child in children.get(name, ())]
    bodies = [NOISE.sub("", body).strip() for body in bodies]
    body = max(bodies, key=len, default="")
    title = next((_plain(t) for t in map(_text, children.get("title", ())) if t), None)
    if not body or _plain(body) in {title, ""}:
        raise Refused(
            "no_text", "the entry gives a title and an address, no text: fetch its page, and give that", _link(children)
        )
    signed = [_text(name) for n in ("creator", "author", "name") for e in children.get(n, ()) for name in _names(e)]
    persons, bodies_signed = author_names([s for s in signed if s], [outlet] if outlet else [])
    source = next((_source(e) for e in children.get("source", ())), None)
    days = (iso(_text(e)) for name in DAYS for e in children.get(name, ()))
    metadata = PageMetadata(
        title=title,
        url=_link(children),
        published=next((day for day in days if day), None),
        authors=tuple(persons or bodies_signed),
        tags=tuple(dict.fromkeys(tag for tag in map(_tag, children.get("category", ())) if tag)),
        site_name=source or outlet,
        kind="article",
    )
    return fragment_document(place, body, metadata)


def _names(element: etree._Element) -> Iterable[etree._Element]:
    """An author's name: Atom puts it into an element of its own."""
    named = [child for child in element if local(child) == "name"]
    return named or [element]


def _source(element: etree._Element) -> str | None:
    """The outlet that an entry of a planet or aggregator was taken from."""
    titled = [child for child in element if local(child) == "title"]
    return _text(titled[0] if titled else element)


def _tag(element: etree._Element) -> str | None:
    return _text(element) or element.get("label") or element.get("term")


def _link(children: dict[str, list[etree._Element]]) -> str | None:
    """The entry's own address; Atom's link of another relation is none."""
    for element in children.get("link", ()):
        address = _text(element) or (element.get("href") if element.get("rel", "alternate") == "alternate" else None)
        if address:
            return address.strip()
    for element in children.get("guid", ()):
        value = _text(element)
        if value and value.startswith("http") and element.get("isPermaLink") != "false":
            return value
    return None


def _text(element: etree._Element) -> str | None:
    """The element's text with single blanks, None where it has none."""
    return " ".join("".join(element.itertext()).split()) or None


def _plain(markup: str) -> str:
    """Markup or a title with entities as its words."""
    return " ".join(html.unescape(re.sub(r"<[^>]{0,2000}>", " ", markup)).split())


def _markup(element: etree._Element) -> str:
    """An entry's text as HTML: escaped or in CDATA (RSS, Atom's html), as elements (Atom's xhtml), or plain."""
    if len(element):
        inner = (etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
        return (element.text or "") + "".join(inner)
    text = element.text or ""
    if element.get("type") == "text" or not re.search(r"<[a-zA-Z/!][^>]{0,2000}>|&[a-zA-Z#]", text):
        paragraphs = [html.escape(p, quote=False) for p in re.split(r"\n\s*\n", text) if p.strip()]
        return "".join(f"<p>{p}</p>" for p in paragraphs)
    return text
