"""What the syntax of a trigger leaves of its factuality, and what it makes no act at all."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.events.syntax.factuality import bound, untold
from assets.enriched.annotate.events.words import Article

ReadArticle = Callable[..., Article]


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Kenya did not attack Chad.", "attack", "denied"),
        ("The ministers called off the meeting.", "meeting", "denied"),
        ("Kenya may attack Chad.", "attack", "hypothetical"),
        ("Shelling went on despite a meeting of the ministers.", "meeting", "happened"),
        ("They spoke of peace after talks in Oslo.", "talks", "happened"),
        ("They spoke of peace ahead of talks in Oslo.", "talks", None),
        ("Kenya attacked Chad.", "attacked", None),
    ],
)
def test_the_clause_binds_the_status(read_article: ReadArticle, text: str, trigger: str, status: str | None) -> None:
    article = read_article(text)
    assert bound(article, article.words.index(trigger)) == status


@pytest.mark.parametrize(
    ("text", "trigger", "nothing"),
    [
        ("Mali asked Chad to hand over the deserters.", "hand", True),
        ("Myanmar failed to sign a ceasefire.", "sign", True),
        ("Mali called on Chad to release the pilots.", "release", True),
        ("Mali called for talks with Chad.", "talks", True),
        ("Had Poland shot down the missile, it would have burned.", "shot", True),
        ("The minister wants to thank Chad.", "thank", False),
        ("The minister called Mr. Mwangi to congratulate him.", "congratulate", False),
        ("Japan lifted its ban on exports.", "ban", True),
        ("Japan imposed a ban on exports.", "ban", False),
        ("The minister will give a lecture in Oslo.", "lecture", True),
        ("Myanmar signed a ceasefire.", "signed", False),
        ("Poland had shot down the missile.", "shot", False),
        ("Japan coach Koji Mori condemned the referee.", "condemned", True),
        ("Japanese Premier Koji Mori condemned the launch.", "condemned", False),
    ],
)
def test_what_is_only_asked_for_or_failed_to_be_done_is_no_act(
    read_article: ReadArticle, text: str, trigger: str, nothing: bool
) -> None:
    article = read_article(text)
    assert untold(article, article.words.index(trigger)) is nothing
