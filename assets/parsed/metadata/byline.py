"""Finds who wrote it: bylines with one or several authors, in the lines around the headline or among a page's values.

Here belongs which lines sign. The names in a line belong to `author_names`, persons in the reporting to the annotate
stage.
"""

import re
from urllib.parse import unquote

from assets.knowledge.agencies import named
from assets.parsed.dateline.place import is_place
from assets.parsed.lines.boilerplate_phrases import words
from assets.parsed.lines.line_table import LineTable, key
from assets.parsed.lines.shapes import is_date
from assets.parsed.metadata.author_names import (
    BY,
    CUT,
    LONGEST,
    POSTED,
    are_names,
    is_byline,
    is_name,
    names,
    says_by,
    without_role,
)

NEAR = 6  # values around a time stamp
EXPLICIT = 25  # lines from the first paragraph among which a line that says "by" is still the byline
REPORT = 30_000  # code points of the reporting in which names are looked for


def find_authors(page: LineTable) -> tuple[list[str], list[int]]:
    """The authors, and the lines that name them."""
    for number, value in page.labelled.items():
        if value.role == "byline":
            found = names(page.raw_text[value.start : value.end])
            if found:
                return found, [number]
    return _among_values(page) if page.layout_kind == "values" else _in_header(page)


def _in_header(page: LineTable) -> tuple[list[str], list[int]]:
    """Authors in the lines between the headline and the reporting, and a few lines around both."""
    first, last = page.body
    top = page.title + 1 if page.title is not None else max(0, first - 12)
    window = list(range(top, min(max(_opening(page), top) + 4, last or len(page.lines), top + 40)))
    window += list(range(max(0, top - 6), top))
    window += [n for n in range(first, min(last, first + EXPLICIT)) if is_byline(page.lines[n].text)]
    found: list[str] = []
    where: list[int] = []
    for number in window:
        text = page.lines[number].text
        if number == page.title or len(text) > LONGEST:
            continue
        got = _signed(page, number)
        if got and (not found or number == where[-1] + 1):
            found += [name for name in got if name not in found]
            where.append(number)
        elif found:
            break
    if found:
        return found, where
    for judge in (_beside_date, _below_title) if page.layout_kind == "page" else ():
        for number in window:
            got = judge(page, number) if number != page.title else []
            if got:
                return got, [number]
    return [], []


def _opening(page: LineTable) -> int:
    """The first paragraph with another below it: the body may begin with a standfirst above picture and byline."""
    first, last = page.body
    for number in range(first, min(last - 1, first + 10)):
        if page.shapes[number].kind == "prose" and page.shapes[number + 1].kind == "prose":
            return number
    return first


def _signed(page: LineTable, number: int) -> list[str]:
    """The names of a line that says "by", or that follows a line saying only that."""
    text = page.lines[number].text
    match = BY.match(text)
    if match:
        return names(text[match.end() :])
    above = page.lines[number - 1].text if number else ""
    if says_by(above):
        return names(text)
    at = re.search(r"\|\s*By\s+(?=[A-Z])", text) or POSTED.match(text)
    return names(text[at.end() :]) if at else []


def _beside_date(page: LineTable, number: int) -> list[str]:
    """The name of a line that a date follows: in the line, or within two lines."""
    text = page.lines[number].text
    if len(text) > LONGEST or page.shapes[number].machine or page.shapes[number].kind in {"prose", "date"}:
        return []
    cut = CUT.sub("", text).strip(" ,-")
    if (
        cut != text.strip(" ,-")
        and is_date(text[len(cut) :].lstrip(" ,-|•·"))
        and is_name(without_role(cut.split(",")[0]))
    ):
        return names(cut)
    if not (are_names(text) or is_name(without_role(text.split(",")[0]))) or page.copies[page.keys[number]] > 4:
        return []
    near = [n for n in range(number - 2, number + 4) if 0 <= n < len(page.lines) and n != number]
    return names(text) if any(page.shapes[n].kind == "date" for n in near) else []


