"""Raw texts of every layout become clean records, and no character is lost."""

import datetime as dt
import hashlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.parsed.parse import parse
from assets.parsed.records import Parsed
from assets.raw.records import RawDocument, Supplied

PARAGRAPHS = (
    "The defence ministers of Norway and Iceland agreed on Friday to share radar data over the North Atlantic, "
    "officials in both capitals said.",
    "Bjorn Dahl, the Norwegian minister, said the step would shorten the time in which fighters can be sent up "
    "against aircraft that fly without a transponder.",
    "His Icelandic counterpart, Katrin Jonsdottir, said the data would pass through the control centre at Keflavik "
    "from the spring of next year.",
    "Both sides will report on the first results when the Nordic defence ministers meet in Helsinki in November.",
)
TITLE = "Norway and Iceland to share North Atlantic radar data"

PAGE = f"""Skip to content
Menu
Home
World
Politics
Business
Search
Subscribe
Log in
World
{TITLE}
By Anna Berg and Tom Lind
4 May 2024 10:15 GMT
Share
Facebook
Email
{PARAGRAPHS[0]}
{PARAGRAPHS[1]}
Advertisement
{PARAGRAPHS[2]}
{PARAGRAPHS[3]}
Most read
Storm closes ports along the western coast
Parliament votes on the budget next week
Museum opens its new wing to visitors
Sign up for our newsletter
Privacy policy
© 2024 Example Media Ltd. All rights reserved.
"""

VALUES = f"""date 2024-05-04 https://www.example-news.org/world/20240504/norway-iceland-share-radar-data-1234.html

{TITLE} | Example News

{TITLE}

Officials in Oslo and Reykjavik say that pictures of the sky will be exchanged from the spring.

2024-05-04T10:15+0000

2024-05-04T10:15+0000

world

norway

iceland

/html/head/meta[@name='og:title']/@content

https://cdn.example-news.org/img/07/radar_1920x0.jpg

{" ".join(PARAGRAPHS)}

Example News desk@example-news.org +4722000000

Example News desk@example-news.org +4722000000

en_EN

1920 1080 true

Example News

norway, iceland, radar, north atlantic"""


def raw(text: str, **supplied: Any) -> RawDocument:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return RawDocument(digest[:32], "a.txt", "text/plain", "utf-8", len(text), digest, text, Supplied(**supplied))


def role_texts(parsed: Parsed, text: str, role: str) -> list[str]:
    return [text[s.start : s.end] for s in parsed.segments if s.role == role]


def test_wire_copy_with_a_repeated_lead() -> None:
    lead = PARAGRAPHS[0]
    text = "\n".join([lead, f"OSLO, May 4, 2024 (UPI) -- {lead}", *PARAGRAPHS[1:]])
    parsed = parse(raw(text))
    assert parsed.article.title is None
    assert parsed.article.body == "\n\n".join(PARAGRAPHS)
    assert role_texts(parsed, text, "duplicate") == [lead]
    assert role_texts(parsed, text, "dateline") == ["OSLO, May 4, 2024 (UPI) --"]
    assert (parsed.article.agency, parsed.article.outlet) == ("UPI", "UPI")
    assert parsed.article.published.on == dt.date(2024, 5, 4)


def test_plain_article_with_title_and_byline() -> None:
    text = "\n\n".join([TITLE, "By Anna Berg", *PARAGRAPHS])
    parsed = parse(raw(text))
    assert parsed.article.title == TITLE
    assert parsed.article.byline == ["Anna Berg"]
    assert parsed.article.body == "\n\n".join(PARAGRAPHS)
    assert parsed.article.lead == PARAGRAPHS[0]


@pytest.mark.parametrize("slug", ["2nd lead: ", "URGENT: ", "2nd Ld-Writethru: "])
def test_wire_slugs_are_no_part_of_the_title(slug: str) -> None:
    text = f"{slug}{TITLE}\n\nOSLO, May 4, 2024 (Xinhua) -- {PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    parsed = parse(raw(text))
    assert parsed.article.title == TITLE
    assert role_texts(parsed, text, "title") == [TITLE]


