"""The numbers that the network sees beside its vectors: as many as it was trained on, and of the right places."""

import datetime as dt
from collections.abc import Callable

from assets.enriched.annotate.events import features
from assets.enriched.annotate.events.words import Article

ReadArticle = Callable[..., Article]
TEXT = (
    "Norwegian Defence Minister Kari Lund met her Danish counterpart, Jens Holm, in Oslo on Monday.\n"
    "Lund had visited Denmark in March 2023. The two ministers signed a pact."
)


def test_there_are_as_many_numbers_as_the_model_expects(read_article: ReadArticle) -> None:
    article = read_article(TEXT, reference_on=dt.date(2024, 5, 15))
    for word in range(len(article)):
        for rows, width in (
            (features.role_rows(article, word), features.ROLE),
            (features.day_rows(article, word), features.DAY),
            (features.place_rows(article, word), features.PLACE),
        ):
            assert {len(numbers) for numbers in rows.numbers} <= {width}
            assert len(rows.which) == len(rows.spans) == len(rows.numbers)
        assert len(features.trigger_numbers(article, word)) == features.TRIGGER
        assert len(features.same_act(article, 0, word, ("visit", "call"))) == features.SAME_ACT


def test_every_member_of_the_cast_is_asked_about(read_article: ReadArticle) -> None:
    article = read_article(TEXT)
    rows = features.role_rows(article, article.words.index("signed"))
    assert set(rows.which) == set(range(len(article.cast)))


def test_subject_and_object_of_a_verb_are_told_apart(read_article: ReadArticle) -> None:
    article = read_article("Norway accused Denmark.")
    rows = features.role_rows(article, article.words.index("accused"))
    assert rows.numbers[0] != rows.numbers[1]


def test_the_nearest_day_comes_first(read_article: ReadArticle) -> None:
    article = read_article(TEXT, reference_on=dt.date(2024, 5, 15))
    rows = features.day_rows(article, article.words.index("visited"))
    assert article.days[rows.which[0]].time.start_on == dt.date(2023, 3, 1)
