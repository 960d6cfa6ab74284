"""The words of time expressions as patterns and numbers, read from `timex.yaml`.

Here belong words alone: numerals, units, parts of the day, seasons, holidays, and the pattern pieces made of them.
"""

import re
from functools import cache
from typing import Any

from assets.knowledge.almanac import MONTH
from assets.reference import read_yaml


def words(kind: str) -> Any:
    """One section of the reference file."""
    return read_yaml("timex")[kind]


def choice(forms: Any) -> str:
    """A pattern for any of some forms, the longest first, blanks as white space.

    It begins with a look at the first letter: at most places of a text no form begins, and trying each costs more.
    """
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    first = "".join(re.escape(letter) for letter in sorted({form[0] for form in ordered}))
    return f"(?:(?=[{first}])(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s") for form in ordered) + "))"


WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
WEEKDAY_ANY = rf"(?:{WEEKDAY}|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?)"
MONTH_NAME = rf"(?=[A-Z])(?i:{MONTH})"
MONTH_LONG = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
YEAR = r"(?:1[0-9]|20)\d\d"
NUMERALS: dict[str, int] = words("numerals")
ORDINALS: dict[str, int] = words("ordinals")
_TENS = choice(word for word, number in NUMERALS.items() if 20 <= number < 100)
_ONES = choice(word for word, number in NUMERALS.items() if 1 <= number < 10 and len(word) > 2)
_PLAIN = choice(word for word, number in NUMERALS.items() if 1 <= number < 20 and len(word) > 2)
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})|\d{1,4}(?:\.\d{1,2})?(?:\s\d/\d)?"
    rf"|(?:{_TENS}(?:[-\s]{_ONES})?|{_PLAIN})(?:\s(?:hundred|thousand|million))?"
    r"|(?:an?|one)\s(?:hundred|thousand|million|half|dozen)|hundred|dozen)"
)
VAGUE = (
    r"(?:(?=[acfmnpstvhd])(?:(?:the\s|a\s)?(?:past\s)?(?:a\s)?(?:few|couple(?:\sof)?)|several|many|some|various|numerous|countless|dozens\sof"
    r"|scores\sof|hundreds\sof|thousands\sof|tens\sof))"
)
UNITS = words("units")
UNIT = choice(list(UNITS))
UNITS_PLURAL = choice(
    [f"{unit}s" for unit in UNITS if unit not in {"century", "millennium"}] + ["centuries", "millennia"]
)
ANY_UNIT = rf"(?:{UNITS_PLURAL}|{UNIT})(?![A-Za-z])"
SEASON = choice(words("seasons"))
DAYPART = choice(words("dayparts"))
ORDINAL = rf"(?:{choice(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"


@cache
def holidays() -> dict[str, str]:
    """What each holiday is by its lower-case name: `MM-DD`, or the name of a reckoned rule."""
    found = words("holidays")
    return {name.lower(): day for part in ("fixed", "reckoned") for name, day in found[part].items()}


HOLIDAY = rf"(?=[A-Z]){choice([*words('holidays')['fixed'], *words('holidays')['reckoned']])}"


def number_of(text: str) -> float | None:
    """The number that digits or words stand for; None for a vague one ("several", "a few")."""
    plain = re.sub(r"\s+", " ", text.strip().lower()).replace("-", " ").replace(",", "")
    half = re.fullmatch(r"(\d+) (\d)/(\d)", plain)
    if half and half[3] != "0":
        return int(half[1]) + int(half[2]) / int(half[3])
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    if plain.startswith(("a couple", "couple", "the couple", "the past couple")):
        return 2.0
    total, current = 0.0, 0.0
    for word in plain.split():
        if word in {"a", "an"} and len(plain.split()) > 1:
            continue
        if word == "half":
            return 0.5
        value = {"thousand": 1000, "million": 1_000_000}.get(word) or NUMERALS.get(word)
        if value is None:
            return None
        if value >= 100:
            current = (current or 1) * value
        else:
            current += value
    total += current
    return total or None


def ordinal_of(text: str) -> int | None:
    """1 for "first" or "1st", and so on; None for no ordinal."""
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ORDINALS.get(re.sub(r"\s", "-", text.lower()))


def unit_of(text: str) -> str:
    """The singular of a unit in any case: "Centuries" is "century". Raises KeyError for no unit."""
    low = text.lower()
    singular = {"centuries": "century", "millennia": "millennium"}.get(low, low)
    singular = singular if singular in UNITS else singular.removesuffix("s")
    UNITS[singular]
    return singular


def duration(number: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units: `P3W`, `PT2H`, `P2Y6M`; X for a number that is left open."""
    letter, factor, clock = UNITS[unit]
    lead = "PT" if clock else "P"
    if number is None:
        letter = {"decade": "DE", "century": "CE", "millennium": "ML"}.get(unit, letter)
        return f"{lead}X{letter}"
    amount = number * factor
    whole = int(amount)
    if amount == whole:
        return f"{lead}{whole}{letter}"
    smaller = {"Y": ("M", 12), "H": ("M", 60), "M": ("S", 60) if clock else ("D", 30), "D": ("H", 24), "W": ("D", 7)}
    if letter not in smaller:
        return f"{lead}{amount:g}{letter}"
    part, per = smaller[letter]
    rest = round((amount - whole) * per)
    head = f"{whole}{letter}" if whole else ""
    return f"P{head}T{rest}{part}" if letter == "D" else f"{lead}{head}{rest}{part}"
