"""The contract of the parsed stage: `articles` and `segments`."""

from typing import get_args

from assets.contract import Column, Reference, Table
from assets.parsed.records import Method, Precision, Role
from assets.raw.schema import DOCUMENT_ID, RAW_END, RAW_START

ALPHA3 = r"[A-Z]{3}"

ARTICLES = Table(
    "articles",
    "parsed",
    "One row a published document: the parsed record",
    (
        DOCUMENT_ID,
        Column("title", "VARCHAR", "The headline alone, without slugs or outlet", nullable=True, max_length=1000),
        Column("lead", "VARCHAR", "The first paragraph, or the standfirst where the page has one", nullable=True),
        Column("body", "VARCHAR", "The reporting, mended: paragraphs joined by a blank line, nothing repeated"),
        Column("word_count", "INTEGER", "Words of the body", minimum=0),
        Column("language", "VARCHAR", "ISO 639-1", pattern=r"[a-z]{2}"),
        Column("published_at", "TIMESTAMPTZ", "Moment of publication in UTC, where it is known", nullable=True),
        Column("published_on", "DATE", "Local day of publication, as printed or given", nullable=True),
        Column("published_precision", "VARCHAR", "How exactly it is known", allowed=get_args(Precision)),
        Column("published_method", "VARCHAR", "Which evidence gave it", allowed=get_args(Method)),
        Column("published_confidence", "DOUBLE", "How sure the day is", minimum=0, maximum=1),
        Column("published_evidence", "JSON", "Every source considered: [method, value], the chosen one first"),
        Column("url", "VARCHAR", "Canonical address of the page", nullable=True),
        Column("domain", "VARCHAR", "Registered domain of the address", nullable=True),
        Column("outlet", "VARCHAR", "Who published it", nullable=True),
        Column("agency", "VARCHAR", "The news agency that the text shows", nullable=True),
        Column("byline", "VARCHAR[]", "Authors, one name each"),
        Column("dateline_place", "VARCHAR", "Place of the dateline as printed", nullable=True),
        Column("dateline_country", "VARCHAR", "Its country, ISO 3166 alpha-3", nullable=True, pattern=ALPHA3),
        Column(
            "dateline_date",
            "VARCHAR",
            "Date of the dateline, partial ISO 8601",
            nullable=True,
            pattern=r"(\d{4}|-)(-\d\d){0,2}",
        ),
        Column("section", "VARCHAR", "Section of the outlet", nullable=True),
        Column("tags", "VARCHAR[]", "The page's own tags"),
        Column("flags", "VARCHAR[]", "Rules that marked the document without turning it away (supplied_day_open …)"),
        Column("near_duplicate_of", "VARCHAR", "The earliest document with nearly this text", nullable=True),
        Column("story_id", "VARCHAR", "Documents with one story_id report one story"),
    ),
    key=("document_id",),
    references=(
        Reference("document_id", "documents", "document_id"),
        Reference("near_duplicate_of", "articles", "document_id"),
    ),
    decided_in={
        "raw.readers.documents": "document_id",
        "parsed.metadata.headline": "title",
        "raw.html.titles": "title",
        "parsed.page.line_roles": "lead",
        "parsed.page.layout": "body",
        "parsed.page.body_region": "body",
        "parsed.page.trailing_boilerplate": "body",
        "raw.html.main_content": "body",
        "parsed.rows": "word_count",
        "parsed.metadata.language": "language",
        "parsed.dates.published": "published_at published_on published_precision published_method published_confidence"
        " published_evidence",
        "parsed.metadata.source": "url domain outlet agency section",
        "parsed.metadata.byline": "byline",
        "raw.html.author_names": "byline",
        "parsed.dateline.find": "dateline_place dateline_date",
        "parsed.dateline.place": "dateline_country",
        "parsed.metadata.tags": "tags",
        "parsed.rejection": "flags",
        "parsed.supplied": "flags byline",
        "parsed.stories.near_duplicates": "near_duplicate_of",
        "parsed.stories.grouping": "story_id",
    },
)

SEGMENTS = Table(
    "segments",
    "parsed",
    "Every non-blank character of the raw text, accounted for once, in order, with its role",
    (
        DOCUMENT_ID,
        Column("segment_no", "INTEGER", "Position in the document, from 0", minimum=0),
        RAW_START,
        RAW_END,
        Column("text", "VARCHAR", "The raw text of the span"),
        Column("role", "VARCHAR", "What the stretch is", allowed=get_args(Role)),
    ),
    key=("document_id", "segment_no"),
    references=(Reference("document_id", "articles", "document_id"),),
    ordered=(("raw_start", "raw_end"),),
    span_text="text",
    decided_in={
        "parsed.page.segments": "document_id segment_no raw_start raw_end text",
        "parsed.page.line_roles": "role",
        "raw.html.line_roles": "role",
    },
)

TABLES = (ARTICLES, SEGMENTS)
