"""Parses one raw document: the order of the parsing modules. Pure: no Dagster, no files.

Here belongs the order alone. What a line is belongs to `line_roles`, a dateline to `dateline`, the day to `published`.
"""

from dataclasses import replace
from html import unescape

from assets.parsed.dateline.locate import locate, placed_above
from assets.parsed.dates.evidence import published_of
from assets.parsed.lines.line_table import LineTable, line_table
from assets.parsed.mended import in_raw
from assets.parsed.metadata.byline import find_authors
from assets.parsed.metadata.credit_lines import read_credits
from assets.parsed.metadata.headline import find_title
from assets.parsed.metadata.headline_trimming import trim
from assets.parsed.metadata.language import identify
from assets.parsed.metadata.letterhead import is_overhead
from assets.parsed.metadata.source import domain_of, find_address, find_agency, find_outlet, find_section
from assets.parsed.metadata.tags import find_tags
from assets.parsed.page.body_region import find_body
from assets.parsed.page.desk_notes import mark_notes
from assets.parsed.page.layout import find_layout
from assets.parsed.page.line_roles import assign, mark_copies, standfirst
from assets.parsed.page.segments import body_of, segments_of
from assets.parsed.page.trailing_boilerplate import without_trailing_boilerplate
from assets.parsed.parse_html import parse_page
from assets.parsed.records import Article, Dateline, Parsed
from assets.parsed.rejection import rejections
from assets.parsed.supplied import with_supplied
from assets.raw.mending import mend
from assets.raw.records import PageMetadata, RawDocument

DATELINE_LINES = 6  # paragraphs from the top among which a dateline is believed


def parse(document: RawDocument) -> Parsed:
    """The article and segments of a document, with the issues that may turn it away."""
    if document.media_type == "text/html" or document.blocks:
        return with_supplied(parse_page(document), document.supplied)
    view = mend(document.raw_text)
    if view is None:
        return with_supplied(_parse_text(document), document.supplied)
    parsed = in_raw(_parse_text(replace(document, raw_text=view.text)), view, document.raw_text)
    return with_supplied(parsed, document.supplied)


def _parse_text(document: RawDocument) -> Parsed:
    page = line_table(document.raw_text)
    if page.lines:
        _read(page)
    return _record(document, page)


def _read(page: LineTable) -> None:
    """Decides body, dateline, title and the roles of all lines, in the order in which they rest on each other."""
    if page.layout_kind == "page":
        page.title, page.body = find_layout(page)
    else:
        page.body = find_body(page)
    mark_notes(page)
    credited = read_credits(page) if page.layout_kind == "plain" else []
    _find_dateline(page)
    if page.title is not None:
        page.roles[page.title] = "title"
    mark_copies(page)
    if page.layout_kind != "page":
        page.title = find_title(page)
        for number in range(page.body[0], page.title or 0) if page.layout_kind == "plain" else ():
            if is_overhead(page, number):
                page.give(number, "boilerplate")
    if page.title is not None:
        page.roles[page.title] = "title"
    page.authors, signed = find_authors(page)
    page.authors = credited or page.authors
    for number in signed:
        page.give(number, "byline")
    last = page.body[1]
    page.body = without_trailing_boilerplate(page)
    for number in range(page.body[1], last):
        page.give(number, "boilerplate")
    lead = standfirst(page)
    if lead is not None:
        page.give(lead, "lead")


def _find_dateline(page: LineTable) -> None:
    first, last = page.body
    ranges = [
        (page.lines[n].start, page.lines[n].end)
        for n in range(first, min(last, first + 3 * DATELINE_LINES))
        if (page.layout_kind == "plain" and page.roles[n] not in {"boilerplate", "byline", "published"})
        or page.shapes[n].kind in {"prose", "heading", "list"}
    ]
    page.dateline = locate(page.raw_text, ranges, DATELINE_LINES) or _placed_above(page)
    for number in range(max(0, first - DATELINE_LINES), last):
        if page.holds_dateline(number):
            page.give(number, "paragraph")
            return


def _placed_above(page: LineTable) -> Dateline | None:
    """The place on a line of its own between the headline and the first paragraph."""
    first, last = page.body
    opening = next((n for n in range(first, last) if page.shapes[n].kind == "prose"), first)
    top = 0 if page.title is None else page.title + 1
    above = [n for n in range(max(top, opening - DATELINE_LINES), opening) if n not in page.labelled]
    short = [n for n in above if page.shapes[n].kind in {"label", "heading"} and page.copies[page.keys[n]] == 1]
    return placed_above(page.raw_text, [(page.lines[n].start, page.lines[n].end) for n in short])


def _record(document: RawDocument, page: LineTable) -> Parsed:
    """The article made of what the lines, the supplied fields, and a container such as a mail or table say."""
    supplied, told = document.supplied, document.metadata or PageMetadata()
    address = supplied.url or told.url or find_address(page)
    domain = domain_of(address)
    agency = find_agency(page, page.dateline, page.authors)
    outlet = supplied.outlet or told.site_name or find_outlet(page, domain, page.dateline, agency)
    section = find_section(page, address)
    tags, tagged = find_tags(page, outlet, section)
    for number in sorted(tagged):
        page.give(number, "tag")
    title = None
    if page.title is not None:
        page.title_span = trim(page, page.title)
        title = " ".join(unescape(document.raw_text[slice(*page.title_span)]).split())
    assign(page)
    segments = segments_of(page)
    body, lead = body_of(document.raw_text, segments)
    article = Article(
        document.document_id,
        body,
        supplied.language or identify(body or document.raw_text)[0],
        title=supplied.title or told.title or title,
        lead=lead,
        published=published_of(document, page, address, domain, body),
        dateline=page.dateline,
        url=address,
        domain=domain,
        outlet=outlet,
        agency=agency,
        byline=list(told.authors) or page.authors,
        section=told.section or section,
        tags=list(told.tags) or tags,
    )
    return Parsed(article, segments, rejections(article, segments, document.raw_text))
