"""Reads who wrote it: bylines with one or several authors, in the lines around the headline or among a page's values.

Here belong names of authors. Persons in the reporting belong to the annotate stage.
"""

import re
from urllib.parse import unquote

from assets.parsed.agencies import named
from assets.parsed.draft import Draft, key
from assets.parsed.shapes import is_date
from assets.parsed.vocabulary import furniture, words

LONGEST = 160  # code points of a byline
_BY = re.compile(
    r"(?:(?:story|words|text|reporting|report|written|posted|published|authored|analysis|review|opinion|column)\s+)?"
    r"by\s?:?\s*(?=[A-Z(“\"])(?!-)|(?:author|authors|byline|writer)\s?:\s*(?=[A-Z])",
    re.IGNORECASE,
)
_BY_ALONE = re.compile(
    r"(?:(?:story|words|written|posted|published|article|commentary) )?by:?|author:?|authors:?|author of the article:?",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:[|•·—–/]|\s-(?=\s|$)|@|\bPublished\b|\bUpdated\b|\bPosted\b|\d).*$|"
    r"(?:(?<=[a-z])|\b)(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.? \d.*$",
    re.DOTALL,
)
_SEPARATORS = re.compile(r"\s*(?:,\s*and\b|,|;|&|\band\b|\bwith\b|\+)\s*", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:for|of|in|at|from)\s+.*$|\s*\(.*$")
_NAME_PART = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-]{1,2}[^\W\d_]+)*\.?")
_PARTICLES = frozenset(
    {"al", "ap", "ben", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el"}
    | {"ibn", "la", "le", "los", "san", "st", "ten", "ter", "the", "van", "vd", "von", "y", "zu"}
)
_TITLED = re.compile(r"^(?:dr|prof|professor|sir|mr|mrs|ms|rev|capt|lt|col|gen|sgt|maj)\.?\s+", re.IGNORECASE)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})


def is_byline(text: str) -> bool:
    """Whether a line says "by" and then one or more names."""
    match = _BY.match(text) if len(text) <= LONGEST else None
    return bool(match and (text[: match.end()].strip().endswith(":") or names(text[match.end() :])))


def says_by(text: str) -> bool:
    """Whether a line says only "by", the name below it."""
    return bool(_BY_ALONE.fullmatch(text.strip(" :-")))


def is_signed_date(text: str) -> bool:
    """Whether a short line is a name or outlet with a date glued to it: "Ann Lee/December 21, 2023"."""
    if len(text) > 110 or not text[-1:].isdigit():
        return False
    cut = _CUT.sub("", text).strip(" ,-/")
    return cut != text and len(cut.split()) <= 7 and is_date(text[len(cut) :].lstrip(" ,-/|•·"))


def is_name(text: str) -> bool:
    """Whether a text looks like the name of one person: two to five capitalised words, none of them furniture."""
    parts = _TITLED.sub("", text.strip(" ,.")).replace(",", " ").split()
    if not 2 <= len(parts) <= 5 or len(text) > 50 or furniture(text, len(parts)):
        return False
    own = 0
    for number, part in enumerate(parts):
        bare = part.lower().strip(".")
        if bare in _PARTICLES or bare in _SUFFIXES or (number and bare in {"o", "d"}):
            continue
        if not _NAME_PART.fullmatch(part) or not part[0].isupper() or bare in words("byline_roles"):
            return False
        if bare in words("function_words") or bare in words("alone"):
            return False
        own += 1
    return own >= 2


def names(text: str) -> list[str]:
    """The names in the rest of a byline: cut at a date, a role or an outlet; several parted by commas and "and"."""
    found: list[str] = []
    rest = _CUT.sub("", " ".join(text.split()))
    for part in _SEPARATORS.split(rest):
        name = _without_role(_FOR.sub("", part))
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
        and not furniture(name, len(parts))
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


def find_authors(draft: Draft) -> tuple[list[str], list[int]]:
    """The authors, and the lines that name them."""
    for number, value in draft.labelled.items():
        if value.role == "byline":
            found = names(draft.raw_text[value.start : value.end])
            if found:
                return found, [number]
    return _among_values(draft) if draft.manner == "values" else _in_header(draft)


