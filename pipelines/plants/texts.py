"""Faults in what was read and parsed: raw texts, articles, segments, sentences.

Here belong faults as SQL over a run's tables; half of something is the half that a hash picks.
"""

import duckdb

from pipelines.plants.planting import sql, tables

Con = duckdb.DuckDBPyConnection
_COUNT = "UPDATE articles SET word_count = len(regexp_extract_all(body, '\\S+'))"
_NEXT = (
    "FROM (SELECT document_id AS id, coalesce(lead({0}) OVER (ORDER BY document_id), (SELECT min({0}) FROM {1})) AS"
    " other"
    " FROM {1}) o WHERE o.id = {1}.document_id"
)


@tables
def bodies_halved(con: Con) -> None:
    sql(con, "UPDATE articles SET body = left(body, length(body) // 2)")


@tables
def bodies_halved_and_counted(con: Con) -> None:
    sql(con, "UPDATE articles SET body = left(body, length(body) // 2)", _COUNT)


@tables
def one_body_blank(con: Con) -> None:
    sql(
        con,
        "UPDATE articles SET body = '  ', word_count = 0 WHERE document_id = (SELECT min(document_id) FROM articles)",
    )


@tables
def bodies_of_others(con: Con) -> None:
    sql(con, f"UPDATE articles SET body = o.other {_NEXT.format('body', 'articles')}", _COUNT)


@tables
def titles_gone(con: Con) -> None:
    sql(con, "UPDATE articles SET title = NULL")


@tables
def titles_of_others(con: Con) -> None:
    sql(con, f"UPDATE articles SET title = o.other {_NEXT.format('title', 'articles')}")


@tables
def leads_gone(con: Con) -> None:
    sql(con, "UPDATE articles SET lead = NULL")


@tables
def one_article_in_french(con: Con) -> None:
    sql(con, "UPDATE articles SET language = 'fr' WHERE document_id = (SELECT min(document_id) FROM articles)")


@tables
def days_a_year_late(con: Con) -> None:
    sql(con, "UPDATE articles SET published_on = published_on + 365, published_at = published_at + INTERVAL 365 DAY")


@tables
def one_day_to_come(con: Con) -> None:
    sql(
        con,
        "UPDATE articles SET published_on = '2093-05-02', published_at = NULL WHERE document_id = (SELECT"
        " min(document_id)"
        " FROM articles WHERE published_on IS NOT NULL)",
    )


@tables
def days_gone(con: Con) -> None:
    sql(con, "UPDATE articles SET published_on = NULL, published_at = NULL, published_precision = 'none'")


@tables
def days_in_1066(con: Con) -> None:
    sql(con, "UPDATE articles SET published_on = '1066-10-14', published_at = NULL WHERE published_on IS NOT NULL")


@tables
def moments_of_other_days(con: Con) -> None:
    sql(con, "UPDATE articles SET published_at = published_on + INTERVAL 40 DAY WHERE published_on IS NOT NULL")


@tables
def one_dateline_of_no_country(con: Con) -> None:
    sql(
        con,
        "UPDATE articles SET dateline_country = 'ZZZ' WHERE document_id = (SELECT min(document_id) FROM articles WHERE"
        " dateline_country IS NOT NULL)",
    )


@tables
def datelines_all_american(con: Con) -> None:
    sql(con, "UPDATE articles SET dateline_country = 'USA' WHERE dateline_place IS NOT NULL")


@tables
def outlets_gone(con: Con) -> None:
    sql(con, "UPDATE articles SET outlet = NULL, agency = NULL")


@tables
def outlets_all_one(con: Con) -> None:
    sql(con, "UPDATE articles SET outlet = 'The Courier'")


@tables
def authors_blank(con: Con) -> None:
    sql(con, "UPDATE articles SET byline = [' '] WHERE len(byline) > 0")


@tables
def authors_gone(con: Con) -> None:
    sql(con, "UPDATE articles SET byline = []")


@tables
def words_doubled(con: Con) -> None:
    sql(con, "UPDATE articles SET word_count = 2 * word_count")


@tables
def all_flagged(con: Con) -> None:
    sql(con, "UPDATE articles SET flags = ['supplied_day_open']")


@tables
def all_one_story(con: Con) -> None:
    sql(con, "UPDATE articles SET story_id = (SELECT min(story_id) FROM articles)")


@tables
def all_duplicates_of_one(con: Con) -> None:
    sql(con, "UPDATE articles SET near_duplicate_of = (SELECT min(document_id) FROM articles)")


@tables
def raw_texts_halved(con: Con) -> None:
    sql(con, "UPDATE documents SET raw_text = left(raw_text, length(raw_text) // 2)")


@tables
def segments_halved(con: Con) -> None:
    sql(con, "DELETE FROM segments WHERE segment_no % 2 = 1")


@tables
def last_segments_gone(con: Con) -> None:
    sql(
        con,
        "DELETE FROM segments WHERE (document_id, segment_no) IN (SELECT (document_id, max(segment_no)) FROM"
        " segments GROUP"
        " BY document_id)",
    )


@tables
def one_document_without_segments(con: Con) -> None:
    sql(con, "DELETE FROM segments WHERE document_id = (SELECT min(document_id) FROM segments)")


@tables
def segments_overlap(con: Con) -> None:
    sql(
        con,
        "UPDATE segments SET raw_end = least(raw_end + 5, length(d.raw_text)), text = substring(d.raw_text,"
        " raw_start + 1,"
        " least(raw_end + 5, length(d.raw_text)) - raw_start) FROM documents d WHERE d.document_id ="
        " segments.document_id",
    )


@tables
def segments_all_boilerplate(con: Con) -> None:
    sql(con, "UPDATE segments SET role = 'boilerplate'")


@tables
def segments_half_unknown(con: Con) -> None:
    sql(con, "UPDATE segments SET role = 'unknown' WHERE segment_no % 2 = 0")


@tables
def one_segment_of_other_words(con: Con) -> None:
    sql(con, "UPDATE segments SET text = upper(text) WHERE document_id = (SELECT min(document_id) FROM segments)")


@tables
def every_second_sentence_gone(con: Con) -> None:
    sql(con, "DELETE FROM sentences WHERE sentence_no % 2 = 1")


@tables
def last_sentences_gone(con: Con) -> None:
    last = "sentence_no > (SELECT max(sentence_no) // 2 FROM sentences o WHERE o.document_id = t.document_id)"
    for table in ("mentions", "time_mentions", "event_reports", "statements"):
        sql(con, f"DELETE FROM {table} t WHERE {last}")
    sql(
        con,
        f"DELETE FROM sentences t WHERE {last}",
        "DELETE FROM statement_speakers WHERE statement_id NOT IN (SELECT statement_id FROM statements)",
    )


@tables
def one_document_without_sentences(con: Con) -> None:
    sql(con, "DELETE FROM sentences WHERE document_id = (SELECT min(document_id) FROM sentences)")


@tables
def sentences_shifted(con: Con) -> None:
    sql(con, "UPDATE sentences SET raw_start = raw_start + 1, raw_end = raw_end + 1")
