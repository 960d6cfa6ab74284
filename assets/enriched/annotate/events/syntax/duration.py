"""Acts of several days of which a text names one: "a three-day visit that began on Tuesday", "ended two days of talks".

Here belongs the arithmetic from the day that was chosen for an act and the days that it is said to last. Which day is
the act's is the network's to say.
"""

import datetime as dt
import re
from functools import cache

from assets.enriched.annotate.events.words import Article, Interval, Span
from assets.enriched.annotate.records import TimeMention
from assets.reference import read_yaml

LASTING = frozenset({"visit", "planned_meeting", "meeting", "summit", "exercise", "joint_exercise"})
NEAR = 4  # steps up the parse from the number of days to the act
MOST = 31  # days
_DAYS = re.compile(r"P(\d{1,2})D")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_yaml("events/days")[name])


def days_of(time: TimeMention) -> int:
    """How many days a time expression says that something lasts; 0 where it says none."""
    found = _DAYS.fullmatch(time.value or "")
    number = int(found[1]) if found is not None else 0
    return number if 1 < number <= MOST else 0


def lasting(article: Article, trigger: int, kind: str, told: Interval) -> Interval:
    """The interval of an act of which `told` is one day, where the text says how many days it lasts."""
    start, end, precision = told
    if kind not in LASTING or precision != "day" or start is None or start != end:
        return told
    number = next((n for span, n in article.durations if _is_of(article, span, trigger)), 0)
    if not number:
        return told
    further = dt.timedelta(days=number - 1)
    if _is_last(article, trigger, start):
        return start - further, start, precision
    return start, start + further, precision


def _is_of(article: Article, span: Span, trigger: int) -> bool:
    """Whether the act stands above the number of days, or is told by a word that does."""
    if article.sentence[span.start] != article.sentence[trigger]:
        return False
    word = span.root
    for _ in range(NEAR):
        if word == trigger or (article.head[trigger] == word and article.lemma[word] in _words("days_of")):
            return True
        if article.head[word] == word:
            return False
        word = article.head[word]
    return False


def _is_last(article: Article, trigger: int, day: dt.date) -> bool:
    """Whether the day is the last: something ends then, or lasts until it."""
    sentence = article.sentence[trigger]
    for told in article.days:
        if article.sentence[told.span.start] == sentence and day in (told.time.start_on, told.time.end_on):
            before = article.words[told.span.start - 1].lower() if told.span.start else ""
            if before in _words("until"):
                return True
    above = {trigger, article.head[trigger], article.head[article.head[trigger]]}
    return any(article.lemma[word] in _words("ends") for word in above)
