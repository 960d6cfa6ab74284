"""Reads the credit lines of a plain article: who published it, who wrote it and when, printed around its headline.

"Harbour Post | 3 March 2021", "By Ann Berg, Harbour Post, 3 March 2021", "*Published: 3 March 2021*", a line of names.
Here belong such lines of texts without a page around them. Bylines of pages are for `byline`, stamps for `timestamps`.
"""

import re
from dataclasses import dataclass

from assets.knowledge.agencies import named
from assets.parsed.dateline.place import is_place
from assets.parsed.dates.timestamps import find_stamps
from assets.parsed.lines.boilerplate_phrases import words
from assets.parsed.lines.line_table import LineTable
from assets.parsed.lines.markdown import bare
from assets.parsed.metadata.author_names import BY, LONGEST, are_names, is_name, names
from assets.parsed.metadata.letterhead import is_masthead, says_words
from assets.parsed.metadata.masthead import is_house
from assets.parsed.metadata.source import is_outlet
from assets.parsed.records import Role

HEAD = 8  # lines from the top among which credits stand
MOST_PARTS = 4
NAME_WORDS = 6  # of an outlet
_PART = re.compile(r"\s*[|•·;/()\[\]]\s*|\s+[-–—]{1,2}\s+|\s*,\s+|\s+[-–—]$|^[-–—]\s+|\s*\n\s*")
_SIGNED = re.compile(r"by|author|writer", re.IGNORECASE)  # one of them stands in whatever `BY` matches
_LABEL = re.compile(
    r"^(?:(?:first |originally |last )?"
    r"(?:published|posted|created|updated|modified|issued|released|filed|dated?|on|at|in)\b[\s:]{0,3}){1,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Credit:
    """What a credit line says: the role of the line, the authors, the outlet. Whatever it does not say is empty."""

    role: Role
    authors: tuple[str, ...] = ()
    outlet: str | None = None


def read_credits(page: LineTable) -> list[str]:
    """Gives the credit lines of a plain text their roles, notes the outlet that they name, and returns the authors."""
    opening = next((n for n, s in enumerate(page.shapes[: HEAD + 1]) if s.kind == "prose" and not _credit(page, n)), 0)
    found = {n: c for n in range(opening) if page.roles[n] is None and (c := _credit(page, n)) is not None}
    if all(n in found or page.shapes[n].machine for n in range(opening)):
        found.pop(0, None)  # a text of credits alone has none: the first line is its headline
    authors: list[str] = []
    for number, credit in found.items():
        page.give(number, credit.role)
        authors += [name for name in credit.authors if name not in authors]
        page.credited = page.credited or credit.outlet
    rest = [n for n in range(opening) if n not in found and n not in page.labelled and not page.shapes[n].machine]
    signed = any(value.role == "byline" for value in page.labelled.values())
    for number in rest if len(rest) > 1 and not signed else ():  # a single line is the headline, whatever it looks like
        if number and not authors and _signs(page, number, opening):
            page.give(number, "byline")
            authors = names(bare(page.lines[number].text))
    return authors


def _credit(page: LineTable, number: int) -> Credit | None:
    text = bare(page.lines[number].text)
    if len(text) > LONGEST or number in page.labelled:
        return None
    if page.shapes[number].kind == "date":
        return Credit("updated" if _is_update(text) else "published")
    return credit(text) or (
        Credit("boilerplate", (), text.strip("|•· ")) if number < 3 and is_masthead(page, number) else None
    )


def credit(text: str) -> Credit | None:
    """What a line says that holds a day or "by" and beside them nothing but names, None for any other line."""
    stamps = list(find_stamps(text))
    if not stamps and not _SIGNED.search(text):
        return None
    rest, at = "", 0
    for stamp in stamps:
        rest += text[at : stamp.start] + " | "
        at = stamp.end
    parts = [part for part in (p.strip(" .,:*_") for p in _PART.split(rest + text[at:])) if _LABEL.sub("", part)]
    parts = [p for p in (_LABEL.sub("", part).strip() for part in parts) if p.lower() not in words("date_words")]
    by = any(BY.match(part) for part in parts)
    if not (stamps or by) or len(parts) > MOST_PARTS:
        return None
    authors: list[str] = []
    outlet: str | None = None
    for part in parts:
        match = BY.match(part)
        signed = names(part[match.end() :]) if match else names(part) if are_names(part) and not is_house(part) else []
        if signed and (match or authors or not is_place(part)):
            authors += signed
        elif outlet is None and _is_title_case(part) and (is_publisher(part) or len(parts) == 1 or by):
            outlet = None if is_place(part) or _is_role(part) or named(part) is not None else part
        elif not (_is_role(part) or is_place(part)):
            return None
    if not stamps:
        return Credit("byline", tuple(authors), outlet) if outlet and authors else None
    role: Role = "updated" if _is_update(text) else "published"
    return Credit("byline" if by else role, tuple(authors), outlet)


def is_publisher(part: str) -> bool:
    """Whether a part is the name of an agency, of a known outlet, or by its last word of a newspaper or station."""
    return is_house(part) or named(part) is not None or is_outlet(part)


def _is_update(text: str) -> bool:
    """Whether a line gives the day of a later change and no other."""
    lowered = text.lower()
    changed = lowered.startswith(("updated", "last updated", "modified", "last modified"))
    return changed and not any(word in lowered for word in ("publish", "created", "posted"))


def _is_title_case(part: str) -> bool:
    """Whether all words but the small ones begin with capitals, as in the names of outlets."""
    tokens = part.split()
    own = [t for t in tokens if t.lower() not in words("function_words")]
    return 0 < len(tokens) <= NAME_WORDS and bool(own) and all(t[0].isupper() or t[0].isdigit() for t in own)


def _is_role(part: str) -> bool:
    """Whether a part says what the author is: "Diplomatic Correspondent"."""
    return any(token.lower().strip(".,") in words("byline_roles") for token in part.split()[:6])


def _signs(page: LineTable, number: int, opening: int) -> bool:
    """Whether a line below the headline is names alone, of persons whom the report does not speak of."""
    text = bare(page.lines[number].text)
    if page.roles[number] is not None or not are_names(text) or is_place(text) or page.shapes[number].closed:
        return False
    if says_words(page, number):
        return False
    report = " ".join(line.text for line in page.lines[opening:])[:20_000].lower()
    return not any(name.lower() in report or is_house(name) for name in names(text) if is_name(name))
