"""Exports of databases, parted: every article with its own title, day, byline, source; no character lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.raw.bounds import Refused
from assets.raw.exports.split import Part, split

NEXIS = """

Download Request: Selected Items: 1-2
Time Of Request: Monday, May 4, 2020  10:00:00


                               1 of 2 DOCUMENTS

                    Copyright 2011 Quay Gazette Company
                            All Rights Reserved
                              The Quay Gazette

                            October 3, 2011 Monday
                             Late Edition - Final

SECTION: Section A; Column 0; Foreign Desk; Pg. 1

LENGTH: 1,300 words

HEADLINE: Envoys of Two Islands Meet To
 Talk About Buoys

BYLINE: By MARTA SOLANO and PETER LUND

DATELINE: VALLETTA

BODY:

   The envoys of the two islands met on Sunday and talked for an hour about
the buoys between them.
   "We agree on most of it," one of them said.

URL: http://www.quaygazette.example

GRAPHIC: PHOTO: The envoys.

LOAD-DATE: October 3, 2011

LANGUAGE: ENGLISH

                               2 of 2 DOCUMENTS

                              The Quay Gazette

                            October 4, 2011 Tuesday

Second story of the two

LENGTH: 130 words

The harbour master counted the boats on Monday and found one too many.

LOAD-DATE: October 4, 2011
"""

NEXIS_UNI = """User Name: Jane Roe
Date and Time: Friday, March 20, 2020 4:51:00 PM EDT
Documents (2)

1. Envoys meet in Valletta

Client/Matter: -None-

2. Boats counted

Client/Matter: -None-

Envoys meet in Valletta

The Quay Gazette (Valletta)

October 7, 2019 Monday 10:23 AM GMT

Copyright 2019 The Quay Gazette All Rights Reserved

Section: NEWS; Pg. 4

Length: 62 words

Byline: Marta Solano

Highlight: The envoys of the two islands met on Sunday and ta

Body

The envoys of the two islands met on Sunday and talked for an hour.

Classification

Language: ENGLISH

Subject: BUOYS (90%); ENVOYS (75%)

Load-Date: October 7, 2019

End of Document

Boats counted

Island Courier

8 October 2019 Tuesday

Copyright 2019 Island Courier All Rights Reserved

Length: 12 words

Body

The harbour master counted the boats on Monday.

End of Document
"""

FACTIVA = """World
Envoys meet in Valletta
By Marta Solano
63 words
18 October 2019
09:15 GMT
The Quay Gazette
QUAYGZ
4
English
(c) 2019 The Quay Gazette. All rights reserved.

The envoys of the two islands met on Friday and talked for an hour.

"We agree," one of them said.

Document QUAYGZ0020191018efa800000

Boats counted
12 words
19 October 2019
Island Courier
ISLC
English
Copyright 2019 Island Courier

The harbour master counted the boats on Saturday.

Document ISLC000020191019efa800001

Search Summary
Text: envoys
"""

FACTIVA_CODES = """HD
Envoys meet in Valletta
BY
By Marta Solano
WC
62 words
PD
18 October 2019
SN
The Quay Gazette
SC
QUAYGZ
LA
English
CY
(c) 2019 The Quay Gazette.

LP
The envoys of the two islands met on Friday.

TD
They talked for an hour.

RE
malta : Malta
AN
Document QUAYGZ0020191018efai00001

HD Boats counted
WC 12 words
PD 19 October 2019
SN Island Courier
LA English
LP The harbour master counted the boats on Saturday.

AN Document ISLC000020191019efai00001
"""

RULE = "_" * 60
PROQUEST = f"""{RULE}

Document 1 of 2

Envoys meet in Valletta

Author: Solano, Marta; Lund, Peter

Publication info: The Quay Gazette ; Valletta [Valletta]18 Oct 2019.

Abstract: None available.

Full text: The envoys of the two islands met on Friday and talked for an hour.

"We agree," one of them said.

Subject: Buoys; Envoys

Title: Envoys meet in Valletta

Publication title: The Quay Gazette

Publication date: Oct 18, 2019

ProQuest document ID: 112233
{RULE}

