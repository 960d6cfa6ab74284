"""Reads what a page says of itself: JSON-LD and meta tags, checked against the lines around its headline.

Here belongs the choice among sources of one fact. The forms of names, titles and dates belong to `author_names`,
`titles` and `page_dates`; the visible lines to `visible_text`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped]

from assets.raw.html import jsonld, page_dates
from assets.raw.html.author_names import author_names, flipped
from assets.raw.html.jsonld import Node, squeezed, text_of, texts_of
from assets.raw.html.titles import Candidate, headline
from assets.raw.html.unmarked_byline import unsigned
from assets.raw.html.visible_text import Line
from assets.raw.records import PageMetadata

TITLES = (("og:title", 2.0), ("title", 1.0), ("twitter:title", 0.5), ("sailthru.title", 0.5), ("dc.title", 0.5))
PUBLISHED = (
    "article:published_time", "datepublished", "article:published", "og:article:published_time", "publishdate",
    "publish-date", "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created",
    "date.available", "date.created", "cxenseparse:recs:publishtime", "published", "article.published",
    "prism.publicationdate", "citation_publication_date", "dc.date", "dc.terms.date", "date",
)  # fmt: skip
MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "article:modified", "date.modified", "lastmod")
AUTHORS = (
    "article:author_name", "author", "byl", "og:author", "parsely-author", "sailthru.author", "dcterms.creator",
    "article:author", "authors",
)  # fmt: skip
FLIPPED_AUTHORS = ("citation_author", "dc.creator")
SECTIONS = ("article:section", "parsely-section", "articlesection", "section", "prism.section", "og:section")
TAGS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags")
SITES = ("og:site_name", "application-name", "dc.publisher", "prism.publicationname")
BYLINE_SIGN = re.compile(r"by-?_?line|author|writer|contributor|reporter|creator|journalist")
NOT_BYLINE = re.compile(r"bio|about|related|comment|newsletter|share|social|follow|widget|avatar|footer|sidebar")
BY = re.compile(
    r"^\W{0,3}(?:this (?:article|story|report|post) (?:was |is )?)?"
    r"(?:(?:written|contributed|reported|posted|story|words)\s)?by\b[\s:]{0,3}|^posted on .{4,40}\sby\s",
    re.I,
)
OUTLET = re.compile(r"organization$|^website$", re.I)
COUNT = re.compile(r"^\s{0,3}\(\d{1,4}\)\s{0,3}")
MACHINE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9]{5,}$|^[0-9a-f]{24,}$|_")
SITE = re.compile(r"^website$|^newsmediaorganization$", re.I)
SEPARATOR = re.compile(r"\s[|•·»–—-]{1,2}\s")
MAX_TAG, MAX_TAGS, MAX_SECTION, MAX_OUTLET = 60, 60, 60, 80


@dataclass(frozen=True, slots=True)
class Head:
    """The facts of a page's head, before they are checked: meta values by lower-case name, and the JSON-LD article."""

    metas: dict[str, list[str]]
    title: str | None
    language: str | None
    canonical: str | None
    nodes: list[Node]
    article: Node
    url: str | None

    def values(self, *names: str) -> list[str]:
        """The values of the first of those meta names that has any."""
        return next((self.metas[name] for name in names if self.metas.get(name)), [])

    def first(self, *names: str) -> str | None:
        """The first value of those meta names."""
        return next(iter(self.values(*names)), None)


def read_head(tree: etree._Element, url: str | None) -> Head:
    """What stands in the head and in JSON-LD, wherever the page puts them."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            metas.setdefault(name, []).append(content)
    element = next((e for e in tree.iter("title") if e.getparent() is None or e.getparent().tag != "svg"), None)
    title = " ".join("".join(element.itertext()).split()) if element is not None else None
    links = (e for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower() and e.get("href"))
    canonical = next((str(e.get("href")).strip() for e in links), None)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    found = jsonld.nodes(tree)
    shown = [t for t in (title, *metas.get("og:title", ())) if t]
    return Head(metas, title or None, language, canonical, found, jsonld.article_node(found, shown), url)


def page_headline(head: Head, headings: Sequence[str]) -> str | None:
    """The page's headline, by the vote of `titles`."""
    candidates = [
        Candidate(text, weight)
        for text, weight in (
            (text_of(head.article.get("headline")), 2.0),
            (text_of(head.article.get("alternativeHeadline")), 0.5),
            *((head.first(name), weight) for name, weight in TITLES),
            (head.title, 1.0),
        )
        if text
    ]
    return headline(headings, candidates, outlet_names(head))


