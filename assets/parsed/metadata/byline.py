"""Reads who wrote it: bylines with one or several authors, in the lines around the headline or among a page's values.

Here belong names of authors. Persons in the reporting belong to the annotate stage.
"""

import re
from urllib.parse import unquote

from assets.knowledge.agencies import named
from assets.parsed.dateline.place import is_place
from assets.parsed.lines.boilerplate_phrases import boilerplate, words
from assets.parsed.lines.line_table import LineTable, key
from assets.parsed.lines.shapes import is_date
from assets.parsed.metadata.author_prefixes import turned, without_rank, without_service
from assets.reference import read_yaml

LONGEST = 160  # code points of a byline
NEAR = 6  # values around a time stamp
EXPLICIT = 25  # lines from the first paragraph among which a line that says "by" is still the byline
REPORT = 30_000  # code points of the reporting in which names are looked for
BY = re.compile(
    r"(?i:(?:(?:story|words|text|reporting|report|written|posted|published|authored|analysis|review|opinion|column)\s+)?"
    r"by|(?:this\s+)?(?:article|story|report|piece|column)\s+(?:(?:was|is)\s+)?(?:first\s+)?"
    r"(?:written|contributed|reported|authored|provided|submitted)\s+by)\s?:?\s*(?=[A-Z(“\"])(?!-)"
    r"|(?i:author|authors|byline|writer)\s?:\s*(?=[A-Z])"
)
_BY_ALONE = re.compile(
    r"(?:(?:story|words|written|posted|published|article|commentary) )?by:?|author:?|authors:?|author of the article:?",
    re.IGNORECASE,
)
_POSTED = re.compile(r"(?i:posted|published|updated|written) (?i:on )?[^|]{6,40}? by (?=[A-Z])")
_CUT = re.compile(
    r"\s*(?:[|•·—–/]|\s-(?=\s|$)|@|(?:Published|Updated|Posted|Modified|Created)\b|\d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b).*$"
    r"|(?<=[a-z]{3})[A-Z].*$"
    r"|(?:(?<=[a-z])|\b)(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.? \d.*$",
    re.DOTALL,
)
_SEPARATORS = re.compile(r"\s*(?:,\s*and\b|,|;|&|\band\b|\bwith\b|\+)\s*", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:for|of|in|at|from)\s+.*$|\s*\(.*$")
_NAME_PART = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-]{1,2}[^\W\d_]+)*\.?")
_PARTICLES = frozenset(read_yaml("bylines")["particles"])
_TITLED = re.compile(r"^(?:dr|prof|professor|sir|mr|mrs|ms|rev|capt|lt|col|gen|sgt|maj)\.?\s+", re.IGNORECASE)
_SMALL_NAMES = frozenset(read_yaml("bylines")["small_names"])
_VIETNAMESE = frozenset(read_yaml("titles")["family_first"]["vietnamese"])
_SUFFIXES = frozenset(read_yaml("bylines")["suffixes"])


def is_byline(text: str) -> bool:
    """Whether a line says "by" and then one or more names."""
    match = BY.match(text) if len(text) <= LONGEST else None
    return bool(match and (text[: match.end()].strip().endswith(":") or names(text[match.end() :])))


def says_by(text: str) -> bool:
    """Whether a line says only "by", the name below it."""
    return bool(_BY_ALONE.fullmatch(text.strip(" :-")))


def is_signed_date(text: str) -> bool:
    """Whether a short line is a name or outlet with a date glued to it: "Ann Lee/December 21, 2023"."""
    text = text.rstrip(")] ")
    if len(text) > 110 or not text[-1:].isdigit():
        return False
    cut = _CUT.sub("", text).strip(" ,-/[(")
    return cut != text and 0 < len(cut.split()) <= 7 and is_date(text[len(cut) :].lstrip(" ,-/|•·[("))


