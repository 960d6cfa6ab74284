"""Faults in statements and in who made them.

Here belong faults as SQL over a run's tables.
"""

import duckdb

from pipelines.plants.planting import sql, tables

Con = duckdb.DuckDBPyConnection
_RECUT = (
    "UPDATE statements SET content = substring(d.raw_text, statements.raw_start + 1, statements.raw_end -"
    " statements.raw_start) FROM documents d WHERE d.document_id = statements.document_id"
)
_ORPHANS = "DELETE FROM statement_speakers WHERE statement_id NOT IN (SELECT statement_id FROM statements)"


@tables
def statements_halved(con: Con) -> None:
    sql(con, "DELETE FROM statements WHERE hash(statement_id) % 2 = 0", _ORPHANS)


@tables
def statements_gone(con: Con) -> None:
    sql(con, "DELETE FROM statements", _ORPHANS)


@tables
def quotations_gone(con: Con) -> None:
    sql(con, "DELETE FROM statements WHERE kind = 'direct'", _ORPHANS)


@tables
def speakers_gone(con: Con) -> None:
    sql(con, "DELETE FROM statement_speakers")


@tables
def speakers_unknown(con: Con) -> None:
    sql(con, "UPDATE statement_speakers SET entity_id = NULL")


@tables
def speakers_of_others(con: Con) -> None:
    sql(
        con,
        "UPDATE statement_speakers SET entity_id = o.other FROM (SELECT entity_id AS id, coalesce(lead(entity_id,"
        " 11) OVER"
        " (ORDER BY entity_id), (SELECT min(entity_id) FROM entities WHERE kind = 'person')) AS other FROM entities"
        " WHERE"
        " kind = 'person') o WHERE o.id = statement_speakers.entity_id",
    )


@tables
def speakers_all_places(con: Con) -> None:
    sql(
        con,
        "UPDATE statement_speakers SET entity_id = (SELECT min(entity_id) FROM entities WHERE kind = 'place') WHERE"
        " entity_id IS NOT NULL",
    )


@tables
def speakers_in_what_is_said(con: Con) -> None:
    sql(
        con,
        "UPDATE statement_speakers SET raw_start = s.raw_start, raw_end = s.raw_end, speaker_text = s.content FROM"
        " statements s WHERE s.statement_id = statement_speakers.statement_id",
    )


@tables
def one_content_blank(con: Con) -> None:
    sql(con, "UPDATE statements SET content = '' WHERE statement_id = (SELECT min(statement_id) FROM statements)")


@tables
def one_content_of_other_words(con: Con) -> None:
    sql(
        con,
        "UPDATE statements SET content = 'no comment' WHERE statement_id = (SELECT min(statement_id) FROM statements)",
    )


@tables
def contents_shifted(con: Con) -> None:
    sql(con, "UPDATE statements SET raw_start = raw_start + 7, raw_end = raw_end + 7", _RECUT)


@tables
def contents_cut_short(con: Con) -> None:
    sql(con, "UPDATE statements SET raw_end = raw_start + greatest(1, (raw_end - raw_start) // 4)", _RECUT)


@tables
def contents_of_all_that_follows(con: Con) -> None:
    sql(
        con,
        "UPDATE statements SET raw_end = length(d.raw_text) FROM documents d WHERE d.document_id ="
        " statements.document_id",
        _RECUT,
    )


@tables
def statements_all_direct(con: Con) -> None:
    sql(con, "UPDATE statements SET kind = 'direct'")


@tables
def statements_all_joint(con: Con) -> None:
    sql(con, "UPDATE statements SET joint = true")


@tables
def cues_gone(con: Con) -> None:
    sql(con, "UPDATE statements SET cue = ''")


@tables
def said_in_year_9000(con: Con) -> None:
    sql(con, "UPDATE statements SET said_on = '9000-01-01' WHERE said_on IS NOT NULL")


@tables
def statements_in_the_next_sentence(con: Con) -> None:
    sql(con, "UPDATE statements SET sentence_no = sentence_no + 1")


@tables
def statements_at_other_events(con: Con) -> None:
    sql(
        con,
        "UPDATE statements SET event_id = (SELECT min(event_id) FROM event_reports r WHERE r.document_id <>"
        " statements.document_id)",
    )