def test_a_page_without_its_menus() -> None:
    parsed = parse(raw(PAGE))
    article = parsed.article
    assert article.title == TITLE
    assert article.byline == ["Anna Berg", "Tom Lind"]
    assert article.published.on == dt.date(2024, 5, 4)
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert not [issue for issue in parsed.issues if issue.quarantine]


def test_the_values_of_a_page() -> None:
    article = parse(raw(VALUES)).article
    assert article.title == TITLE
    assert article.lead is not None
    assert article.lead.startswith("Officials in Oslo")
    assert article.body == " ".join(PARAGRAPHS)
    assert article.url == "https://www.example-news.org/world/20240504/norway-iceland-share-radar-data-1234.html"
    assert (article.domain, article.outlet) == ("example-news.org", "Example News")
    assert {"norway", "iceland", "radar", "north atlantic"} <= set(article.tags)
    assert article.section == "world"
    assert article.published.at == dt.datetime(2024, 5, 4, 10, 15, tzinfo=dt.UTC)


def test_values_keep_debris_out_of_the_body() -> None:
    parsed = parse(raw(VALUES))
    roles = {s.role for s in parsed.segments}
    assert {"url", "image_url", "markup", "contact", "language", "tag", "published", "duplicate"} <= roles


def test_labelled_lines_are_believed() -> None:
    text = "\n".join([f"Title: {TITLE}", "Author: Anna Berg", "Date: 2024-05-04", "", *PARAGRAPHS])
    article = parse(raw(text)).article
    assert article.title == TITLE
    assert article.byline == ["Anna Berg"]
    assert article.published.on == dt.date(2024, 5, 4)
    assert article.body == "\n\n".join(PARAGRAPHS)


def test_supplied_fields_win() -> None:
    given_fields = {"title": "Another title", "url": "https://www.reuters.com/a/b", "published": "2024-05-05"}
    article = parse(raw("\n\n".join([TITLE, *PARAGRAPHS]), **given_fields)).article
    assert (article.title, article.domain, article.outlet) == ("Another title", "reuters.com", "Reuters")
    assert (article.published.on, article.published.method) == (dt.date(2024, 5, 5), "supplied")


def test_one_sentence_is_an_article() -> None:
    parsed = parse(raw("Met with President Stubb."))
    assert parsed.article.body == "Met with President Stubb."
    assert not [issue for issue in parsed.issues if issue.quarantine]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(PAGE.split("\n") + VALUES.split("\n")), st.text(max_size=40)), min_size=0, max_size=40
    )
)
def test_segments_cover_every_character_once(lines: list[str]) -> None:
    text = "\n".join(lines)
    parsed = parse(raw(text))
    covered = [0] * len(text)
    last = 0
    for segment in parsed.segments:
        assert last <= segment.start < segment.end <= len(text)
        assert text[segment.start : segment.end].strip() == text[segment.start : segment.end]
        last = segment.end
        for position in range(segment.start, segment.end):
            covered[position] += 1
    assert all(covered[n] == 1 for n, character in enumerate(text) if not character.isspace())