def is_name(text: str) -> bool:
    """Whether a text looks like the name of one person: two to five capitalised words, none of them boilerplate."""
    parts = _TITLED.sub("", text.strip(" ,.")).replace(",", " ").split()
    small = sum(part.islower() for part in parts)
    if not 2 <= len(parts) <= 5 + min(small, 2) or len(text) > 50 or boilerplate(text, len(parts)):
        return False
    own = 0
    for number, part in enumerate(parts):
        bare = part.lower().strip(".")
        if bare in _PARTICLES or bare in _SUFFIXES or (number and bare in {"o", "d"}):
            continue
        if not _NAME_PART.fullmatch(part) or not part[0].isupper() or bare in words("byline_roles"):
            return False
        if (bare in words("function_words") or bare in words("alone")) and not _is_small_name(parts, number):
            return False
        own += 1
    return own >= 2


def _is_small_name(parts: list[str], number: int) -> bool:
    """Whether a word that looks like "an" is a name: capitalised, before "Jin-woo", or in a name of Vietnam."""
    if parts[number].lower() not in _SMALL_NAMES or not parts[number].istitle():
        return False
    return any("-" in part for part in parts) or (number > 0 and parts[0].lower() in _VIETNAMESE)


def are_names(text: str) -> bool:
    """Whether a line is the names of one or several persons and nothing else: "Ann Berg, Tom Lind and Eva Holm"."""
    parts = [part for part in _SEPARATORS.split(text.strip(" .*_")) if part] if len(text) <= LONGEST else []
    return 0 < len(parts) <= 6 and all(is_name(part) for part in parts)


def names(text: str) -> list[str]:
    """The names in the rest of a byline: cut at a date, a role or an outlet; several parted by commas and "and"."""
    found: list[str] = []
    plain = turned(without_rank(without_service(" ".join(text.split()))))
    rest = _CUT.sub("", plain)
    for part in _SEPARATORS.split(rest):
        name = _without_role(_FOR.sub("", without_rank(part)))
        if not name:
            continue
        agency = named(name)
        if name.lower().strip(".") in _SUFFIXES and found:
            found[-1] += f", {name}"
        elif agency is not None or (is_name(name) or (not found and _is_single(name))):
            found.append(_proper(name))
        elif found:
            break
    return list(dict.fromkeys(found))


def _is_single(name: str) -> bool:
    """A signature of one word or of an editorial team, such as "Reuters" or "The Guardian staff"."""
    parts = name.split()
    return (
        1 <= len(parts) <= 4
        and parts[0][0].isupper()
        and len(name) > 2
        and all(p[0].isupper() or p.islower() for p in parts)
        and not boilerplate(name, len(parts))
        and not any(p.lower() in words("function_words") - {"the"} for p in parts)
    )


def _without_role(part: str) -> str:
    """A name without the office words that run on behind it: "Ann Lee Senior Reporter" is Ann Lee."""
    tokens = part.strip(" .,:;-").split()
    for number, token in enumerate(tokens):
        if number >= 2 and token.lower().strip(".,") in words("byline_roles"):
            tokens = tokens[:number]
            break
    if tokens and tokens[-1].lower() in {"the", "a"}:
        tokens = tokens[:-1]
    return " ".join(tokens)


def _proper(name: str) -> str:
    """Names in capitals as names are written; short ones are initials of agencies and stay."""
    letters = [c for c in name if c.isalpha()]
    if len(name) > 5 and " " in name and all(c.isupper() for c in letters) and named(name) is None:
        return name.title()
    return name


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
    at = re.search(r"\|\s*By\s+(?=[A-Z])", text) or _POSTED.match(text)
    return names(text[at.end() :]) if at else []


def _beside_date(page: LineTable, number: int) -> list[str]:
    """The name of a line that a date follows: in the line, or within two lines."""
    text = page.lines[number].text
    if len(text) > LONGEST or page.shapes[number].machine or page.shapes[number].kind in {"prose", "date"}:
        return []
    cut = _CUT.sub("", text).strip(" ,-")
    if (
        cut != text.strip(" ,-")
        and is_date(text[len(cut) :].lstrip(" ,-|•·"))
        and is_name(_without_role(cut.split(",")[0]))
    ):
        return names(cut)
    if not (are_names(text) or is_name(_without_role(text.split(",")[0]))) or page.copies[page.keys[number]] > 4:
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
    if not (are_names(text) or is_name(_without_role(text.split(",")[0]))):
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
