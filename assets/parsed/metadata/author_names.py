"""Reads the names in a byline: parted by commas and "and", without ranks, roles, outlets and days.

Here belongs the grammar of printed names. Which line of a text is its byline belongs to `byline`.
"""

import re

from assets.knowledge.agencies import named
from assets.parsed.lines.boilerplate_phrases import boilerplate, words
from assets.parsed.lines.shapes import is_date
from assets.reference import read_yaml

LONGEST = 160  # code points of a byline
MOST_PARTS, MOST_OWN = 7, 5  # words of a name, with and without particles
BY = re.compile(
    r"(?i:(?:this (?:article|story|report|piece|post) (?:was |is )?)?"
    r"(?:(?:story|words|text|reporting|report|written|contributed|posted|published|authored|analysis|review|opinion"
    r"|column)\s+)?by)\s?:?\s*(?=[A-Z(“\"])(?!-)|(?i:author|authors|byline|writer)\s?:\s*(?=[A-Z])"
)
_BY_ALONE = re.compile(
    r"(?:(?:story|words|written|posted|published|article|commentary) )?by:?|author:?|authors:?|author of the article:?",
    re.IGNORECASE,
)
POSTED = re.compile(r"(?i:posted|published|updated|written) (?i:on )?[^|]{6,40}? by (?=[A-Z])")
CUT = re.compile(
    r"\s*(?:[|•·—–/=]|\s-(?=\s|$)|@|(?:Published|Updated|Posted|Modified|Created)\b|\d"
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
_SUFFIXES = frozenset(read_yaml("bylines")["suffixes"])
_SHORT_NAMES = frozenset(read_yaml("bylines")["short_names"])
_UNITS = frozenset(read_yaml("bylines")["units"])
_GRADE = re.compile(
    r"\b(?:[1-3](?:st|nd|rd)|first|second|third)\s(?=(?:class|lieutenant|lt|sergeant|sgt)\b)", re.IGNORECASE
)
_RANK = re.compile(
    rf"^(?:(?:U\.?S\.?\s)?(?:army|navy|air force|marine corps|marines|coast guard)\s)?"
    rf"(?:(?:{'|'.join(read_yaml('bylines')['ranks'])})\.?\s+)+(?:class\s+)?(?=[A-Z])",
    re.IGNORECASE,
)
_WRITERS = re.compile(
    r"^(?P<house>(?:[A-Z][\w.&’'-]{0,20}\s){0,3}?)(?:(?i:staff|special|guest)\s)?"
    r"(?i:writers?|reporters?|correspondents?|journalists?)\s?:?\s+(?=[A-Z])"
)
_FLIPPED = re.compile(
    r"(?P<last>[^\W\d_][^\W\d_’'-]*(?:[’'-][^\W\d_]+)*), (?P<first>[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*)?)"
)
_BETWEEN = re.compile(r"\s*;\s*|\s*(?:,\s*)?\b(?:and|with)\b\s*|\s*&\s*", re.IGNORECASE)


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
    cut = CUT.sub("", text).strip(" ,-/[(")
    return cut != text and 0 < len(cut.split()) <= 7 and is_date(text[len(cut) :].lstrip(" ,-/|•·[("))


def is_name(text: str, signed: bool = False) -> bool:
    """Whether a text looks like the name of one person: two to five capitalised words, none of them boilerplate.

    In a line that says "by" (`signed`) words of one syllable that are English too may be names: "An Jin-woo".
    """
    parts = _TITLED.sub("", text.strip(" ,.")).replace(",", " ").split()
    if not 2 <= len(parts) <= MOST_PARTS or len(text) > 50 or boilerplate(text, len(parts)):
        return False
    own = 0
    for number, part in enumerate(parts):
        bare = part.lower().strip(".")
        if bare in _PARTICLES or bare in _SUFFIXES or (number and bare in {"o", "d"}):
            continue
        if not _NAME_PART.fullmatch(part) or not part[0].isupper() or bare in words("byline_roles"):
            return False
        if (bare in words("function_words") or bare in words("alone")) and not (signed and bare in _SHORT_NAMES):
            return False
        own += 1
    return 2 <= own <= MOST_OWN


def are_names(text: str) -> bool:
    """Whether a line is the names of one or several persons and nothing else: "Ann Berg, Tom Lind and Eva Holm"."""
    parts = [part for part in _SEPARATORS.split(text.strip(" .*_")) if part] if len(text) <= LONGEST else []
    return 0 < len(parts) <= 6 and all(is_name(part) for part in parts)


def names(text: str) -> list[str]:
    """The names in the rest of a byline: cut at a date, a role or an outlet; several parted by commas and "and"."""
    found: list[str] = []
    rest = CUT.sub("", _GRADE.sub("", _without_house(" ".join(text.split()))))
    for part in _flipped(rest) or _SEPARATORS.split(rest):
        name = without_role(_FOR.sub("", _RANK.sub("", part)))
        if not name or (found and _is_unit(name)):
            continue
        agency = named(name)
        if name.lower().strip(".") in _SUFFIXES and found:
            found[-1] += f", {name}"
        elif agency is not None or (is_name(name, signed=True) or (not found and _is_single(name))):
            found.append(_proper(name))
        elif found:
            break
    return list(dict.fromkeys(found))


def _without_house(text: str) -> str:
    """A byline without "Xinhua writers" or "Staff reporter" before its names."""
    match = _WRITERS.match(text)
    house = match["house"].strip() if match else ""
    known = not house or named(house) is not None or house.split()[-1].lower() in words("outlet_words")
    return text[match.end() :] if match and known else text


def _flipped(text: str) -> list[str]:
    """The names of a byline that prints surnames first, turned: "Roe, Jane and Doe, Ann"; empty for any other."""
    turned = []
    for part in _BETWEEN.split(text.strip(" .")):
        match = _FLIPPED.fullmatch(part)
        if match is None or named(match["last"]) is not None or _says_role(part):
            return []
        turned.append(f"{match['first']} {match['last']}")
    return turned


def _says_role(text: str) -> bool:
    tokens = (token.lower().strip(".,") for token in text.split())
    return any(token in words("byline_roles") or token in words("outlet_words") for token in tokens)


def _is_unit(name: str) -> bool:
    """Whether a part of a byline is a military unit or office: "U.S. Pacific Fleet Public Affairs"."""
    return any(token.lower() in _UNITS for token in name.split())


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


def without_role(part: str) -> str:
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