HOSTILE = ["a", "A ", "a,", ".", "(", "http://a.b/", "Jan 1 ", "By A B ", "a-", "“a.”", "1 ", "a: ", "<p>", "SEOUL - "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_line_of_a_megabyte_is_parsed(piece: str) -> None:
    """An expression that backtracks would not come to an end here; every character is accounted for."""
    text = piece * (1_000_000 // len(piece))
    parsed = parse(raw(text))
    covered = sum(len("".join(text[s.start : s.end].split())) for s in parsed.segments)
    assert covered == len("".join(text.split()))


def test_short_values_between_report_and_contact_line_are_tags() -> None:
    tags = ("Iceland", "Norway", "radar", "Keflavik")
    text = PAGE.split(PARAGRAPHS[-1])[0] + "\n".join(
        (PARAGRAPHS[-1], *tags, "North Desk, Bergen. Tel. +47 55 55 01 00")
    )
    assert parse(raw(text)).article.tags == list(tags)


def test_another_storys_headline_inside_the_report_is_left_out() -> None:
    strange = "Museum opens its new wing to visitors from abroad"
    own = "Radar data shared over the North Atlantic"
    page = PAGE.replace(PARAGRAPHS[2], f"{strange}\n{PARAGRAPHS[2]}").replace("Advertisement", own)
    body = parse(raw(page)).article.body
    assert strange not in body
    assert own in body


def test_a_signed_report_above_a_consent_banner_is_an_article() -> None:
    banner = "We use cookies to personalise content.\nAccept all cookies\nManage your choices\nYour privacy choices\n"
    assert not [i for i in parse(raw(PAGE + banner)).issues if i.quarantine]


def body_and_title(text: str) -> tuple[str, str | None]:
    article = parse(raw(text)).article
    return article.body, article.title


def test_a_page_with_menus_in_another_language() -> None:
    menu = "Domů\nZprávy\nSvět\nEkonomika\nKultura\nHledat\n"
    foot = "Nejčtenější\nVláda schválila rozpočet na příští rok\nSouvisející články\n"
    text = menu + f"{TITLE}\nAnna Berg\n4. 5. 2024 17:20\n" + "\n".join(PARAGRAPHS) + "\n" + foot
    article = parse(raw(text)).article
    assert (article.title, article.byline) == (TITLE, ["Anna Berg"])
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert article.published.on == dt.date(2024, 5, 4)


def test_lines_in_another_script_are_no_reporting() -> None:
    text = "\n".join(["الرئيسية", "سياسة", TITLE, *PARAGRAPHS, "اقرأ أيضا", "الأكثر قراءة"])
    assert body_and_title(text) == ("\n\n".join(PARAGRAPHS), TITLE)


def test_an_e_mails_subject_is_the_title() -> None:
    head = "From: News desk <news@example.org>\nTo: readers@example.org\n"
    head += f"Subject: {TITLE}\nDate: Sat, 4 May 2024 18:02:11 +0300\n\n"
    foot = "\n\nYou are receiving this email because you signed up.\nUnsubscribe | Update your preferences\n"
    text = head + "\n\n".join(PARAGRAPHS) + foot
    parsed = parse(raw(text))
    assert (parsed.article.body, parsed.article.title) == ("\n\n".join(PARAGRAPHS), TITLE)
    assert parsed.article.published.on == dt.date(2024, 5, 4)


def test_a_channels_post_with_its_time_and_signs() -> None:
    text = f"Harbour Courier, [04.05.2024 18:32]\n[ Photo ]\n⚡️ {TITLE}\n\n" + "\n\n".join(PARAGRAPHS)
    article = parse(raw(text + "\n\n👉 Subscribe: t.me/harbourcourier")).article
    assert (article.title, article.body) == (TITLE, "\n\n".join(PARAGRAPHS))
    assert (article.published.on, article.outlet) == (dt.date(2024, 5, 4), "Harbour Courier")


def test_the_running_heads_and_page_numbers_of_a_printed_document() -> None:
    head = "MINISTRY OF DEFENCE\nPress Service\n\n"
    first = f"{head}{TITLE}\nOslo, 4 May 2024\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\n1\n\n"
    body, title = body_and_title(first + f"{head}{PARAGRAPHS[2]}\n\n{PARAGRAPHS[3]}\n\nPage 2 of 2\n")
    assert (body, title) == ("\n\n".join(PARAGRAPHS), TITLE)


def test_years_between_paragraphs_are_no_page_numbers() -> None:
    body, _ = body_and_title("\n\n".join([TITLE, "1918", PARAGRAPHS[0], "1919", PARAGRAPHS[1], "1920", PARAGRAPHS[2]]))
    assert all(year in body.split("\n\n") for year in ("1918", "1919", "1920"))


def test_front_matter_without_its_quotes_and_brackets() -> None:
    head = f'---\ntitle: "{TITLE}"\ndate: 2024-05-04\nauthor: Anna Berg\ntags: [Norway, Iceland]\n---\n\n'
    article = parse(raw(head + "\n\n".join(PARAGRAPHS))).article
    assert (article.title, article.byline, article.tags) == (TITLE, ["Anna Berg"], ["Norway", "Iceland"])


def test_a_headline_behind_a_mark_without_width() -> None:
    assert body_and_title("\u200b" + TITLE + "\n\n" + "\n\n".join(PARAGRAPHS))[1] == TITLE


def test_an_updated_page_has_the_day_of_its_change_where_it_prints_no_other() -> None:
    published = parse(
        raw(PAGE.replace("4 May 2024 10:15 GMT", "Updated 9:41 AM EDT, Sat May 4, 2024"))
    ).article.published
    assert (published.on, published.method) == (dt.date(2024, 5, 4), "updated")
    assert published.confidence <= 0.5


def test_a_caption_alone_is_no_page_in_a_frame() -> None:
    text = "Norway's Defence Minister Bjorn Dahl greets his counterpart Katrin Jonsdottir in Oslo on May 4, 2024."
    assert all(segment.role != "boilerplate" for segment in parse(raw(text)).segments)


def test_a_list_that_a_line_announces_belongs_to_the_report() -> None:
    names = "Norway\nIceland\nDenmark\nSweden\nFinland\nEstonia"
    page = PAGE.replace("\nMost read", f"\nThe states that take part in full:\n{names}\nMost read")
    assert parse(raw(page)).article.body.split("\n\n")[-6:] == names.split("\n")


def test_a_note_on_the_author_above_the_report_is_none_of_it() -> None:
    note = "Anna Berg is a staff writer who reports on defence."
    page = PAGE.replace(PARAGRAPHS[0], f"{PARAGRAPHS[0]}\n{note}")
    article = parse(raw(page)).article
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert "Anna Berg" in article.byline


def test_a_wires_short_report_on_a_page_is_an_article() -> None:
    menu = "\n".join(f"Section number {n}" for n in range(30))
    lead = (
        "OSLO, May 4 (Reuters) - Norway will share its radar data over the North Atlantic with Iceland from next"
        " spring, the Norwegian defence minister said on Saturday after talks with his counterpart in the capital."
    )
    text = f"Skip to content\nMenu\nSearch\n{menu}\n{TITLE}\nBy Anna Berg\nMay 4, 2024 10:15 AM GMT\n{lead}\n{menu}\n"
    parsed = parse(raw(text))
    assert not [issue for issue in parsed.issues if issue.quarantine]
    assert parsed.article.title == TITLE


def test_another_headline_in_the_list_of_most_read_is_no_title() -> None:
    most = "Most popular\n1\nRadar data shared with Iceland, minister says\n2\nData of radars is shared in the north\n"
    page = PAGE.replace("Most read\n", most)
    assert parse(raw(page)).article.title == TITLE


def test_long_paragraphs_of_a_gallery_are_its_report() -> None:
    long = " ".join(PARAGRAPHS[:2])
    pictures = "\n".join(f"readmore\n0{n}/4\nShop now\n{long} This is picture number {n}." for n in range(1, 5))
    page = (
        PAGE.replace("\n".join([PARAGRAPHS[0], PARAGRAPHS[1]]), pictures)
        .replace(PARAGRAPHS[2], "")
        .replace(PARAGRAPHS[3], "")
    )
    body = parse(raw(page)).article.body
    assert all(f"picture number {n}." in body for n in range(1, 5))