Document 2 of 2

Boats counted

Publication info: Island Courier; Valletta [Valletta]. 19 Oct 2019: A4.

Abstract: The harbour master counted the boats on Saturday and found one too many.

Full text: Not available

Publication title: Island Courier

Publication date: Oct 19, 2019
"""

GERMAN = """                               Dokument 1 von 2

                               The Quay Gazette

                            7. Oktober 2019 Montag

Envoys meet in Valletta

AUTOR: Marta Solano

RUBRIK: NEWS; S. 4

LÄNGE: 62 Wörter

The envoys of the two islands met on Sunday and talked for an hour.

SPRACHE: ENGLISH

                               Dokument 2 von 2

                               Island Courier

                            8. Oktober 2019 Dienstag

Boats counted

LÄNGE: 62 Wörter

The harbour master counted the boats on Monday.

SPRACHE: ENGLISH
"""
GAZETTE = ("Envoys meet in Valletta", "2019-10-18", ("Marta Solano",), "The Quay Gazette")
COURIER = ("Boats counted", "2019-10-19", (), "Island Courier")
EXPORTS = {
    "nexis": (
        NEXIS,
        [
            (
                "Envoys of Two Islands Meet To Talk About Buoys",
                "2011-10-03",
                ("Marta Solano", "Peter Lund"),
                "The Quay Gazette",
            ),
            ("Second story of the two", "2011-10-04", (), "The Quay Gazette"),
        ],
    ),
    "nexis uni": (
        NEXIS_UNI,
        [
            ("Envoys meet in Valletta", "2019-10-07", ("Marta Solano",), "The Quay Gazette"),
            ("Boats counted", "2019-10-08", (), "Island Courier"),
        ],
    ),
    "factiva": (FACTIVA, [GAZETTE, COURIER]),
    "factiva in codes": (FACTIVA_CODES, [GAZETTE, COURIER]),
    "proquest": (PROQUEST, [(*GAZETTE[:2], ("Marta Solano", "Peter Lund"), GAZETTE[3]), COURIER]),
    "proquest without counters": (PROQUEST.replace("Document 1 of 2\n", "").replace("Document 2 of 2\n", ""), None),
    "german interface": (
        GERMAN,
        [
            ("Envoys meet in Valletta", "2019-10-07", ("Marta Solano",), "The Quay Gazette"),
            ("Boats counted", "2019-10-08", (), "Island Courier"),
        ],
    ),
}


def facts(part: Part) -> tuple[str | None, str | None, tuple[str, ...], str | None]:
    assert part.record is not None
    told = part.record.metadata
    return told.title, told.published, told.authors, told.site_name


def body(text: str, part: Part) -> str:
    assert part.record is not None
    own = text[part.start : part.end]
    return "\n".join(own[b.start : b.end] for b in part.record.blocks if b.role == "paragraph")


@pytest.mark.parametrize("name", [name for name, (_, wanted) in EXPORTS.items() if wanted is not None])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_article_has_its_own_facts(name: str, newline: str) -> None:
    text, wanted = EXPORTS[name]
    assert [facts(part) for part in split(text.replace("\n", newline))] == wanted


@pytest.mark.parametrize("name", EXPORTS)
def test_bodies_hold_the_reporting_and_nothing_of_the_database(name: str) -> None:
    text = EXPORTS[name][0]
    first, second = (body(text, part) for part in split(text))
    assert "envoys of the two islands met" in first
    assert "counted the boats" in second
    for mark in (
        "LOAD-DATE",
        "Load-Date",
        "Subject",
        "Document",
        "Copyright",
        "words",
        "Länge",
        "(c)",
        "SPRACHE",
        "malta :",
    ):
        assert mark not in first + second


@pytest.mark.parametrize("name", EXPORTS)
def test_every_character_of_an_article_stands_in_one_block(name: str) -> None:
    text = EXPORTS[name][0]
    for part in split(text):
        own = text[part.start : part.end]
        assert part.record is not None
        shown = [True] * len(own)
        for block in part.record.blocks:
            assert all(shown[block.start : block.end]), "two blocks hold one character"
            shown[block.start : block.end] = [False] * (block.end - block.start)
        assert not "".join(c for c, left in zip(own, shown, strict=True) if left).strip()


def test_an_order_of_labels_and_a_paragraph_of_indented_lines() -> None:
    part = split(NEXIS)[0]
    assert part.record is not None
    paragraphs = [b for b in part.record.blocks if b.role == "paragraph"]
    assert len(paragraphs) == 2


def test_a_summary_that_the_body_begins_with_is_no_lead() -> None:
    part = split(NEXIS_UNI)[0]
    assert part.record is not None
    assert [b.role for b in part.record.blocks].count("duplicate") == 1
    assert "lead" not in {b.role for b in part.record.blocks}


def test_key_words_and_section_lose_weights_and_pages() -> None:
    part = split(NEXIS_UNI)[0]
    assert part.record is not None
    assert part.record.metadata.tags == ("BUOYS", "ENVOYS")
    assert part.record.metadata.section == "NEWS"


def test_a_single_article_of_a_database_is_the_whole_text() -> None:
    single = FACTIVA[: FACTIVA.index("Boats counted")]
    (part,) = split(single)
    assert (part.start, part.end) == (0, len(single))
    assert facts(part) == GAZETTE


def test_an_error_notice_among_articles_is_refused_by_itself() -> None:
    text = NEXIS.replace("1 of 2", "1 of 3").replace("2 of 2", "2 of 3")
    text += "\n\n  3 of 3 DOCUMENTS\n\nSorry, this document is faulty and we cannot show it to you.\n"
    parts = split(text)
    assert [part.refusal.rule if part.refusal else None for part in parts] == [None, None, "no_article"]


def test_a_notice_or_list_of_hits_alone_is_refused() -> None:
    hits = "Headlines (2)\n\n1. Envoys meet\nThe Quay Gazette, 8 October 2019\n\n2. Boats counted\nIsland Courier\n"
    for text in ("3 of 40 DOCUMENTS\n\nSorry, this document is not available.\n", hits):
        (part,) = split(text)
        assert part.refusal is not None
        assert part.refusal.rule == "no_article"


def test_labels_that_repeat_without_any_boundary_are_refused() -> None:
    blended = "\n\n".join(f"Story {n}\n\nSomebody met somebody.\n\nLOAD-DATE: May {n}, 2019" for n in (1, 2))
    with pytest.raises(Refused, match="several articles"):
        split(f"{blended}\n\nLENGTH: 2 words\n")


@pytest.mark.parametrize(
    "text",
    [
        "Envoys meet\n\nVALLETTA, Oct. 8, 2019 (MPA) - The envoys met on Tuesday. Page 1 of 2 was read aloud.\n",
        "A talk\n\nSource: the ministry\n\nLength: an hour\n\nThey met.\n\n* * *\n\nThey parted.\n",
        "Body\n\nThe body of a whale was found on the beach on Tuesday, the harbour master said.\n",
        "",
        "   \n\n",
    ],
)
def test_a_plain_article_is_not_parted(text: str) -> None:
    assert split(text) == []


SEEDS = "envoys boats harbour said met Monday October 2019 Body: LENGTH: 62 words BYLINE: By (c)"
WORDS = st.sampled_from(SEEDS.split())
MARKS = (
    "1 of 2 DOCUMENTS",
    "End of Document",
    "Document ABCD0020191018efa800000",
    RULE,
    "-30-",
    "October 7, 2019 Monday",
)
LINES = st.one_of(
    st.lists(WORDS, max_size=9).map(" ".join),
    st.sampled_from(MARKS),
    st.text(max_size=30),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(LINES, max_size=40).map("\n".join))
def test_parts_stand_in_order_and_lose_no_line_of_an_article(text: str) -> None:
    try:
        parts = split(text)
    except Refused:  # several that cannot be told apart
        return
    at = 0
    for part in parts:
        assert at <= part.start <= part.end <= len(text)
        at = part.end
        if part.record is not None:
            own = text[part.start : part.end]
            covered = "".join(own[b.start : b.end] for b in part.record.blocks)
            assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", own)
