"""Acts of several days of which a text names one."""

import datetime as dt
from collections.abc import Callable

import pytest

from assets.enriched.annotate.events.syntax.duration import lasting
from assets.enriched.annotate.events.words import Article

ReadArticle = Callable[..., Article]
TUESDAY, FRIDAY = dt.date(2024, 3, 12), dt.date(2024, 3, 8)


@pytest.mark.parametrize(
    ("text", "word", "day", "days"),
    [
        ("Tran Van Hai arrived in Manila on Tuesday for a three-day visit.", "visit", 12, (12, 14)),
        ("Tran Van Hai arrived in Manila on Tuesday for a three-day visit.", "arrived", 12, (12, 14)),
        ("Putin ended a two-day state visit to China on Friday.", "visit", 8, (7, 8)),
        ("Kuleba, who is in China until Friday on a four-day visit, met Wang Yi.", "visit", 8, (5, 8)),
        ("The navies opened a ten-day exercise off Guam on Tuesday.", "exercise", 12, (12, 21)),
    ],
)
def test_the_other_end_is_reckoned(
    read_article: ReadArticle, text: str, word: str, day: int, days: tuple[int, int]
) -> None:
    article = read_article(text, published_on=dt.date(2024, 3, 14), reference_on=dt.date(2024, 3, 14))
    one = dt.date(2024, 3, day)
    kind = "exercise" if word == "exercise" else "visit"
    start, end, precision = lasting(article, article.words.index(word), kind, (one, one, "day"))
    assert (start, end, precision) == (dt.date(2024, 3, days[0]), dt.date(2024, 3, days[1]), "day")


def test_nothing_is_reckoned_from_a_number_of_days_elsewhere(read_article: ReadArticle) -> None:
    text = "Hai met Teodoro in Manila on Tuesday. A three-day strike of dockers had ended."
    article = read_article(text, published_on=dt.date(2024, 3, 14), reference_on=dt.date(2024, 3, 14))
    told = (TUESDAY, TUESDAY, "day")
    assert lasting(article, article.words.index("met"), "meeting", told) == told


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("attack", (TUESDAY, TUESDAY, "day")),
        ("visit", (FRIDAY, TUESDAY, "day")),
        ("visit", (None, None, "none")),
        ("visit", (dt.date(2024, 3, 1), dt.date(2024, 3, 31), "month")),
    ],
)
def test_only_one_day_of_a_lasting_act_is_stretched(
    read_article: ReadArticle, kind: str, told: tuple[dt.date | None, dt.date | None, str]
) -> None:
    article = read_article("Hai arrived in Manila on Tuesday for a three-day visit.")
    assert lasting(article, article.words.index("visit"), kind, told) == told
