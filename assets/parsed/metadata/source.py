"""Tells where a text comes from: its address, its domain, the outlet, the agency, the section.

Here belongs what identifies the publisher. Authors belong to `byline`, key words to `tags`.
"""

import re
from collections import Counter
from functools import cache
from urllib.parse import urlsplit

import tldextract

from assets.knowledge import agencies
from assets.parsed.lines.boilerplate_phrases import words
from assets.parsed.lines.line_table import LineTable, key
from assets.parsed.metadata.masthead import best_name, claimed
from assets.parsed.records import Dateline
from assets.reference import read_csv

_LANGUAGE_PATHS = re.compile(
    r"[a-z]{2}(?:-[a-z]{2})?|\d+|index\.\w+|news|story|stories|article|articles|archive|amp|www"
)
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_SIGNATURE = re.compile(r"[(\[]?\s*[-–—/]{0,2}\s*([A-Z][A-Za-z .&/-]{1,40}?)\s*[/)\]]?\.?")
LONGEST_CLAIM = 300  # code points of a line of rights
TOLD = re.compile(r"\btold ((?:the )?[A-Z][A-Za-z-]{1,20}(?: [A-Z][a-z]{1,20}){0,2})")  # "told AFP"


@cache
def _extract() -> tldextract.TLDExtract:
    """Knows public suffixes from the list that the package ships; the network is never asked."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def domain_of(address: str | None) -> str | None:
    """The registered domain of an address in lower case, None where it has none.

    Under an ending that no registry knows, as in an intranet, the last two labels are the domain.
    """
    if not address:
        return None
    found = _extract()(address)
    if found.domain and found.suffix:
        return f"{found.domain}.{found.suffix}".lower()
    labels = [label for label in f"{found.subdomain}.{found.domain}".lower().split(".") if label]
    if found.ipv4 or found.ipv6 or found.suffix or len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)):
        return None
    return ".".join(labels[-2:]) if not labels[-1].isdigit() else None


def find_address(page: LineTable) -> str | None:
    """The page's own address: a labelled one, else the most repeated one whose path is that of a story."""
    for value in page.labelled.values():
        if value.role == "url":
            return page.raw_text[value.start : value.end].strip()
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    title = set(re.findall(r"[a-z0-9]{3,}", _title(page).lower()))
    for number, (line, shape) in enumerate(zip(page.lines, page.shapes, strict=True)):
        if shape.kind == "url" and line.text.startswith(("http", "www", "//")):
            address = line.text.split()[0]
            counts[address] += 1
            first.setdefault(address, number)
    best, best_score = None, 1.5
    for address, count in counts.items():
        path = urlsplit(address if "//" in address else "//" + address).path.lower()
        slug = set(re.findall(r"[a-z0-9]{3,}", path))
        score = (
            min(count, 3) * 0.5 + 4.0 * len(title & slug) / max(1, len(title)) + (1.5 if first[address] < 3 else 0.0)
        )
        score += 1.0 if path.count("-") >= 3 or re.search(r"\d{5}", path) else 0.0
        if len(path) > 1 and score > best_score:
            best, best_score = address, score
    return best


def _title(page: LineTable) -> str:
    return page.lines[page.title].text if page.title is not None else ""


@cache
def _outlets() -> dict[str, str]:
    """Outlets by domain."""
    found: dict[str, str] = {}
    for row in read_csv("outlets"):
        for domain in row["domains"].split("|"):
            if domain.strip():
                found[domain.strip()] = row["name"]
    return found


def outlet_at(domain: str | None) -> str | None:
    """The outlet that publishes at a registered domain, None where it is not known."""
    return _outlets().get(domain or "")


@cache
def _outlet_names() -> dict[str, str]:
    """Outlets by the key of their printed names."""
    found: dict[str, str] = {}
    for row in read_csv("outlets"):
        for name in (row["name"], *row["forms"].split("|")):
            if name.strip():
                found.setdefault(key(name), row["name"])
    return found


def is_outlet(name: str) -> bool:
    """Whether a text is the name of a known outlet and nothing else."""
    return key(name) in _outlet_names() or key(name.lower().removeprefix("the ")) in _outlet_names()


