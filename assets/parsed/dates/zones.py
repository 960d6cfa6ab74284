"""Time zones as pages print them, as offsets from UTC.

Here belongs the reading of `time_zones.csv`; the rules of summer time come with dateutil's copy of the IANA database,
so that no system file is needed.
"""

import datetime as dt
import re
from functools import cache

from dateutil.zoneinfo import get_zonefile_instance

from assets.reference import read_csv, split

_WIDEST = dt.timedelta(hours=14)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+−-])(\d{1,2}):?(\d\d)?")


@cache
def _forms() -> dict[str, str]:
    return {form.upper(): row["zone"] for row in read_csv("time_zones") for form in split(row["form"])}


_NAMES = "|".join(re.escape(form) for form in sorted(_forms(), key=lambda form: (-len(form), form)))
ZONE = rf"(?:(?:GMT|UTC)?\s?[+−-]\d{{1,2}}:?\d\d(?!\d)|(?:GMT|UTC)[+−-]\d{{1,2}}(?!\d)|(?:{_NAMES})(?![A-Za-z]))"


def offset_of(zone: str, local: dt.datetime) -> dt.timedelta | None:
    """How far local time is ahead of UTC in a printed zone at a local time; None for an unknown zone.

    An abbreviation that several zones share ("IST", "CST") is read as the one most common in English-language news.
    """
    printed = zone.strip().upper()
    numbered = _OFFSET.fullmatch(printed)
    if numbered and numbered[2]:
        offset = dt.timedelta(hours=int(numbered[2]), minutes=int(numbered[3] or 0))
        if offset > _WIDEST:
            return None
        return offset if numbered[1] == "+" else -offset
    known = _forms().get(printed)
    if known is None:
        return None
    if known[0] in "+-":
        return offset_of(known, local)
    rules = get_zonefile_instance().get(known)
    return rules.utcoffset(local) if rules else None