def outlet_names(head: Head) -> list[str]:
    """The names by which the page calls its outlet: publisher, site name, and the name in its address."""
    names = [
        text_of(head.article.get("publisher")),
        *head.values(*SITES),
        head.first("twitter:site", "twitter:creator"),
    ]
    names += [text_of(n.get("name")) for n in head.nodes if jsonld.is_type(n, OUTLET)]
    host = split_address(head.url or head.canonical).hostname or ""
    parts = [part for part in host.split(".") if part not in {"www", "com", "org", "net", "co", "uk", "edition"}]
    return [name for name in (*names, *parts[:2]) if name]


def settle(head: Head, title: str | None, zone: Sequence[Line]) -> PageMetadata:
    """The page's facts; `zone` are the lines around the headline, against which dates and authors are checked."""
    outlet = site_name(head, title)
    published = publication(head, zone)
    article = head.article
    return PageMetadata(
        title=title,
        url=address(head),
        published=published,
        modified=page_dates.iso(text_of(article.get("dateModified")) or head.first(*MODIFIED)),
        authors=authors(head, zone),
        section=section(head),
        tags=tags(head, outlet),
        site_name=outlet,
        language=language(head),
        description=head.first("og:description", "description") or text_of(article.get("description")),
        kind="article" if article and jsonld.is_type(article, jsonld.ARTICLE) else head.first("og:type"),
    )


def publication(head: Head, zone: Sequence[Line]) -> str | None:
    """When it was published: JSON-LD, then meta tags, then `<time>` and print beside the headline; the local day."""
    declared = [text_of(head.article.get("datePublished"))]
    declared += [text_of(n.get("datePublished")) for n in head.nodes if n is not head.article]
    declared += [value for name in PUBLISHED for value in head.metas.get(name, [])]
    moments = [m for m in map(page_dates.iso, declared) if m]
    times = [m for m in (page_dates.iso(line.timed) for line in zone if line.timed) if m]
    printed = [day for line in zone for day in page_dates.printed_days(line.text)]
    changed = page_dates.iso(text_of(head.article.get("dateModified")) or head.first(*MODIFIED))
    if moments and (reissued := page_dates.reissued(moments[0], changed, [line.text for line in zone])):
        return reissued
    if not moments:
        shown = times or [day.isoformat() for day in printed]
        return page_dates.local(shown[0], shown[1:], printed) if shown else None
    return page_dates.local(moments[0], [*times, *moments[1:]], printed)


def authors(head: Head, zone: Sequence[Line]) -> tuple[str, ...]:
    """Who wrote it: JSON-LD, then meta tags, then the byline printed beside the headline; persons before bodies."""
    outlets = outlet_names(head)
    persons, organisations = jsonld.authors(head.article, head.nodes)
    sources = [
        persons,
        *([flipped(v) for v in head.metas.get(name, [])] for name in FLIPPED_AUTHORS),
        *([v for v in head.metas.get(name, []) if "://" not in v[:8]] for name in AUTHORS),
        printed_bylines(zone),
    ]
    bodies: list[str] = []
    for source in sources:
        found, houses = author_names(source, outlets)
        if found:
            return tuple(found)
        bodies = bodies or houses
    return tuple(bodies or organisations)


def printed_bylines(zone: Sequence[Line]) -> list[str]:
    """The line around the headline that names an author by its words, else by its markup."""
    for n, line in enumerate(zone):
        if len(line.text) <= 200 and (found := BY.search(line.text)):
            named = line.text[found.end() :].strip()
            return [named or "".join(following.text for following in zone[n + 1 : n + 2])]
    marked = (
        line.text
        for line in zone
        if len(line.text) <= 80 and BYLINE_SIGN.search(signs := " ".join(line.names)) and not NOT_BYLINE.search(signs)
    )
    return list(marked)[:1] or unsigned(zone)


