"""Tells documents that are no news articles from those that are, each rule under its own name.

Here belong the rules that look at one parsed document. A rule quarantines only where it is sure: a document of one
sentence is an article. Gates over columns belong to the schema.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from assets.parsed.feeds import count_entries
from assets.parsed.lines.boilerplate_phrases import holds
from assets.parsed.metadata.language import ENGLISH, identify
from assets.parsed.records import Article, Issue, Segment

FEW_WORDS = 120  # an article of more words may well speak of cookies or missing pages
SIGNED_WORDS = 60  # a signed text of as many words is an article
EARLIEST = dt.date(1850, 1, 1)  # before the first news agencies there is no wire copy
SLACK = dt.timedelta(days=2)  # time zones and pages dated ahead of print
MANY_LINES = 25  # of a page; fewer may be the head of an article that was cut off
SOME_LINES = 12  # with words, where none of them is reporting
LANGUAGE_WORDS = 12  # fewer words do not tell a language
PROSE = frozenset({"title", "lead", "paragraph", "dateline"})


def rejections(
    article: Article, segments: Sequence[Segment], raw_text: str, today: dt.date | None = None
) -> list[Issue]:
    """What speaks against the document; `today` (default: the day in UTC) bounds its date."""
    day = today or dt.datetime.now(dt.UTC).date()
    kind = [*_feed(raw_text)] or [
        *_strange_signs(article, segments, raw_text),
        *_index_page(article, segments, raw_text),
    ]
    return [
        *(kind or _empty(article)),  # a page of menus is empty too, but says less when it is called so
        *_language(article),
        *_date(article, day),
        *_truncated(article),
    ]


def _refuse(rule: str, message: str, column: str | None = None, value: object = None) -> Issue:
    return Issue(rule, message, True, column, None if value is None else str(value)[:200])


def _mark(rule: str, message: str, column: str | None = None, value: object = None) -> Issue:
    return Issue(rule, message, False, column, None if value is None else str(value)[:200])


def _empty(article: Article) -> Iterator[Issue]:
    """A shell without any sentence."""
    if not any(character.isalpha() for character in article.body):
        yield _refuse(
            "empty_shell", "The text holds no sentence: nothing but menus, values or marks was found.", "body"
        )


def _feed(raw_text: str) -> Iterator[Issue]:
    """First words of many stories, as feeds list them."""
    entries = count_entries(raw_text)
    if entries:
        yield _refuse("feed", f"The text is a feed of {entries} entries: give the articles that it lists.", "body")


def _strange_signs(article: Article, segments: Sequence[Segment], raw_text: str) -> Iterator[Issue]:
    """Pages that say of themselves that they are an error, a wall or a forum, and say little else."""
    count = len(article.body.split())
    if count > FEW_WORDS or len(raw_text) > 20_000:
        return
    lowered = raw_text[:20_000].lower().replace("’", "'")
    head = lowered[:400]
    errors = holds("error_pages", head)
    if errors and count <= 60:
        yield _refuse("error_page", f"The page says {errors[0]!r} and hardly anything else.", "body", errors[0])
        return
    if article.byline and count >= SIGNED_WORDS:
        return  # a short report above a consent banner
    walls = set(holds("consent_pages", lowered))
    if len(walls) >= 2 or (walls and count <= 40):
        sign = sorted(walls)[0]
        yield _refuse("cookie_wall", f"The page asks for consent, log-in or a browser check ({sign!r}).", "body", sign)
        return
    posts = holds("forum_pages", lowered)
    if len(posts) >= 3:
        yield _refuse("forum_list", f"The page is a list of posts ({posts[0]!r}).", "body", posts[0])


def _index_page(article: Article, segments: Sequence[Segment], raw_text: str) -> Iterator[Issue]:
    """A page of links: many lines, hardly any prose among them."""
    lines = len(segments)
    if lines < MANY_LINES and (article.body or _written(segments, raw_text) < SOME_LINES):
        return
    if article.title and article.dateline is not None and article.dateline.date and article.dateline.agency:
        return  # a wire's short report on its own page
    prose = sum(s.end - s.start for s in segments if s.role in PROSE)
    total = sum(s.end - s.start for s in segments)
    if len(article.body.split()) < 60 and prose * 10 < total:
        yield _refuse(
            "index_page", f"Of {lines} lines hardly any is a sentence of reporting: a front page or list.", "body"
        )


def _written(segments: Sequence[Segment], raw_text: str) -> int:
    """How many segments hold a letter."""
    return sum(any(c.isalpha() for c in raw_text[s.start : s.end]) for s in segments)


def _language(article: Article) -> Iterator[Issue]:
    """Another language than English, where enough text is there to be sure."""
    if article.language == ENGLISH or len(article.body.split()) < LANGUAGE_WORDS:
        return
    _, sure = identify(article.body)
    message = f"The text is in another language ({article.language}); only English is read."
    if sure > 0.9:
        yield _refuse("not_english", message, "language", article.language)
    else:
        yield _mark("perhaps_not_english", message, "language", article.language)


def _date(article: Article, today: dt.date) -> Iterator[Issue]:
    """A day of publication that cannot be."""
    published = article.published
    if published.on is None:
        return
    if published.on > today + SLACK:
        yield _refuse(
            "future_date", f"Published on {published.on}, which is still to come.", "published_on", published.on
        )
    elif published.on < EARLIEST:
        yield _refuse(
            "impossible_date", f"Published on {published.on}: no news is as old.", "published_on", published.on
        )


def _truncated(article: Article) -> Iterator[Issue]:
    """A body that breaks off within a sentence."""
    body = article.body.rstrip()
    if len(body.split()) < 40:
        return
    if body.endswith(("...", "…", "[...]", "[…]")):
        yield _mark("truncated", "The text ends with marks of omission.", "body", body[-60:])
    elif body[-1].isalnum() or body[-1] == ",":
        yield _mark("truncated", "The text breaks off within a sentence.", "body", body[-60:])
