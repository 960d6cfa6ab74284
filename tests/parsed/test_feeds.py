"""Feeds in XML and in print are turned away; articles with links and stamps are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.parsed.feeds import count_entries
from assets.parsed.parse import parse
from assets.raw.decoding import decode
from assets.raw.readers.documents import text_document

STORIES = [
    ("Ferry towns sign accord", "Ministers of two harbour towns signed a ferry accord on Thursday."),
    ("Storm closes ports", "A storm closed three ports of the west coast, the coast guard said."),
    ("Parliament passes budget", "Parliament passed the budget by 88 votes to 60 on Thursday evening."),
]
STAMP = "Thu, 03 Mar 2022 10:00:00 GMT"
RSS = (
    '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>News</title>'
    + "".join(
        f"<item><title>{t}</title><pubDate>{STAMP}</pubDate><description>{d}</description></item>\n" for t, d in STORIES
    )
    + "</channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>'
    + "".join(f"<entry><title>{t}</title><summary>{d}</summary></entry>" for t, d in STORIES)
    + "</feed>"
)
PRINTED = "\n\n".join(f"{t}\nhttps://news.example.org/{n}\n{STAMP}\n{d}" for n, (t, d) in enumerate(STORIES))
LABELLED = "\n\n".join(
    f"Title: {t}\nLink: https://news.example.org/{n}\npubDate: {STAMP}\nDescription: {d}"
    for n, (t, d) in enumerate(STORIES)
)


@pytest.mark.parametrize("text", [RSS, ATOM, PRINTED, LABELLED], ids=["rss", "atom", "printed", "labelled"])
def test_a_feed_is_turned_away_under_its_own_name(text: str) -> None:
    assert count_entries(text) == 3
    data = text.encode()
    issues = parse(text_document("feed.txt", data, decode(data), media_type="text/plain")).issues
    assert "feed" in {issue.rule for issue in issues if issue.quarantine}


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(["Ferry towns sign accord", "https://news.example.org/1", STAMP, STORIES[0][1]]),
        "\n".join([STORIES[0][1], *(f"https://news.example.org/{n}\n{STAMP}" for n in range(6))]),
        "\n".join(["The ministry explained how to write <item> and <entry> in a list of ferries."] * 4),
        "\n".join(f"{d}\nhttps://news.example.org/{n}\n2022-03-03T10:00:00Z" for n, (_, d) in enumerate(STORIES)),
        "\n".join(f"{d}\nhttps://news.example.org/{n}" for n, (_, d) in enumerate(STORIES)),
    ],
    ids=["one story", "links below", "marks named", "metadata", "no stamps"],
)
def test_an_article_with_links_is_no_feed(text: str) -> None:
    assert count_entries(text) == 0


@given(
    st.lists(st.sampled_from(["<item>", "\n", "https://a.example/", STAMP, " word", '<rss version="2.0">'])).map(
        "".join
    )
)
def test_any_text_is_counted_without_error(text: str) -> None:
    assert 0 <= count_entries(text) <= len(text)
