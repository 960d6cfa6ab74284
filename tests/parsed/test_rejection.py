"""Documents that are no articles are told apart, each by its own rule."""

import datetime as dt
import hashlib

import pytest

from assets.parsed.parse import parse
from assets.parsed.records import Article, Published
from assets.parsed.rejection import rejections
from assets.raw.records import RawDocument

SENTENCE = "The ministers of both countries agreed to meet again in the autumn and to invite their neighbours. "


def refused(text: str) -> set[str]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    parsed = parse(RawDocument(digest[:32], "a.txt", "text/plain", "utf-8", len(text), digest, text))
    return {issue.rule for issue in parsed.issues if issue.quarantine}


def rules(article: Article) -> dict[str, bool]:
    return {issue.rule: issue.quarantine for issue in rejections(article, [], article.body, dt.date(2024, 6, 1))}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("404 Not Found\n\nThe page you are looking for does not exist.", "error_page"),
        ("Before you continue\nWe use cookies and data.\nReject all\nAccept all cookies", "cookie_wall"),
        ("Thread starter\nQuick reply\nLast post by guest\nMark forums read\nUsers browsing this: 3", "forum_list"),
        ("1920 1080\n2024\n---\n***", "empty_shell"),
        ("Les ministres des deux pays se sont rencontrés vendredi à Oslo pour parler de la pêche et de la mer. " * 3,
         "not_english"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused(text: str, rule: str) -> None:
    assert rule in refused(text)


def test_a_front_page_is_refused() -> None:
    menu = ["Home", "World", "Politics", "Sport", "Search", "Subscribe", "Log in", "Privacy policy"]
    links = [f"Headline of the story number {n} on the front page" for n in range(40)]
    assert "index_page" in refused("\n".join([*menu, *links, *menu]))


def test_a_short_list_of_headlines_without_reporting_is_an_index_and_no_shell() -> None:
    links = [line for n in range(6) for line in (f"Harbour works enter stage {n}", f"{n + 2} hours ago")]
    assert refused("\n".join(["Home", "World", "Europe", "Asia", *links, "Next page", "About"])) == {"index_page"}


def test_a_wall_of_consent_is_told_by_its_phrases() -> None:
    text = "We value your privacy\nWe and our partners store and access information on a device, such as cookies.\n"
    assert refused(text + "You may manage your choices at any time, also later.\nReject all\nAccept all") == {
        "cookie_wall"
    }


def test_an_article_about_cookies_is_not_refused() -> None:
    notice = 'The watchdog said that the notice "this site uses cookies" hid the button reject all cookies. '
    text = f"Watchdog fines site\n\n{notice}"
    assert refused(text + SENTENCE * 12) == set()


def test_an_article_is_not_refused() -> None:
    assert refused(SENTENCE * 8) == set()


def test_a_future_day_is_refused_and_a_day_of_slack_is_not() -> None:
    body = SENTENCE * 3
    late = Article("0" * 32, body, "en", published=Published(dt.date(2025, 1, 1), None, "day", "header", 0.9))
    near = Article("0" * 32, body, "en", published=Published(dt.date(2024, 6, 2), None, "day", "header", 0.9))
    old = Article("0" * 32, body, "en", published=Published(dt.date(1066, 10, 14), None, "day", "header", 0.9))
    assert rules(late).get("future_date") is True
    assert "future_date" not in rules(near)
    assert rules(old).get("impossible_date") is True


def test_a_text_that_breaks_off_is_marked() -> None:
    assert rules(Article("0" * 32, SENTENCE * 4 + "The minister also said that the", "en")) == {"truncated": False}
    assert rules(Article("0" * 32, SENTENCE * 4, "en")) == {}
