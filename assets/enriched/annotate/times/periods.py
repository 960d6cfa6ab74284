"""Periods with names: decades, centuries, seasons, quarters, holidays, and years before Christ.

Here belongs which years, months and days they are. Days, months and years themselves are in `explicit`.
"""

import datetime as dt
import re

from assets.enriched.annotate.times.anchor import TimeAnchor, Value, rule
from assets.enriched.annotate.times.explicit import PART, dated, part_of
from assets.enriched.annotate.times.intervals import holiday, interval_of, quarter_of, quarter_value, season_year
from assets.enriched.annotate.times.lexicon import HOLIDAY, ORDINAL, SEASON, YEAR, holidays, ordinal_of, words

_REL = r"(?i:last|next|this\spast|this\scoming|this|previous|following)"


def _decade(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    if found["full"]:
        return dated(found["full"][:3], found)
    tens = found["short"][0] if found["short"] else str(words("decades")[found["word"].lower()])
    here = anchor.base()
    century = "18" if here is not None and here.year < 1900 else "19"
    return dated(f"{century}{tens}", found)


def _century(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    if found["rel"]:
        if anchor.reference is None:
            return None
        shift = {"last": -1, "next": 1, "this": 0}[found["rel"].lower()]
        return dated(f"{anchor.reference.year // 100 + shift:02d}", found, "reference")
    number = ordinal_of(found["ord"])
    if number is None:
        return None
    return Value("DATE", f"BC{number - 1:02d}") if found["bc"] else dated(f"{number - 1:02d}", found)


def _season(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    word = found["season"].lower()
    season = words("seasons")[word]
    relative = (found["rel"] or "").lower().split(" ")[-1]
    here = anchor.base() if relative else anchor.discourse_base()
    if found["year"]:
        return dated(f"{int(found['year']):04d}-{season}", found)
    if not _is_season(found, anchor, word, relative):
        return None
    if here is None:
        return Value("DATE", f"XXXX-{season}", None, "open")
    if anchor.narrative and not relative:
        return dated(f"{here.year:04d}-{season}", found, "focus")
    return dated(f"{_season_year(season, here, relative, found, anchor):04d}-{season}", found, "reference")


def _is_season(found: re.Match[str], anchor: TimeAnchor, word: str, relative: str) -> bool:
    """Whether a word is the season: "fall" and "spring" mean other things as well."""
    if relative or part_of(found):
        return True
    before = anchor.text[max(0, found.start() - 8) : found.start()].lower()
    placed = before.endswith((" in ", " by ", " since ", " until ", " during ", " over "))
    if word in {"fall", "spring"}:
        behind = anchor.text[found.end() : found.end() + 4]
        return placed and bool(found["the"]) and behind != " of "
    return bool(found["the"]) or placed or anchor.narrative


def _season_year(season: str, here: dt.date, relative: str, found: re.Match[str], anchor: TimeAnchor) -> int:
    if relative in {"next", "coming", "following"}:
        ahead = season_year(season, here, 1)
        current = interval_of(f"{ahead:04d}-{season}")
        return ahead + (current is not None and current.first <= here)
    if relative == "this":
        return here.year
    if relative in {"last", "past", "previous"}:
        latest = season_year(season, here, -1)
        current = interval_of(f"{latest:04d}-{season}")
        return latest - (current is not None and current.last >= here)
    return season_year(season, here, 1 if anchor.direction(found) == "future" else -1)


def _quarter(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    kind, per = ("Q", 4) if found["unit"].lower() == "quarter" else ("H", 2)
    word = found["ord"].lower()
    number = per if word in {"last", "latter", "final"} else ordinal_of(word)
    if number is None or not 1 <= number <= per:
        return None
    if word in {"last", "latter", "final"} and not (found["year"] or found["yearword"]):
        return None
    here = anchor.base()
    printed = found["year"] or found["year2"]
    if printed:
        return Value("DATE", f"{int(printed):04d}-{kind}{number}", None, "period")
    if here is None:
        return None
    word = (found["yearword"] or found["yearword2"] or found["yearword3"] or "").lower()
    if word:
        shift = -1 if re.search("last|previous|earlier|ago", word) else 1 if "next" in word else 0
        return Value("DATE", f"{here.year + shift:04d}-{kind}{number}", None, "period")
    now = quarter_of(here) if kind == "Q" else (here.month + 5) // 6
    ahead = anchor.direction(found) == "future"  # the quarter just over is still to be reported
    year = here.year + (number < now - 1) if ahead else here.year - (number > now)
    return Value("DATE", f"{year:04d}-{kind}{number}", None, "period")


def _the_quarter(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "the quarter", "the latest period": the one spoken of, else the last one that is over."""
    if anchor.quarter is None and not found["latest"] and not found["ended"]:
        return None
    here = anchor.reference
    if anchor.quarter is not None and not found["latest"]:
        return Value("DATE", anchor.quarter, None, "reference")
    return None if here is None else Value("DATE", quarter_value(here, -1), None, "period")


def _holiday(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    rule_name = holidays()[re.sub(r"\s", " ", found["name"]).lower()]
    here = anchor.discourse_base()
    if found["year"]:
        on = holiday(rule_name, int(found["year"]))
    elif here is None:
        return None
    elif anchor.narrative:
        on = holiday(rule_name, here.year)
    else:
        days = [holiday(rule_name, year) for year in (here.year - 1, here.year, here.year + 1) if 1 <= year <= 9999]
        ahead = (found["rel"] or "").lower() == "next" or anchor.direction(found) == "future"
        fitting = [day for day in days if day is not None and (day >= here if ahead else day <= here)]
        on = (min(fitting) if ahead else max(fitting)) if fitting else None
    return None if on is None else Value("DATE", on.isoformat(), None, "holiday")


def _before_christ(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    return Value("DATE", f"BC{int(found[1]):04d}")


def _common_era(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    return Value("DATE", f"{int(found[1] or found[2]):04d}")


RULES = (
    rule(
        "decade",
        rf"(?<![\w.$]){PART}(?:(?P<full>(?:1[0-9]|20)\d0)['’]?s\b|['’](?P<short>\d0)['’]?s\b"
        rf"|\b(?P<word>(?i:{'|'.join(words('decades'))}))\b)",
        _decade,
        ["#4", "#2", *words("decades")],
    ),
    rule(
        "century",
        rf"\b{PART}(?:(?P<ord>(?i:{ORDINAL}))[\s-]|(?P<rel>(?i:last|this|next))\s)(?i:century)\b(?P<bc>\s(?:BC|B\.C\.))?",
        _century,
        ["century"],
    ),
    rule(
        "season",
        rf"\b(?:(?P<part>(?i:early|late|mid))[-\s](?i:in\s)?)?(?P<the>(?i:the)\s)?(?:(?P<rel>{_REL})\s)?"
        rf"(?P<season>(?i:{SEASON}))\b(?:,?\s(?:of\s)?(?P<year>{YEAR})\b)?",
        _season,
        words("seasons"),
    ),
    rule(
        "quarter",
        rf"\b(?:(?i:the\s)?(?P<year2>{YEAR})(?:['’]s)?\s|(?P<yearword2>(?i:last|this|next|the\sprevious)\syear)['’]s\s"
        rf"|(?P<yearword3>(?i:the\s)?(?i:year[-\s](?:earlier|ago)))\s|(?i:the|its|a|their)\s)?"
        rf"(?i:fiscal[-\s]|calendar\s|latest\s|flat\s)?(?P<ord>(?i:first|second|third|fourth|last|latter|final|[1-4](?:st|nd|rd|th)))"
        rf"[-\s](?i:fiscal[-\s])?(?P<unit>(?i:quarter|half))\b(?!['’]?s?\s(?i:of\sthe\s(?:game|match)|mile|century))"
        rf"(?:\s(?i:of\s)?(?:(?i:fiscal\s)?(?P<year>{YEAR})\b|(?P<yearword>(?i:last|this|next)\syear)))?",
        _quarter,
        ["quarter", "half"],
    ),
    rule(
        "the_quarter",
        r"\b(?:(?i:the|its)\s)(?:(?P<latest>(?i:latest|most\srecent))\s)?(?i:fiscal\s)?(?i:(?:quarter|period))\b"
        r"(?!\sof)(?=(?P<ended>\s(?i:ended|ending))?)",
        _the_quarter,
        ["quarter", "period"],
    ),
    rule(
        "holiday",
        rf"\b(?:(?P<rel>(?i:last|next|this))\s)?(?P<name>{HOLIDAY})(?![A-Za-z])(?:,?\s(?P<year>{YEAR})\b)?",
        _holiday,
        {re.split(r"[\s.'’]", name)[0] for name in holidays()},
    ),
    rule(
        "bc",
        r"\b(?:c\.\s?|circa\s)?(\d{1,4})\s?(?:BC|B\.C\.?|BCE|B\.C\.E\.?)(?![A-Za-z])",
        _before_christ,
        ["bc", "bce", "b"],
    ),
    rule(
        "ad",
        r"\b(?:(?:AD|A\.D\.)\s(\d{1,4})\b|(\d{1,4})\s(?:AD|A\.D\.|CE)(?![A-Za-z]))",
        _common_era,
        ["ad", "d", "ce"],
    ),
)
