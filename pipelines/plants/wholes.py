"""Faults in the run as a whole: what is held, what is published, what is turned away.

Here belong faults as SQL over a run's tables.
"""

import duckdb

from pipelines.plants.planting import sql, tables

Con = duckdb.DuckDBPyConnection
_OF_DOCUMENT = (
    "articles",
    "segments",
    "sentences",
    "mentions",
    "time_mentions",
    "entity_merges",
    "event_reports",
    "statements",
)
_HALF = "hash(document_id) % 2 = 0"
_MOST = "hash(document_id) % 5 < 3"


def _without(con: Con, which: str, more: tuple[str, ...] = ()) -> None:
    """Takes documents out of every table, with what only they told; entities and events are counted anew."""
    for table in (*_OF_DOCUMENT, *more):
        sql(con, f"DELETE FROM {table} WHERE {which}")
    sql(
        con,
        "UPDATE articles SET near_duplicate_of = NULL WHERE near_duplicate_of NOT IN (SELECT document_id FROM"
        " articles)",
        "DELETE FROM events WHERE event_id NOT IN (SELECT event_id FROM event_reports)",
        "DELETE FROM event_participants WHERE event_id NOT IN (SELECT event_id FROM events)",
        "DELETE FROM statement_speakers WHERE statement_id NOT IN (SELECT statement_id FROM statements)",
        "DELETE FROM entities WHERE entity_id NOT IN (SELECT entity_id FROM entity_merges)",
        "UPDATE events SET document_count = n, outlet_count = o FROM (SELECT event_id AS id, count(DISTINCT"
        " document_id) AS"
        " n, count(DISTINCT coalesce(outlet, domain)) AS o FROM event_reports JOIN articles USING (document_id)"
        " GROUP BY"
        " event_id) c WHERE c.id = events.event_id",
        "UPDATE entities SET document_count = n, first_seen_on = f, last_seen_on = l FROM (SELECT entity_id AS id,"
        " count(DISTINCT document_id) AS n, min(published_on) AS f, max(published_on) AS l FROM entity_merges JOIN"
        " articles"
        " USING (document_id) GROUP BY entity_id) c WHERE c.id = entities.entity_id",
    )


def _turned_away(con: Con, which: str, rule: str) -> None:
    sql(
        con,
        "INSERT INTO quarantine (run_id, level, document_id, source_uri, stage, rule, message)"
        f" SELECT 'r', 'document', document_id, source_uri, 'parsed', '{rule}', 'turned away' FROM documents"
        f" WHERE document_id IN (SELECT document_id FROM articles WHERE {which})",
    )


@tables
def half_of_the_documents_gone(con: Con) -> None:
    _without(con, _HALF, ("documents", "document_sources"))


@tables
def one_document_gone(con: Con) -> None:
    one = con.execute("SELECT min(document_id) FROM articles").fetchone()
    _without(con, f"document_id = '{(one or ('',))[0]}'", ("documents", "document_sources"))


@tables
def one_rule_turns_most_away(con: Con) -> None:
    _turned_away(con, _MOST, "index_page")
    _without(con, _MOST)


@tables
def half_of_the_articles_unsaid(con: Con) -> None:
    _without(con, _HALF)


@tables
def all_annotations_gone(con: Con) -> None:
    for table in ("sentences", "mentions", "time_mentions", "entity_merges", "event_reports", "statements", "entities",
                  "tenures", "events", "event_participants", "statement_speakers"):  # fmt: skip
        sql(con, f"DELETE FROM {table}")


@tables
def half_of_the_annotations_gone(con: Con) -> None:
    for table in _OF_DOCUMENT[2:]:
        sql(con, f"DELETE FROM {table} WHERE {_HALF}")
    _without(con, "false")


@tables
def what_is_superseded_is_published(con: Con) -> None:
    sql(
        con,
        "UPDATE documents SET superseded_by = (SELECT max(document_id) FROM articles) WHERE document_id = (SELECT"
        " min(document_id) FROM articles)",
    )


@tables
def superseded_by_themselves(con: Con) -> None:
    sql(con, f"UPDATE documents SET superseded_by = document_id WHERE {_HALF}")


@tables
def places_empty(con: Con) -> None:
    sql(con, 'UPDATE document_sources SET "current" = false')


@tables
def two_documents_at_a_place(con: Con) -> None:
    sql(
        con,
        "UPDATE document_sources SET source_uri = (SELECT max(source_uri) FROM document_sources) WHERE source_uri ="
        " (SELECT min(source_uri) FROM document_sources)",
    )


@tables
def refusals_without_reason(con: Con) -> None:
    sql(con, "UPDATE quarantine SET message = ''")


@tables
def one_published_and_turned_away(con: Con) -> None:
    _turned_away(con, "document_id = (SELECT min(document_id) FROM articles)", "index_page")


@tables
def refusals_gone(con: Con) -> None:
    sql(con, "DELETE FROM quarantine")


@tables
def rows_twice(con: Con) -> None:
    sql(con, "INSERT INTO mentions FROM mentions")
