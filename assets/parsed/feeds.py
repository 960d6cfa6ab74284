"""Tells the text of a feed (RSS, Atom, or its entries printed one below another) from that of an article.

A feed's entries are first words of many stories: read as one article, they would lend each other place and day. Here
belongs the count of entries. Sources of the marks: RSS 2.0, RSS 1.0 (RDF) and RFC 4287 (Atom).
"""

import re

HEAD = 4000  # code points within which a feed names itself
LEAST_PRINTED = 3  # entries of a feed without its marks; fewer may be an article's links
MIN_WORDS = 3  # of an entry's headline or description
_ROOT = re.compile(
    r"<(?:rss\s[^>]{0,500}version|rdf:RDF\b|(?:atom:)?feed\b[^>]{0,500}w3\.org/2005/Atom|channel>)", re.I
)
_ENTRY = re.compile(r"<(?:item|(?:atom:)?entry)(?:\s[^>]{0,500})?>", re.I)
_ADDRESS = re.compile(r"(?:(?:link|url|guid)\s?:\s{0,3})?(?P<url>https?://\S{1,2000})", re.I)
_LABEL = r"(?:pubdate|published|updated|date)\s?:\s{0,3}"
_RFC_822 = r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d"  # as RSS writes days, and pages' metadata do not
_STAMP = re.compile(rf"(?:(?:{_LABEL})?{_RFC_822}|{_LABEL}\d{{4}}-\d\d-\d\dT\d\d:\d\d).{{0,20}}", re.I)


def count_entries(raw_text: str) -> int:
    """How many entries a feed's text holds; 0 for a text that is no feed."""
    if _ROOT.search(raw_text[:HEAD]):
        return len(_ENTRY.findall(raw_text))
    entries = _printed(raw_text)
    return entries if entries >= LEAST_PRINTED else 0


def _printed(raw_text: str) -> int:
    """Entries without marks: an address and a time stamp on lines next to each other, and words around them.

    An address counts once, and only where words stand between it and the one before.
    """
    lines = [line for line in map(str.strip, raw_text.splitlines()) if line]
    seen: set[str] = set()
    worded = False
    for line, below, above in zip(lines, [*lines[1:], ""], ["", *lines], strict=False):
        address = _ADDRESS.fullmatch(line)
        if address is None:
            worded = worded or (len(line.split()) >= MIN_WORDS and not _STAMP.fullmatch(line))
        elif worded and (_STAMP.fullmatch(below) or _STAMP.fullmatch(above)):
            seen.add(address["url"])
            worded = False
    return len(seen)
