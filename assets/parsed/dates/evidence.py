"""Gathers what a text that is no page says of its day of publication, for `published` to weigh.

Here belongs which stamps are the page's own. Their grammar belongs to `timestamps`, the decision to `published`.
"""

import re

from assets.knowledge.almanac import MONTH, month_number
from assets.parsed.dates.published import Evidence, decide, stamps_in
from assets.parsed.dates.timestamps import find_stamps
from assets.parsed.lines.line_table import LineTable
from assets.parsed.records import Published
from assets.raw.records import RawDocument

READING = frozenset({"title", "lead", "paragraph", "caption", "duplicate"})
HEAD = 4  # lines from the top that are a dump's header
HEAD_CREDITS = 10  # lines from the top of a plain text among which its credits stand
ABOVE, FARTHER = 4, 15  # lines above a headline that are its own; lines around it among which a day alone is looked for
LONGEST_CREDIT = 110  # code points of a line that holds a day beside names
AROUND = 14  # lines around a headline that may print its day
_YEAR = re.compile(r"(?:©|\(c\)|\bcopyright\b)[^\n]{0,60}?\b((?:19|20)\d\d)\b", re.IGNORECASE)
_YEARLESS = re.compile(
    rf"(?:\b(?P<month>{MONTH})\s{{1,2}}(?P<day>\d{{1,2}})|\b(?P<day2>\d{{1,2}})\s{{1,2}}(?P<month2>{MONTH}))"
    r"(?:st|nd|rd|th)?(?!\d|,?\s{1,2}(?:19|20)\d\d)",
    re.IGNORECASE,
)
_CREDIT_PARTS = re.compile(r"[|/•·]|\b(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Cc]reated|[Mm]odified)\b")
_LONE_YEAR = re.compile(r"(?:19|20)\d\d")


def published_of(document: RawDocument, page: LineTable, url: str | None, domain: str | None, body: str) -> Published:
    """When a document that is no page was published."""
    text = document.raw_text
    header, printed, updated = _ranges(page)
    title = text[slice(*page.title_span)] if page.title_span else ""
    return decide(
        Evidence(
            supplied=document.supplied.published,
            metadata=document.metadata.published if document.metadata else None,
            header=stamps_in(text, header),
            printed=stamps_in(text, printed),
            updated=stamps_in(text, updated),
            url=url,
            domain=domain,
            dateline=page.dateline,
            text=f"{title}\n{body}",
            known_years=_years(page),
            yearless=_yearless(page),
        )
    )


_Ranges = tuple[tuple[int, int], ...]


def _ranges(page: LineTable) -> tuple[_Ranges, _Ranges, _Ranges]:
    """Where header stamps, the page's own stamps, and stamps of later changes stand."""
    header: list[tuple[int, int]] = []
    printed: list[tuple[int, int]] = []
    updated: list[tuple[int, int]] = []
    for number in _stamp_lines(page):
        line = page.lines[number]
        value = page.labelled.get(number)
        span = (line.start, line.end)
        if value is not None and value.role in {"published", "updated"}:
            (header if value.role == "published" else updated).append((value.start, value.end))
        elif number < HEAD and page.shapes[number].kind == "stamp" and _beside_address(page, number):
            header.append(span)
        elif page.roles[number] == "updated":
            updated.append(span)
        else:
            printed.append(span)
    return tuple(header), tuple(printed), tuple(updated)


def _beside_address(page: LineTable, number: int) -> bool:
    near = page.shapes[max(0, number - 1) : number + 2]
    return any(s.kind == "url" for s in near)


def _stamp_lines(page: LineTable) -> list[int]:
    """The lines that may print the day, likeliest first: of values all stamps, of pages those around the headline."""
    first, last = page.body
    everything = range(len(page.lines))
    if page.layout_kind == "values":
        return [n for n in everything if page.shapes[n].kind in {"stamp", "date"} or n in page.labelled]
    top = page.title if page.title is not None else max(0, first - AROUND)
    window = [n for n in everything if max(0, top - ABOVE) <= n <= min(first + 2, top + 40) and n != page.title]
    own = [n for n in window if page.roles[n] not in READING]
    if page.layout_kind == "plain":
        credits = range(min(last, HEAD_CREDITS))
        own += [n for n in credits if page.roles[n] in {"published", "updated", "byline"} and n not in own]
    own.sort(key=lambda n: n < top)  # a page prints the day of its visit at its top, its report's below the headline
    labelled = [n for n in page.labelled if n not in own]
    edges = [
        n
        for n in range(last, min(len(page.lines), last + 3))
        if page.shapes[n].kind in {"date", "stamp"} or page.roles[n] == "published"
    ]
    found = labelled + own + [n for n in edges if n not in own]
    return found + [n for n in _farther(page, top) if n not in found]


def _farther(page: LineTable, top: int) -> list[int]:
    """Lines of a page farther off that are a day and little else, those below the headline first."""
    first = page.body[0]
    below = range(top, min(len(page.lines), max(top, first) + FARTHER + 1))
    above = range(top - 1, max(-1, top - FARTHER - 1), -1)
    return [n for n in (*below, *above) if n != page.title and _is_dated(page, n)] if page.layout_kind == "page" else []


def _is_dated(page: LineTable, number: int) -> bool:
    """Whether a line is a day by itself, or a short credit with one: "Desk / Updated: 3 March 2021, 14:05"."""
    if page.shapes[number].kind in {"date", "stamp"} or page.roles[number] in {"published", "updated"}:
        return True
    text = page.lines[number].text
    return len(text) <= LONGEST_CREDIT and bool(_CREDIT_PARTS.search(text)) and not page.shapes[number].closed


def _yearless(page: LineTable) -> tuple[tuple[int, int], ...]:
    """Days without a year that lines around the headline are: "8 OCT, 15:20"."""
    found = []
    for number in _stamp_lines(page):
        text = page.lines[number].text
        match = _YEARLESS.search(text) if page.shapes[number].kind == "date" and not any(find_stamps(text)) else None
        if match:
            month, day = match["month"] or match["month2"], match["day"] or match["day2"]
            found.append((month_number(month), int(day)))
    return tuple(found)


def _years(page: LineTable) -> tuple[int, ...]:
    """Years of copyright lines and values: no proof of the day, but of years that are over."""
    found = []
    for number, line in enumerate(page.lines):
        if page.roles[number] in {"boilerplate", "unknown", "markup"} and len(line.text) < 400:
            match = _YEAR.search(line.text)
            if match:
                found.append(int(match.group(1)))
            elif _LONE_YEAR.fullmatch(line.text):
                found.append(int(line.text))
    return tuple(found[:20])