def _in_header(draft: Draft) -> tuple[list[str], list[int]]:
    """Authors in the lines between the headline and the reporting, and a few lines around both."""
    first, last = draft.body
    top = draft.title + 1 if draft.title is not None else max(0, first - 12)
    window = list(range(top, min(max(first, top) + 4, last or len(draft.lines), top + 40)))
    window += list(range(max(0, top - 6), top))
    found: list[str] = []
    where: list[int] = []
    for number in window:
        text = draft.lines[number].text
        if number == draft.title or len(text) > LONGEST:
            continue
        got = _signed(draft, number)
        if got and (not found or number == where[-1] + 1):
            found += [name for name in got if name not in found]
            where.append(number)
        elif found:
            break
    if found:
        return found, where
    for number in window:
        got = _beside_date(draft, number) if number != draft.title else []
        if got:
            return got, [number]
    return [], []


def _signed(draft: Draft, number: int) -> list[str]:
    """The names of a line that says "by", or that follows a line saying only that."""
    text = draft.lines[number].text
    match = _BY.match(text)
    if match:
        return names(text[match.end() :])
    above = draft.lines[number - 1].text if number else ""
    if says_by(above):
        return names(text)
    at = re.search(r"\|\s*By\s+(?=[A-Z])", text)
    return names(text[at.end() :]) if at else []


def _beside_date(draft: Draft, number: int) -> list[str]:
    """The name of a line that a date follows: in the line, or within two lines."""
    text = draft.lines[number].text
    if len(text) > LONGEST or draft.shapes[number].machine or draft.shapes[number].kind in {"prose", "date"}:
        return []
    cut = _CUT.sub("", text).strip(" ,-")
    if (
        cut != text.strip(" ,-")
        and is_date(text[len(cut) :].lstrip(" ,-|•·"))
        and is_name(_without_role(cut.split(",")[0]))
    ):
        return names(cut)
    if not is_name(_without_role(text.split(",")[0])) or draft.copies[draft.keys[number]] > 4:
        return []
    near = [n for n in range(number - 2, number + 4) if 0 <= n < len(draft.lines) and n != number]
    return names(text) if any(draft.shapes[n].kind == "date" for n in near) else []


def _among_values(draft: Draft) -> tuple[list[str], list[int]]:
    """Authors among a page's values: names that an author's address spells, else the name beside a time stamp."""
    addresses = _author_addresses(draft)
    found: dict[str, int] = {}
    for number, line in enumerate(draft.lines):
        if draft.shapes[number].machine or len(line.text) > LONGEST or number == draft.title:
            continue
        if draft.shapes[number].kind == "prose" and not line.text.lower().startswith("by "):
            continue
        got = [n for n in names(_BY.sub("", line.text, count=1)) if len(key(n)) > 4]
        for name in got:
            if any(key(name) in address for address in addresses) or (_BY.match(line.text) and is_name(name)):
                found.setdefault(name, number)
    if not found:
        found = _beside_stamps(draft)
    return list(found), sorted(set(found.values()))


def _author_addresses(draft: Draft) -> set[str]:
    """Keys of the addresses that are pages of authors."""
    found = set()
    for line, shape in zip(draft.lines, draft.shapes, strict=True):
        if shape.kind == "url":
            parts = unquote(line.text.lower()).split("/")
            for number, part in enumerate(parts[:-1]):
                if part.split("?")[0] in words("author_paths"):
                    found.add(key("".join(parts[number + 1 :])))
    return found


def _beside_stamps(draft: Draft) -> dict[str, int]:
    """Names within four values of a time stamp, the most repeated ones."""
    counts: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(draft.lines):
        if draft.shapes[number].kind not in {"label", "heading", "list"} or number == draft.title:
            continue
        pieces = [p.strip() for p in line.text.split(",")]
        if not all(is_name(p) for p in pieces) or len(pieces) > 4:
            continue
        near = draft.shapes[max(0, number - 4) : number + 5]
        if any(s.kind == "stamp" for s in near):
            for piece in pieces:
                seen, first = counts.get(piece, (0, number))
                counts[piece] = (seen + 1, first)
    if not counts:
        return {}
    most = max(seen for seen, _ in counts.values())
    best = [(first, name) for name, (seen, first) in counts.items() if seen == most]
    return {name: first for first, name in sorted(best)[:1]}