def section(head: Head) -> str | None:
    """The outlet's section."""
    values = [*texts_of(head.article.get("articleSection")), *head.values(*SECTIONS)]
    names = (re.split(r"[,;|]", value)[0].strip() for value in values)
    return next((name for name in names if 1 < len(name) <= MAX_SECTION), None)


def tags(head: Head, outlet: str | None) -> tuple[str, ...]:
    """The page's own tags, from the source that is most particular; outlet, host and section are none."""
    keywords = texts_of(head.article.get("keywords"))
    host = split_address(head.url or head.canonical).hostname
    barred = {squeezed(name or "") for name in (outlet, host, (host or "").removeprefix("www."), section(head), "")}
    for values in (head.values("article:tag"), head.values("news_keywords"), keywords, head.values(*TAGS)):
        if found := distinct_tags(values, barred):
            return found
    return ()


def distinct_tags(values: Sequence[str], barred: set[str]) -> tuple[str, ...]:
    """The tags of lists separated by commas or semicolons, each once.

    Labelled values ("type: news") and identifiers are none; a list that is mostly labelled is a machine's alone.
    """
    parts = [part for value in values for part in re.split(r"[,;]", value)]
    if sum(":" in part for part in parts) * 2 > len(parts):
        return ()
    found: dict[str, str] = {}
    for part in parts:
        tag = COUNT.sub("", part).strip(" .\"'[]")
        if 1 < len(tag) <= MAX_TAG and ":" not in tag and not MACHINE.search(tag) and squeezed(tag) not in barred:
            found.setdefault(squeezed(tag), tag)
    return tuple(found.values())[:MAX_TAGS]


def site_name(head: Head, title: str | None) -> str | None:
    """The outlet as the page names it: publisher, site name, the site's own node, or what follows the headline."""
    publisher = jsonld.resolved(head.article.get("publisher"), jsonld.named(head.nodes))
    sites = [text_of(node.get("name")) for node in head.nodes if jsonld.is_type(node, SITE)]
    tail = (
        SEPARATOR.split(head.title or "")[1:]
        if title and squeezed(head.title or "").startswith(squeezed(title))
        else []
    )
    declared = (name for meta in SITES for name in head.values(meta))
    names = [text_of(publisher), *declared, *sites, *reversed(tail)]
    fit = [name.strip() for name in names if name and 1 < len(name.strip()) <= MAX_OUTLET]
    host = squeezed(split_address(head.url or head.canonical).hostname or "")
    return max(fit, key=lambda name: likeness(name, host), default=None)


def likeness(name: str, host: str) -> int:
    """How well a name fits the host of the page: the letters that they share where one spells the other."""
    own = squeezed(name).removeprefix("the")
    return len(own) if len(own) > 2 and own in host else 0


def language(head: Head) -> str | None:
    """The declared language's ISO 639-1 code."""
    declared = head.language or text_of(head.article.get("inLanguage")) or head.first("og:locale", "language") or ""
    code = re.split(r"[-_]", declared.strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def address(head: Head) -> str | None:
    """The canonical address; a declared one that is a bare host while the page lies deeper is none."""
    deeper = len(split_address(head.url).path) > 1
    for declared in (head.canonical, head.first("og:url"), text_of(head.article.get("url"))):
        whole = joined(head.url, declared)
        parts = split_address(whole)
        if parts.scheme in {"http", "https"} and parts.netloc and (len(parts.path) > 1 or not deeper):
            return whole
    return head.url


def split_address(url: str | None) -> SplitResult:
    """The parts of an address; empty ones where it is none."""
    try:
        parts = urlsplit(url or "")
        _ = parts.hostname
    except ValueError:
        return urlsplit("")
    return parts


def joined(base: str | None, declared: str | None) -> str | None:
    """A declared address, relative to the page's own; None where it is none."""
    try:
        return urljoin(base or "", declared) if declared else None
    except ValueError:
        return None
