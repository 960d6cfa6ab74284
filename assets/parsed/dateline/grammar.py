"""The parts of which datelines are made, as patterns: dates, clocks, brackets, strokes, dashes, bare agency names.

Here belong patterns alone; every repetition in them is bounded. How parts make a dateline belongs to `find`.
"""

import re

from assets.knowledge import agencies
from assets.knowledge.almanac import MONTH, WEEKDAY
from assets.reference import read_yaml

_YEAR = r"(?:19|20)\d\d"
_BARE_NAMES = "|".join(map(re.escape, agencies.bare_forms()))
_SIGNED_NAMES = "|".join(map(re.escape, agencies.signed_forms()))
_HIJRI = "|".join(map(re.escape, sorted(read_yaml("dateline_words")["hijri_months"], key=len, reverse=True)))
_UNDATED = r"(?:NO DATE|UNDATED|DATE NOT GIVEN)\b"
_CLOCK = r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|E[SD]T|CET|local time))?"

_ORDINAL = r"(?:st|nd|rd|th)?"
_TO = r"(?:[-–/]|\s(?:and|to)\s)"  # between the days of a span; the last one is the report's
DATE = re.compile(
    rf"(?:{MONTH}\s{{1,3}}\d{{1,2}}[-–])?(?P<month>{MONTH})[\s,]{{1,4}}(?:\d{{1,2}}{_ORDINAL}{_TO})?"
    rf"(?P<day>\d{{1,2}}){_ORDINAL}(?!\d)(?:,?\s{{1,3}}(?P<year>{_YEAR})\b)?"
    rf"|(?:\d{{1,2}}(?:\s{{1,2}}{MONTH})?[-–]|\d{{1,2}}{_TO})?"
    rf"(?P<day2>\d{{1,2}}){_ORDINAL}[\s,-]{{1,3}}(?:of\s)?(?P<month2>{MONTH})"
    rf"(?:[,\s-]{{1,3}}(?P<year2>{_YEAR}|\d\d)(?!\d|:\d))?"
    rf"|(?P<iso>{_YEAR}-\d\d-\d\d)(?!\d)"
    rf"|(?<![\d.])(?P<first>[0-3]?\d)[./-](?P<second>[0-3]?\d)[./-](?P<year4>{_YEAR}|\d\d)(?![\d.]\d)(?!\d)"
    rf"|(?P<month3>{MONTH})\s{{1,3}}(?P<year3>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
HIJRI = re.compile(
    rf"(?:\b(?:{_HIJRI})\s{{1,3}}\d{{1,2}}|\b\d{{1,2}}\s{{1,3}}(?:{_HIJRI}))(?:,?\s{{1,3}}1[34]\d\d)?(?:\s?A?H\b)?(?!\d)",
    re.IGNORECASE,
)
SKIPPED = re.compile(rf"(?P<undated>{_UNDATED})|{WEEKDAY}|{_CLOCK}|{HIJRI.pattern}", re.IGNORECASE)
NO_PLACE = re.compile(r"NO (?:CITY|PLACE)(?: GIVEN)?\b(?:\s?\([A-Z ]{3,30}\))?")
MARKS = re.compile(r"[\s*•▪■◆>|]{0,12}")
SEPARATOR = re.compile(r"[\s,.;]{0,6}")
BRACKET = re.compile(r"[(\[]\s{0,2}(?P<name>[^()\[\]]{2,70}?)\s{0,2}[)\]]")
STROKES = re.compile(r"/\s?(?P<name>[A-Za-z][A-Za-z0-9 .,'’-]{1,60}?)\s?/\.?")
LAST_STROKE = re.compile(r"\s{0,3}/(?=\s)")
BARE = re.compile(rf"(?:{_BARE_NAMES})(?![A-Za-z])")
DASH = re.compile(r"\s{0,4}(?:--{1,3}|[—–―−]|_(?=\s)|-(?=\s)|\.-|(?<=\s)-)\s{0,3}")
SIGNED = re.compile(rf"(?:{_SIGNED_NAMES})(?![A-Za-z])(?:(?={DASH.pattern})|(?P<closed>\.?(?=\s)))")
ENDING = re.compile(rf"\.?(?:{DASH.pattern})")
COLON = re.compile(r"\s{0,3}:(?=\s)")
STOP = re.compile(r"\.(?=\s{1,3}[\"“‘']?[A-Z])")
CLOSING = re.compile(rf"[.:]\s|{DASH.pattern}|,?\s{{0,2}}[(/]")  # behind a day that stands behind the dash
LEADING = re.compile(r"(?:\s{0,3}[,;|:.]?\s{0,3}(?:--?|[—–―−])?\s{0,3})")  # between a day and the place behind it
ROUTE = re.compile(
    r"(?:en route (?:from [^,(:—–-]{3,40}? )?to|en route from|on the way to|on (?:a|the) (?:road|train|plane) to)"
    r"\s{1,2}",
    re.IGNORECASE,
)
AGENCY_FIRST = re.compile(
    rf"(?:[(\[]\s?(?P<name>[A-Z][A-Za-z/ -]{{1,40}}?)\s?[)\]]|(?P<bare>{_BARE_NAMES})(?![A-Za-z]))"
    r"(?P<gap>\s{0,3}(?:--?|[—–,:])\s{1,3}|\s{1,3})"
)
JOINED = re.compile(r"\s{0,2}[/,;&]\s{0,2}|\s(?:and|with)\s")


def _nameless(pattern: re.Pattern[str]) -> str:
    """A pattern without its group names, to stand within another."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern)


EDGE = re.compile(
    rf"(?P<open>[(\[])|(?i:{_nameless(DATE)})|{_UNDATED}|\b(?i:{WEEKDAY})[\s,.]{{1,3}}(?=(?i:{MONTH})|\d)"
    rf"|(?i:{HIJRI.pattern})|{_nameless(STROKES)}|{DASH.pattern}|:(?=\s)|(?<=\s)(?:{BARE.pattern})"
    rf"|(?<=[,./]\s)(?:{_SIGNED_NAMES})(?={DASH.pattern})",
)