def _below_title(page: LineTable, number: int) -> list[str]:
    """A name that stands alone between the headline and the reporting, and that the reporting does not speak of."""
    first, last = _opening(page), page.body[1]
    text = page.lines[number].text
    if page.layout_kind != "page" or page.title is None or not page.title < number < first:
        return []
    shape = page.shapes[number]
    if shape.kind not in {"label", "heading", "list"} or is_place(text):
        return []
    if not (are_names(text) or is_name(without_role(text.split(",")[0]))):
        return []
    report = " ".join(line.text for line in page.lines[first : first + max(1, (last - first) * 2 // 3)])
    got = names(text)
    return got if got and got[0].lower() not in report[:REPORT].lower() else []


def _among_values(page: LineTable) -> tuple[list[str], list[int]]:
    """Authors among a page's values: names that an author's address spells, else names beside the time stamps.

    The reporting itself hardly ever names its author, and the outlet is none.
    """
    candidates = _name_lines(page)
    addresses = _author_addresses(page)
    signed = {
        number: found
        for number, found in candidates.items()
        if any(key(name) in address for name in found for address in addresses) or BY.match(page.lines[number].text)
    }
    if not signed:
        signed = _beside_stamps(page, candidates)
    for number in list(signed):
        signed.update(_neighbours(page, candidates, number))
    names_found = [name for number in sorted(signed) for name in signed[number]]
    by_key = {key(name): name for name in reversed(names_found)}
    return list(dict.fromkeys(by_key[key(name)] for name in names_found)), sorted(signed)


def _name_lines(page: LineTable) -> dict[int, list[str]]:
    """The lines that are names of persons or agencies and nothing else, without the outlet and persons reported on."""
    first, last = page.body
    report = " ".join(line.text for line in page.lines[first:last])[:REPORT].lower()
    hosts = _hosts(page)
    found: dict[int, list[str]] = {}
    for number, line in enumerate(page.lines):
        shape = page.shapes[number]
        if shape.machine or len(line.text) > LONGEST or number == page.title or first <= number < last:
            continue
        if shape.kind == "prose" and not BY.match(line.text):
            continue
        got = names(BY.sub("", line.text, count=1))
        whole = sum(len(key(name)) for name in got) >= 0.7 * len(key(line.text))
        own = [n for n in got if (is_name(n) or named(n)) and not any(key(n) in h or h in key(n) for h in hosts)]
        own = [n for n in own if named(n) is not None or (n.lower() not in report and not is_place(n))]
        if own and whole:
            found[number] = own
    return found


def _hosts(page: LineTable) -> set[str]:
    """Keys of the hosts of the first addresses, without their endings: the outlet's name in another spelling."""
    found = set()
    for line, shape in zip(page.lines[:60], page.shapes, strict=False):
        if shape.kind == "url":
            host = line.text.split("//")[-1].split("/")[0].lower().removeprefix("www.")
            stem = key(host.split(".")[0])
            if len(stem) > 3:
                found.add(stem)
    return found


def _beside_stamps(page: LineTable, candidates: dict[int, list[str]]) -> dict[int, list[str]]:
    """Of the names within a few values of a time stamp the one that is met most often, the first of equals."""
    near = {
        number: found
        for number, found in candidates.items()
        if any(s.kind == "stamp" for s in page.shapes[max(0, number - NEAR) : number + NEAR + 1])
    }
    if not near:
        near = {n: found for n, found in candidates.items() if page.copies[page.keys[n]] > 1 or len(candidates) == 1}
    if not near:
        near = {n: found for n, found in candidates.items() if n + 1 in candidates or n - 1 in candidates}
    if not near:
        return {}
    best = max(near, key=lambda n: (page.copies[page.keys[n]], -n))
    return {best: near[best]}


def _neighbours(page: LineTable, candidates: dict[int, list[str]], number: int) -> dict[int, list[str]]:
    """Names in the lines next to an author's name, addresses between them passed over."""
    found = {}
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(page.lines) and (at in candidates or page.shapes[at].kind in {"url", "image"}):
            if at in candidates:
                found[at] = candidates[at]
            at += step
    return found


def _author_addresses(page: LineTable) -> set[str]:
    """Keys of the addresses that are pages of authors."""
    found = set()
    for line, shape in zip(page.lines, page.shapes, strict=True):
        if shape.kind == "url":
            parts = unquote(line.text.lower()).split("/")
            for number, part in enumerate(parts[:-1]):
                if part.split("?")[0] in words("author_paths"):
                    found.add(key("".join(parts[number + 1 :])))
    return found
