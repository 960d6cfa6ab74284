"""What was supplied beside a text reaches its record, and what could not be taken leaves a mark."""

import datetime as dt

from assets.parsed.parse import parse
from assets.raw.decoding import Decoded
from assets.raw.readers.documents import html_document, text_document
from assets.raw.records import RawDocument, Supplied
from checks.coverage import fault

REPORT = (
    "Ministers agree on patrols\n\n{line}The ministers of Ghana and Togo met in Accra and agreed on joint patrols of"
    " the coast, the ministry said.\n\nThey will meet again in Cotonou, Ghana’s defence minister, Kofi Asare, said.\n"
)


def document(text: str, supplied: Supplied = Supplied()) -> RawDocument:  # noqa: B008
    return text_document("a.txt", text.encode(), Decoded(text, "utf-8"), supplied)


def test_supplied_authors_and_marks_stand_in_the_record() -> None:
    supplied = Supplied(authors=("Jo Lang",), flags=("supplied_url_malformed",))
    page = f"<html><body><h1>Ministers agree</h1><p>By Kim Falk</p><p>{REPORT}</p></body></html>"
    for one in (document(REPORT.format(line=""), supplied), html_document("a", b"", Decoded(page, "utf-8"), supplied)):
        parsed = parse(one)
        assert parsed.article.byline == ["Jo Lang"]
        assert [(i.rule, i.quarantine) for i in parsed.issues] == [("supplied_url_malformed", False)]


def test_an_open_day_is_no_day_but_where_the_text_shows_one_of_its_readings() -> None:
    supplied = Supplied(open_day="7/6/18", flags=("supplied_day_open",))
    assert parse(document(REPORT.format(line=""), supplied)).article.published.on is None
    shown = parse(document(REPORT.format(line="ACCRA, July 6, 2018 (Reuters) - "), supplied)).article.published
    assert (shown.on, shown.evidence[0]) == (dt.date(2018, 7, 6), ("supplied", "7/6/18"))
    other = parse(document(REPORT.format(line="ACCRA, July 9, 2018 (Reuters) - "), supplied)).article.published
    assert (other.on, other.method, other.evidence[0]) == (None, "none", ("supplied", "7/6/18"))


def test_a_garbled_text_is_parsed_as_mended_and_its_spans_lie_in_the_raw_text() -> None:
    text = REPORT.format(line="ACCRA, Oct. 8, 2019 (Reuters) &#8211;&nbsp;")
    garbled = "&nbsp;\n\n" + text.encode().decode("latin-1") + "\n\n&nbsp;"
    parsed = parse(document(garbled))
    assert "Ghana’s defence minister" in parsed.article.body
    assert parsed.article.published.on == dt.date(2019, 10, 8)
    assert fault(garbled, ((s.start, s.end) for s in parsed.segments)) is None
    line = next(s for s in parsed.segments if s.role == "dateline")
    assert garbled[line.start : line.end].startswith("ACCRA, Oct. 8, 2019 (Reuters) &#8211;")
    assert parsed.article.dateline is not None
    assert garbled[parsed.article.dateline.start :].startswith("ACCRA")
    assert {garbled[s.start : s.end] for s in parsed.segments if s.role == "markup"} >= {"&nbsp;"}
