"""The contract of the parsed stage: `articles` and `segments`."""

from typing import get_args

from assets.contract import Column, Reference, Rule, Table
from assets.parsed.records import Method, Precision, Role
from assets.raw.schema import DOCUMENT_ID, OURS, RAW_END, RAW_START

ALPHA3 = r"[A-Z]{3}"

AWAY = "the document is turned away; look at its file, and report it to us where nothing is strange about it"

_BLANK = r"\s\pZ\x0b\x1c-\x1f\x{85}"  # what Python's str.strip takes away
_GAPS = (
    "SELECT document_id, raw_start, coalesce(lag(raw_end) OVER w, 0) AS before, raw_end, lead(raw_start) OVER w AS"
    " ahead FROM segments WINDOW w AS (PARTITION BY document_id ORDER BY segment_no)"
)
_LETTERS = r"regexp_replace({text}, '[^\pL\d]', '', 'g')"
_GIVEN = "array_to_string(json_extract_string(d.{column}, '$.*'), ' ')"  # as said: JSON may write ’ as an escape
_WHOLE = f"concat_ws(' ', d.raw_text, {_GIVEN.format(column='supplied')}, {_GIVEN.format(column='metadata')})"
MEANING_OF_ARTICLES = (
    Rule(
        "filled",
        "body, title, outlet, agency, place of the dateline and authors hold more than blanks",
        "'' IN (trim(t.body, E' \\n\\t'), trim(t.title), trim(t.outlet), trim(t.agency), trim(t.dateline_place)) OR"
        " list_contains(list_transform(t.byline, lambda name: trim(name)), '')",
        "quarantine",
        AWAY,
        alone=True,
    ),
    Rule(
        "words_counted",
        "word_count is the number of words of the body",
        r"abs(t.word_count - len(regexp_extract_all(t.body, '[^\s\pZ\x1c-\x1f\x{85}]+'))) > 0.02 * t.word_count + 1",
        "quarantine",
        AWAY,
        alone=True,
    ),
    Rule(
        "body_of_its_paragraphs",
        "the body is about as long as the paragraphs it is made of",
        "length(t.body) < 0.7 * (SELECT sum(raw_end - raw_start) FROM segments s WHERE s.document_id = t.document_id"
        " AND s.role = 'paragraph')",
        "warn",
        "read the body beside the raw text: part of it is missing",
        0.0,
        0.05,
        alone=True,
    ),
    Rule(
        "body_of_its_text",
        "the body begins with words of the raw text",
        r"NOT contains((SELECT raw_text FROM documents d WHERE d.document_id = t.document_id), regexp_extract(t.body,"
        r" '\w+ \w+'))",
        "warn",
        "read the body beside the raw text: it is another one's",
        0.08,
        0.25,
        alone=True,
    ),
    Rule(
        "title_of_its_text",
        "the title stands in the raw text, or in what was given beside it",
        f"t.title IS NOT NULL AND NOT (SELECT CASE WHEN contains(d.raw_text, t.title) THEN true ELSE contains("
        f"{_LETTERS.format(text=_WHOLE)}, {_LETTERS.format(text='t.title')}) END FROM documents d WHERE d.document_id ="
        f" t.document_id)",
        "warn",
        "read the title beside the raw text: it is another one's",
        0.02,
        0.1,
        alone=True,
    ),
    Rule("in_english", "only English is published", "t.language <> 'en'", "quarantine", AWAY, alone=True),
    Rule(
        "day_as_exact",
        "the day of publication has a precision where, and only where, it is known",
        "(t.published_on IS NULL) <> (t.published_precision = 'none')",
        "quarantine",
        AWAY,
        alone=True,
    ),
    Rule(
        "moment_on_its_day",
        "moment and day of publication are no more than a day apart",
        "abs(date_diff('day', t.published_on, t.published_at::DATE)) > 1",
        "warn",
        "see which of the two is right",
        0.02,
        0.1,
        alone=True,
    ),
    Rule(
        "not_to_come",
        "no article is of a day after that on which it was first read",
        "t.published_on > (SELECT d.first_seen_at::DATE + 1 FROM documents d WHERE d.document_id = t.document_id)",
        "quarantine",
        AWAY,
        alone=True,
    ),
    Rule(
        "published_on_sane",
        "no article is older than newspapers",
        "year(t.published_on) < 1700",
        "warn",
        "see what gave the day: published_evidence says",
        0.0,
        0.05,
        alone=True,
    ),
    Rule(
        "country_exists",
        "dateline_country is the code of a country",
        "t.dateline_country IS NOT NULL AND t.dateline_country NOT IN (SELECT code FROM known_countries)",
        "quarantine",
        AWAY,
        alone=True,
    ),
    Rule(
        "whole_text_kept",
        "segments hold all of the raw text but blanks",
        f"t.document_id NOT IN (SELECT document_id FROM segments) OR t.document_id IN (SELECT g.document_id FROM"
        f" ({_GAPS}) g JOIN documents d USING (document_id) WHERE (raw_start - before > 3 AND"
        f" regexp_matches(substring(raw_text, before + 1, raw_start - before), '[^{_BLANK}]')) OR (ahead IS NULL AND"
        f" regexp_matches(substring(raw_text, raw_end + 1), '[^{_BLANK}]')))",
        "quarantine",
        AWAY,
        alone=True,
    ),
    Rule(
        "duplicate_of_an_original",
        "what an article nearly repeats is another one, and itself original",
        "t.near_duplicate_of = t.document_id OR t.near_duplicate_of IN (SELECT document_id FROM articles WHERE"
        " near_duplicate_of IS NOT NULL)",
        "stop",
        OURS,
    ),
    Rule(
        "current",
        "what a newer document has superseded is not published",
        "t.document_id IN (SELECT document_id FROM documents WHERE superseded_by IS NOT NULL)",
        "stop",
        OURS,
    ),
)

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
    rules=MEANING_OF_ARTICLES,
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
    rules=(
        Rule(
            "numbered_in_order",
            "segments of a document count from 0 and do not overlap",
            "(t.document_id, t.segment_no) IN (SELECT (document_id, segment_no) FROM (SELECT *, row_number() OVER w - 1"
            " AS nth, lag(raw_end) OVER w AS before FROM segments WINDOW w AS (PARTITION BY document_id ORDER BY"
            " segment_no)) WHERE nth <> segment_no OR raw_start < before)",
            "quarantine",
            AWAY,
            alone=True,
        ),
    ),
    decided_in={
        "parsed.page.segments": "document_id segment_no raw_start raw_end text",
        "parsed.page.line_roles": "role",
        "raw.html.line_roles": "role",
    },
)

TABLES = (ARTICLES, SEGMENTS)
