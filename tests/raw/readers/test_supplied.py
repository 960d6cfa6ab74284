"""Supplied facts under the names of other tools: none is dropped in silence, and none costs the article."""

from typing import Any

import pytest

from assets.raw.bounds import Refused
from assets.raw.readers.supplied import content, is_address, language_code, supplied
from assets.raw.records import Supplied

TEXT = "The ministers met in Oslo."


@pytest.mark.parametrize(
    ("row", "facts"),
    [
        (
            {  # NewsAPI
                "source": {"id": None, "name": "Harbour Post"}, "author": "Jo Lang, Kim Falk",
                "title": "Ministers meet",
                "url": "https://harbour.example/a", "publishedAt": "2019-10-08T12:20:00Z", "content": TEXT,
            },
            Supplied(
                url="https://harbour.example/a", title="Ministers meet", published="2019-10-08T12:20:00Z",
                outlet="Harbour Post", authors=("Jo Lang", "Kim Falk"),
            ),
        ),
        (
            {"title": "T", "publish_date": "2019-10-09", "media_name": "harbour.example", "lang": "en", "text": TEXT},
            Supplied(title="T", published="2019-10-09", outlet="harbour.example", language="en"),
        ),
        (
            {"title": "T", "author": "Lang, Jo", "date": "2019-10-08", "sitename": "Post", "text": TEXT, "x": 1},
            Supplied(title="T", published="2019-10-08", outlet="Post", authors=("Jo Lang",)),
        ),
        (
            {"maintext": TEXT, "authors": ["Jo Lang", "Reuters"], "date_publish": "2019-10-08 12:20:00", "text": None},
            Supplied(published="2019-10-08 12:20:00", authors=("Jo Lang",)),
        ),
        (
            {"headline": "T &amp; U", "author": {"name": "Jo Lang"}, "datePublished": "2019-10", "articleBody": TEXT},
            Supplied(title="T & U", published="2019-10", authors=("Jo Lang",)),
        ),
        ({"text": TEXT, "Pub Date": "", "DATE": "2019-10-08"}, Supplied(published="2019-10-08")),
        ({"text": TEXT, "published": "2019-10-07", "date": "2019-10-08"}, Supplied(published="2019-10-07")),
        ({"text": TEXT, "timestamp": 1570537200}, Supplied(published="2019-10-08T12:20:00+00:00")),
        ({"text": TEXT, "author": "N/A", "title": float("nan"), "outlet": " ", "language": None}, Supplied()),
        ({"text": TEXT, "author": 5, "source": {"id": 3}, "headline": ["T"], "date": {}}, Supplied()),
    ],
)  # fmt: skip
def test_the_names_of_other_tools_are_known(row: dict[str, Any], facts: Supplied) -> None:
    assert supplied(row) == facts
    assert content(row) == ("text", TEXT)


@pytest.mark.parametrize(
    ("row", "flag"),
    [
        ({"url": "http://[::1"}, "supplied_url_malformed"),
        ({"url": "see the paper of Tuesday"}, "supplied_url_malformed"),
        ({"language": "Klingon"}, "supplied_language_unknown"),
        ({"published": "7/6/18"}, "supplied_day_open"),
        ({"date": "yesterday"}, "supplied_day_unread"),
        ({"title": "word " * 300}, "supplied_title_long"),
    ],
)
def test_a_fact_that_cannot_be_taken_costs_itself_and_leaves_a_flag(row: dict[str, Any], flag: str) -> None:
    found = supplied(row | {"text": TEXT})
    assert found.flags == (flag,)
    assert Supplied(flags=found.flags, open_day=found.open_day) == found


@pytest.mark.parametrize("row", [{"published": "yesterday"}, {"published": "2025-02-30"}, {"title": ["T"]}, {"url": 5}])
def test_our_own_fields_of_another_kind_are_refused(row: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        supplied(row)
    assert refused.value.rule == "bad_field"


@pytest.mark.parametrize(
    ("row", "held"),
    [
        ({"text": "a", "html": "<p>b</p>"}, ("text", "a")),
        ({"text": " \n", "html": "<p>b</p>"}, ("html", "<p>b</p>")),
        ({"text": "", "body": "b"}, ("text", "b")),
        ({"Body Text": "b"}, ("text", "b")),
        ({"content": 5, "story": "b"}, ("text", "b")),
    ],
)
def test_what_is_blank_does_not_hide_what_is_there(row: dict[str, Any], held: tuple[str, str]) -> None:
    assert content(row) == held


@pytest.mark.parametrize(
    ("row", "rule"), [({"text": " "}, "empty"), ({"id": 1}, "no_text"), ({"text": 5}, "bad_field")]
)
def test_a_row_without_a_document_is_refused(row: dict[str, Any], rule: str) -> None:
    with pytest.raises(Refused) as refused:
        content(row)
    assert refused.value.rule == rule


@pytest.mark.parametrize("name", ["en", "EN", "en-GB", "en_US", "eng", "English", "english (UK)", " En "])
def test_every_name_of_english_is_english(name: str) -> None:
    assert language_code(name) == "en"


def test_other_languages_have_their_code() -> None:
    assert [language_code(n) for n in ("fr-CA", "deu", "ger", "Español", "zh-Hans", "日本語", "xx", "")] == [
        "fr", "de", "de", "es", "zh", "ja", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("https://example.org/a?b=c#d", True),
        ("example.org/a", True),
        ("//example.org", True),
        ("http://localhost:8080/x", True),
        ("http://example.org:port/x", False),
        ("http://[::1", False),
        ("https://", False),
        ("a story", False),
        ("story", False),
    ],
)
def test_addresses_are_told_from_what_is_none(value: str, good: bool) -> None:
    assert is_address(value) is good
