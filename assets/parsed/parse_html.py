"""Parses an HTML document: its record from the page's metadata, and its segments from the reader's blocks.

Here belongs what a page's structure gives, and the rules for pages that are no articles by what they declare. Texts
without structure belong to `parse`; rules that look at any parsed document belong to `rejection`.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from assets.knowledge import agencies
from assets.parsed.dateline.locate import locate, placed_above
from assets.parsed.dates.published import Evidence, decide, stamps_in
from assets.parsed.metadata.language import identify
from assets.parsed.metadata.source import TOLD, domain_of, outlet_at
from assets.parsed.page.segments import body_of
from assets.parsed.records import Article, Dateline, Issue, Parsed, Published, Role, Segment
from assets.parsed.rejection import rejections
from assets.raw.records import Block, PageMetadata, RawDocument

DATELINE_PARAGRAPHS = 3
LANGUAGE_WORDS = 12
SIGNATURE = re.compile(r"[(\[]?[-–—\s]{0,4}([A-Z][A-Za-z .&/-]{1,40}?)[)\]]?\.?")
LONG_PARAGRAPH = 25
SENTENCE_WORDS = 8
LONGEST_ABOVE = 80  # code points
CUT = frozenset({"lead", "paragraph", "unknown", "boilerplate"})  # roles of blocks that may begin with the dateline
HOME = re.compile(r"/?(?:index\.\w{2,5}|home|[a-z]{2}(?:-[a-z]{2})?)?/?", re.I)


def parse_page(document: RawDocument) -> Parsed:
    """The article and segments of an HTML document, with the issues that may turn it away."""
    text = document.raw_text
    metadata = document.metadata or PageMetadata()
    supplied = document.supplied
    paragraphs = [b for b in document.blocks if b.role == "paragraph"]
    dateline = locate(text, [(b.start, b.end) for b in paragraphs], DATELINE_PARAGRAPHS)
    dateline = dateline or placed_above(text, _above(document.blocks, text))
    segments = list(segments_of(document.blocks, text, dateline))
    body, lead = body_of(text, segments)
    url = supplied.url or metadata.url
    domain = domain_of(url)
    article = Article(
        document.document_id,
        body,
        supplied.language or language_of(body, metadata),
        title=supplied.title or metadata.title,
        lead=lead,
        published=published_of(document, metadata, dateline, url, domain, body),
        dateline=dateline,
        url=url,
        domain=domain,
        outlet=supplied.outlet or outlet_at(domain) or metadata.site_name or domain,
        agency=agency_of(dateline, metadata.authors, body.split("\n\n")),
        byline=list(metadata.authors),
        section=metadata.section,
        tags=list(metadata.tags),
    )
    issues = rejections(article, segments, text)
    if not any(issue.quarantine for issue in issues):
        issues += page_rejections(metadata, url, paragraphs, text)
    return Parsed(article, segments, issues)


def _above(blocks: Sequence[Block], text: str) -> list[tuple[int, int]]:
    """The short blocks between the headline and the first whole paragraph, where a place may stand by itself."""
    found: list[tuple[int, int]] = []
    for block in blocks:
        if block.role == "title":
            found = []
        elif block.role == "paragraph" and len(text[block.start : block.end].split()) >= SENTENCE_WORDS:
            return found
        elif block.role in CUT and len(text[block.start : block.end]) <= LONGEST_ABOVE:
            found.append((block.start, block.end))
    return []


def segments_of(blocks: Sequence[Block], text: str, dateline: Dateline | None) -> Iterator[Segment]:
    """The blocks as segments, the paragraph that begins with the dateline cut behind it."""
    for block in blocks:
        start, role = block.start, role_of(block)
        if dateline is not None and block.start < dateline.end and dateline.start < block.end and role in CUT:
            end = min(dateline.end, block.end)
            yield Segment(block.start, block.start + len(text[block.start : end].rstrip()), "dateline")
            rest = text[end : block.end]
            start = end + len(rest) - len(rest.lstrip())
        if start < block.end:
            yield Segment(start, block.end, role)


def role_of(block: Block) -> Role:
    """The block's role, which the reader took from the same vocabulary."""
    return block.role  # type: ignore[return-value]


def language_of(body: str, metadata: PageMetadata) -> str:
    """The body's language; what the page declares where the body is too short to tell."""
    if metadata.language and len(body.split()) < LANGUAGE_WORDS:
        return metadata.language
    return identify(body)[0]


def published_of(
    document: RawDocument,
    metadata: PageMetadata,
    dateline: Dateline | None,
    url: str | None,
    domain: str | None,
    body: str,
) -> Published:
    """When the page was published: what is supplied, declared, printed beside the headline, or in its address."""
    text = document.raw_text
    printed, updated = (
        tuple((b.start, b.end) for b in _below_first(document.blocks, text) if b.role == role)
        for role in ("published", "updated")
    )
    return decide(
        Evidence(
            supplied=document.supplied.published,
            metadata=metadata.published,
            printed=stamps_in(text, printed),
            updated=stamps_in(text, updated),
            url=url,
            domain=domain,
            dateline=dateline,
            text=f"{metadata.title or ''}\n{body}",
        )
    )


def _below_first(blocks: Sequence[Block], text: str) -> list[Block]:
    """The blocks below the visible headline, then those above it, where a page prints the day of the visit."""
    shown = [b for b in blocks if b.role in {"title", "duplicate"}]
    title = text[shown[0].start : shown[0].end] if shown and shown[0].role == "title" else None
    at = next((b.start for b in shown[1:] if text[b.start : b.end] == title), 0)
    return sorted(blocks, key=lambda block: block.start < at)


def agency_of(dateline: Dateline | None, authors: Sequence[str], paragraphs: Sequence[str]) -> str | None:
    """The agency that the page shows: in the dateline, the byline, a signature at the end, or "told AFP"."""
    if dateline is not None and dateline.agency:
        return dateline.agency
    signed = [m.group(1) for p in paragraphs[-2:] if len(p) <= 40 and (m := SIGNATURE.fullmatch(p.strip()))]
    told = [m.group(1).removeprefix("the ") for p in paragraphs for m in TOLD.finditer(p)]
    first_words = [name.split()[0] for name in told if name.split()]
    found = (agencies.named(name) for name in (*authors, *signed, *told, *first_words))
    return next((agency.name for agency in found if agency is not None), None)


def page_rejections(metadata: PageMetadata, url: str | None, paragraphs: Sequence[Block], text: str) -> Iterator[Issue]:
    """What the page itself declares against being an article."""
    if metadata.kind == "listing":
        yield Issue("index_page", "The page lists stories, each with its headline and first words.", True, "body")
        return
    if metadata.kind == "article" or metadata.authors:
        return
    long = sum(len(text[b.start : b.end].split()) >= LONG_PARAGRAPH for b in paragraphs)
    if is_home(url) and metadata.published is None:
        yield Issue("index_page", "The address is that of a site's front page, not of an article.", True, "url", url)
    elif metadata.published is None and not long and len(paragraphs) >= 5:
        yield Issue("index_page", "The page has many short lines and no paragraph: a list of stories.", True, "body")


def is_home(url: str | None) -> bool:
    """Whether the address is that of a site, not of a page below it."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return bool(parts.netloc) and not parts.query and bool(HOME.fullmatch(parts.path))
