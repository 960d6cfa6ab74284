"""Tables: which column is the text, how cells are parted, what a row may hold; and JSON that holds articles."""

import datetime as dt
import json

import pytest

from assets.raw.readers.tabular.moments import iso
from assets.raw.records import RawDocument, Refusal
from tests.raw.readers.conftest import Read
from tests.raw.readers.samples import ROW, TEXT, TITLE, parquet, xlsx


def documents(found: list[RawDocument | Refusal]) -> list[RawDocument]:
    assert all(isinstance(d, RawDocument) for d in found), found
    return [d for d in found if isinstance(d, RawDocument)]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(read: Read, sign: str) -> None:
    head = sign.join(("Headline", "Date", "Author", "Body"))
    text = f'{head}\n"{TITLE}"{sign}2019-10-07{sign}Marta Solano{sign}"{TEXT}\n\nMore."\n'
    (document,) = documents(read("a.csv", text))
    assert document.raw_text == f"{TEXT}\n\nMore."
    assert (document.supplied.title, document.supplied.published) == (TITLE, "2019-10-07")
    assert document.metadata is not None
    assert document.metadata.authors == ("Marta Solano",)


def test_names_stand_below_a_title_line_and_in_any_case(read: Read) -> None:
    text = f"Our export of Monday\n\nArticle Title,FULL TEXT,publishDate\n{TITLE},{TEXT},20191007\n,,\n"
    (document,) = documents(read("a.csv", text.encode("utf-16")))
    assert (document.supplied.title, document.supplied.published) == (TITLE, "2019-10-07")
    assert document.source_uri == "a.csv#0"


def test_a_table_without_a_text_column_says_what_to_do(read: Read) -> None:
    (refusal,) = read("a.csv", "name,age\nRoe,40\n")
    assert isinstance(refusal, Refusal)
    assert (refusal.rule, refusal.value) == ("no_column", "name, age")


def test_one_bad_row_is_refused_by_itself(read: Read) -> None:
    found = read("a.csv", f"id,text\n1,{TEXT}\n2,\n3,a, b, c\n1,{TEXT} Again.\n")
    assert [d.source_uri for d in found] == ["a.csv#1", "a.csv#2", "a.csv#2", "a.csv#1@3"]
    assert [getattr(d, "rule", None) for d in found] == [None, "no_text", "ragged_row", None]


def test_days_of_workbooks_and_parquet_are_days(read: Read) -> None:
    row = {
        **ROW,
        "published": dt.datetime(2019, 10, 7, 14, 20, tzinfo=dt.UTC),
        "tags": ["Buoys", "Envoys"],
        "text": TEXT,
    }
    (document,) = documents(read("a.parquet", parquet([row])))
    assert document.supplied.published == "2019-10-07T14:20:00+00:00"
    assert document.metadata is not None
    assert document.metadata.tags == ("Buoys", "Envoys")
    (document,) = documents(read("a.xlsx", xlsx([["a list", ""], ["title", "text"], [TITLE, TEXT]])))
    assert document.supplied.title == TITLE


LISTS = {
    "array": [ROW],
    "newsapi": {
        "status": "ok",
        "totalResults": 1,
        "articles": [
            {
                "source": {"id": None, "name": "The Quay Gazette"},
                "author": "Marta Solano",
                "title": TITLE,
                "description": "Teaser",
                "url": "https://quaygazette.example/a",
                "publishedAt": "2019-10-07T14:20:00Z",
                "content": f"{TEXT}… [+1234 chars]",
            }
        ],
    },
    "media cloud": {
        "stories": [
            {
                "stories_id": 7,
                "title": TITLE,
                "publish_date": "2019-10-07 14:20:00",
                "media_name": "The Quay Gazette",
                "text": TEXT,
            }
        ]
    },
    "elasticsearch": {
        "hits": {
            "hits": [
                {
                    "_id": "x",
                    "_source": {"headline": TITLE, "date": "2019-10-07", "source": "The Quay Gazette", "body": TEXT},
                }
            ]
        }
    },
    "one article": {
        "headline": TITLE,
        "datePublished": "2019-10-07",
        "publisher": {"name": "The Quay Gazette"},
        "articleBody": TEXT,
    },
}


@pytest.mark.parametrize("name", LISTS)
def test_articles_are_found_wherever_a_tool_puts_them(read: Read, name: str) -> None:
    (document,) = documents(read("a.json", json.dumps(LISTS[name])))
    assert document.raw_text == TEXT
    assert document.supplied.title == TITLE
    assert document.supplied.outlet == "The Quay Gazette"
    assert (document.supplied.published or "").startswith("2019-10-07")


def test_a_list_without_texts_is_refused_entry_by_entry(read: Read) -> None:
    rows = [{"url": "https://x.example/1", "title": TITLE, "seendate": "20191007T142000Z", "domain": "x.example"}] * 2
    found = read("a.json", json.dumps({"articles": rows}))
    assert [getattr(d, "rule", None) for d in found] == ["no_text", "no_text"]


def test_json_lines_under_the_wrong_ending_are_read(read: Read) -> None:
    lines = "\n".join(json.dumps({**ROW, "id": n}) for n in (1, 2))
    assert [d.source_uri for d in documents(read("a.json", lines))] == ["a.json#1", "a.json#2"]


@pytest.mark.parametrize("content", ["{", "[1, 2]", "3", '{"a": 1}', "[]", '{"articles": []}', "\xff"])
def test_other_json_is_refused(read: Read, content: str) -> None:
    assert all(isinstance(d, Refusal) for d in read("a.json", content))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2019-10-07", "2019-10-07"),
        ("2019-10-07 14:20:00", "2019-10-07T14:20:00"),
        ("20191007T142000Z", "2019-10-07T14:20:00+00:00"),
        ("Mon, 07 Oct 2019 14:20:00 +0200", "2019-10-07T14:20:00+02:00"),
        ("October 7, 2019", "2019-10-07"),
        ("7/6/18", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_moments_that_cannot_be_misread(given: str | None, wanted: str | None) -> None:
    assert iso(given) == wanted