def find_outlet(page: LineTable, domain: str | None, dateline: Dateline | None, agency: str | None) -> str | None:
    """Who published the text: by the domain, else the page's own naming of itself, else the wire whose copy it is."""
    own = _named_by_page(page, domain)
    if own:
        return own
    if domain and domain in _outlets():
        return _outlets()[domain]
    printed = best_name(page, key(domain.split(".")[0]) if domain else "")
    if printed or domain:
        return printed or domain
    if dateline is not None and dateline.agency:
        return dateline.agency
    return agency


def _named_by_page(page: LineTable, domain: str | None) -> str | None:
    """A line of few words that spells the domain's name, most often repeated; else a labelled source."""
    for number, value in page.labelled.items():
        label = page.lines[number].text.lower()
        if label.startswith(("outlet", "publisher", "site", "source")) and not page.shapes[number].machine:
            text = page.raw_text[value.start : value.end].strip()
            if len(text) <= 60 and "//" not in text:
                return text
    counts: Counter[str] = Counter()
    stem = key(domain.split(".")[0]) if domain else ""
    for line, shape in zip(page.lines, page.shapes, strict=True):
        if shape.kind not in {"label", "heading"} or shape.words > 5:
            continue
        own = key(line.text)
        if (
            stem
            and len(own) > 3
            and (stem in own or own in stem or _outlet_names().get(own) == _outlets().get(domain or "", "-"))
        ):
            counts[line.text] += 1
    if not counts:
        return None
    return max(counts, key=lambda name: (counts[name], " " in name, -len(name)))


def find_agency(page: LineTable, dateline: Dateline | None, authors: list[str]) -> str | None:
    """The agency that the text shows: in the dateline, the byline, a signature at the end, or "told AFP"."""
    if dateline is not None and dateline.agency:
        return dateline.agency
    for author in authors:
        agency = agencies.named(author)
        if agency:
            return agency.name
    first, last = page.body
    for number in range(last, max(first, last - 3), -1):
        if number < len(page.lines) and len(page.lines[number].text) <= 40:
            match = _SIGNATURE.fullmatch(page.lines[number].text)
            agency = agencies.named(match.group(1)) if match else None
            if agency:
                return agency.name
    for line in page.lines[first:last]:
        for match in TOLD.finditer(line.text) if "told " in line.text else ():
            agency = agencies.named(match.group(1)) or agencies.named(match.group(1).removeprefix("the ").split()[0])
            if agency:
                return agency.name
    for number in range(len(page.lines) - 1, max(last - 3, len(page.lines) - 6, -1), -1):
        holder = claimed(page.lines[number].text) if len(page.lines[number].text) <= LONGEST_CLAIM else None
        agency = agencies.named(holder) if holder else None
        if agency and page.layout_kind == "plain":
            return agency.name
    return None


def find_section(page: LineTable, address: str | None) -> str | None:
    """The outlet's section: labelled, else the first part of the address's path, as a line of the text spells it."""
    for value in page.labelled.values():
        if value.role == "section":
            return page.raw_text[value.start : value.end].strip()
    parts = [p for p in urlsplit(address or "").path.lower().split("/") if p]
    for part in parts[:-1][:3]:
        if not _LANGUAGE_PATHS.fullmatch(part) and part not in words("author_paths") | words("topic_paths"):
            return _as_a_line_spells(page, part) or part.replace("-", " ")
    return _behind_stamp(page) if page.layout_kind == "values" else None


def _as_a_line_spells(page: LineTable, part: str) -> str | None:
    """The last short line that has the letters of a path's part, None without one."""
    wanted = key(part)
    numbers = range(len(page.lines) - 1, -1, -1)
    return next((page.lines[n].text for n in numbers if page.keys[n] == wanted and page.shapes[n].words <= 4), None)


def _behind_stamp(page: LineTable) -> str | None:
    """The first of several short values behind a time stamp: pages give their section there, and then their topics."""
    for number in range(1, len(page.lines) - 1):
        three = page.shapes[number - 1 : number + 2]
        if three[0].kind == "stamp" and all(s.kind in {"label", "boilerplate"} and s.words <= 3 for s in three[1:]):
            return page.lines[number].text
    return None
