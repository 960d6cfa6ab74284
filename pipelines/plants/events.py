"""Faults in events: what, when, where, who, and the evidence.

Here belong faults as SQL over a run's tables.
"""

import duckdb

from pipelines.plants.planting import sql, tables

Con = duckdb.DuckDBPyConnection
_ONE = "(SELECT min(event_id) FROM events)"
_HALF = "hash(event_id) % 2 = 0"
_GONE = (
    "DELETE FROM event_participants WHERE event_id NOT IN (SELECT event_id FROM events)",
    "DELETE FROM event_reports WHERE event_id NOT IN (SELECT event_id FROM events)",
    "UPDATE statements SET event_id = NULL WHERE event_id NOT IN (SELECT event_id FROM events)",
)


@tables
def events_in_year_9000(con: Con) -> None:
    sql(
        con,
        "UPDATE events SET start_on = '9000-01-01', end_on = '9000-01-01'",
        "UPDATE event_reports SET reported_start_on = '9000-01-01', reported_end_on = '9000-01-01'",
    )


@tables
def events_a_day_late(con: Con) -> None:
    sql(
        con,
        "UPDATE events SET start_on = start_on + 1, end_on = end_on + 1",
        "UPDATE event_reports SET reported_start_on = reported_start_on + 1, reported_end_on = reported_end_on + 1",
    )


@tables
def events_a_month_late(con: Con) -> None:
    sql(
        con,
        "UPDATE events SET start_on = start_on + 30, end_on = end_on + 30",
        "UPDATE event_reports SET reported_start_on = reported_start_on + 30, reported_end_on = reported_end_on + 30",
    )


@tables
def events_without_days(con: Con) -> None:
    sql(
        con,
        "UPDATE events SET start_on = NULL, end_on = NULL, date_precision = 'none'",
        "UPDATE event_reports SET reported_start_on = NULL, reported_end_on = NULL",
    )


@tables
def one_event_ends_before_it_begins(con: Con) -> None:
    sql(
        con,
        "UPDATE events SET end_on = start_on - 3 WHERE event_id = (SELECT min(event_id) FROM events WHERE start_on >"
        " '1900-01-01')",
    )


@tables
def one_event_of_a_day_without_day(con: Con) -> None:
    sql(con, f"UPDATE events SET start_on = NULL, end_on = NULL, date_precision = 'day' WHERE event_id = {_ONE}")


@tables
def all_meetings(con: Con) -> None:
    sql(con, "UPDATE events SET event_kind = 'meeting'")


@tables
def all_meetings_in_reports_too(con: Con) -> None:
    sql(
        con,
        "UPDATE events SET event_kind = 'meeting', event_type = 'CONSULT', event_mode = NULL, status = 'happened'",
        "UPDATE event_reports SET reported_kind = 'meeting', reported_type = 'CONSULT', reported_status = 'happened'",
        "UPDATE event_participants SET role = 'actor' WHERE entity_id NOT IN (SELECT entity_id FROM"
        " event_participants p"
        " WHERE p.event_id = event_participants.event_id AND p.role = 'actor')",
    )


@tables
def all_condemnations(con: Con) -> None:
    kinds = "event_kind NOT IN ('condemnation')"
    sql(
        con,
        f"UPDATE events SET event_kind = 'condemnation', event_type = 'ACCUSE', event_mode = NULL, status = 'happened'"
        f" WHERE {kinds}",
        "UPDATE event_reports SET reported_kind = 'condemnation', reported_type = 'ACCUSE', reported_status ="
        " 'happened'",
    )


@tables
def what_was_planned_happened(con: Con) -> None:
    sql(
        con,
        "UPDATE events SET status = 'happened' WHERE status = 'planned'",
        "UPDATE event_reports SET reported_status = 'happened' WHERE reported_status = 'planned'",
    )


@tables
def all_denied(con: Con) -> None:
    sql(con, "UPDATE events SET status = 'denied'", "UPDATE event_reports SET reported_status = 'denied'")


@tables
def types_of_other_kinds(con: Con) -> None:
    sql(con, f"UPDATE events SET event_type = 'PROTEST', event_mode = NULL WHERE event_id = {_ONE}")


@tables
def modes_of_other_types(con: Con) -> None:
    sql(con, "UPDATE events SET event_mode = 'hunger' WHERE event_type <> 'PROTEST'")


@tables
def modes_gone(con: Con) -> None:
    sql(con, "UPDATE events SET event_mode = NULL")


@tables
def contexts_gone(con: Con) -> None:
    sql(con, "UPDATE events SET contexts = []")


@tables
def events_all_in_america(con: Con) -> None:
    sql(con, "UPDATE events SET country = 'USA'")


@tables
def one_event_in_no_country(con: Con) -> None:
    sql(con, f"UPDATE events SET country = 'ZZZ' WHERE event_id = {_ONE}")


@tables
def places_of_events_gone(con: Con) -> None:
    sql(con, "UPDATE events SET place_id = NULL, country = NULL")


@tables
def one_event_at_a_person(con: Con) -> None:
    sql(
        con,
        f"UPDATE events SET place_id = (SELECT min(entity_id) FROM entities WHERE kind = 'person') WHERE event_id ="
        f" {_ONE}",
    )


@tables
def one_event_at_a_forum_that_is_none(con: Con) -> None:
    sql(
        con,
        f"UPDATE events SET forum_id = (SELECT min(entity_id) FROM entities WHERE kind = 'country') WHERE event_id ="
        f" {_ONE}",
    )


@tables
def parties_halved(con: Con) -> None:
    sql(con, "DELETE FROM event_participants WHERE hash(event_id, entity_id) % 2 = 0")


@tables
def parties_gone(con: Con) -> None:
    sql(con, "DELETE FROM event_participants")


@tables
def one_event_without_parties(con: Con) -> None:
    sql(con, f"DELETE FROM event_participants WHERE event_id = {_ONE}")


@tables
def parties_of_other_events(con: Con) -> None:
    sql(
        con,
        f"UPDATE event_participants SET event_id = o.other FROM (SELECT event_id AS id, coalesce(lead(event_id, 5) OVER"
        f" (ORDER BY event_id), {_ONE}) AS other FROM events) o WHERE o.id = event_participants.event_id",
    )


@tables
def roles_all_actor(con: Con) -> None:
    sql(con, "UPDATE event_participants SET role = 'actor'")


@tables
def roles_turned_round(con: Con) -> None:
    sql(
        con,
        "UPDATE event_participants SET role = CASE role WHEN 'actor' THEN 'target' WHEN 'target' THEN 'actor' WHEN"
        " 'visitor' THEN 'host' WHEN 'host' THEN 'visitor' ELSE role END",
    )


@tables
def parties_all_american(con: Con) -> None:
    sql(con, "UPDATE event_participants SET country = 'USA'")


@tables
def parties_of_no_state(con: Con) -> None:
    sql(con, "UPDATE event_participants SET country = NULL WHERE entity_id NOT LIKE 'cou-%'")


@tables
def offices_of_parties_gone(con: Con) -> None:
    sql(con, "UPDATE event_participants SET office = NULL")


@tables
def offices_of_parties_all_president(con: Con) -> None:
    sql(con, "UPDATE event_participants SET office = 'president', level = 'head_of_state' WHERE entity_id LIKE 'per-%'")


@tables
def levels_all_state(con: Con) -> None:
    sql(con, "UPDATE event_participants SET level = 'state'")


@tables
def reports_gone(con: Con) -> None:
    sql(con, "DELETE FROM event_reports")


@tables
def reports_halved(con: Con) -> None:
    sql(con, "DELETE FROM event_reports WHERE hash(document_id, trigger_start) % 2 = 0")


@tables
def evidence_without_its_trigger(con: Con) -> None:
    sql(con, "UPDATE event_reports SET raw_end = trigger_start WHERE trigger_start > raw_start")


@tables
def evidence_of_another_sentence(con: Con) -> None:
    sql(
        con,
        "UPDATE event_reports SET raw_start = s.raw_start, raw_end = s.raw_end FROM sentences s WHERE s.document_id ="
        " event_reports.document_id AND s.sentence_no = CASE event_reports.sentence_no WHEN 0 THEN 1 ELSE 0 END",
    )


@tables
def evidence_of_the_whole_text(con: Con) -> None:
    sql(
        con,
        "UPDATE event_reports SET raw_start = 0, raw_end = length(d.raw_text) FROM documents d WHERE d.document_id ="
        " event_reports.document_id",
    )


@tables
def evidence_in_the_next_sentence(con: Con) -> None:
    sql(con, f"UPDATE event_reports SET sentence_no = sentence_no + 1 WHERE event_id = {_ONE}")


@tables
def triggers_of_other_words(con: Con) -> None:
    sql(con, f"UPDATE event_reports SET trigger = upper(trigger) WHERE event_id = {_ONE}")


@tables
def events_miscounted(con: Con) -> None:
    sql(con, f"UPDATE events SET document_count = document_count + 1 WHERE event_id = {_ONE}")


@tables
def outlets_miscounted(con: Con) -> None:
    sql(con, "UPDATE events SET outlet_count = 9")


@tables
def events_all_sure(con: Con) -> None:
    sql(con, "UPDATE events SET confidence = 1.0")


@tables
def confidence_is_no_number(con: Con) -> None:
    sql(con, "UPDATE events SET confidence = 'NaN'")


@tables
def summaries_of_others(con: Con) -> None:
    sql(
        con,
        "UPDATE events SET summary = o.other FROM (SELECT event_id AS id, coalesce(lead(summary, 9) OVER (ORDER BY"
        " event_id), (SELECT min(summary) FROM events)) AS other FROM events) o WHERE o.id = events.event_id",
    )


@tables
def one_summary_blank(con: Con) -> None:
    sql(con, f"UPDATE events SET summary = '' WHERE event_id = {_ONE}")


@tables
def events_halved(con: Con) -> None:
    sql(con, f"DELETE FROM events WHERE {_HALF}", *_GONE)


@tables
def events_gone(con: Con) -> None:
    sql(con, "DELETE FROM events", *_GONE)


@tables
def events_twice(con: Con) -> None:
    new = "'ev-' || substr(md5(event_id), 1, 16)"
    for table in ("events", "event_participants", "event_reports"):
        sql(con, f"INSERT INTO {table} SELECT * REPLACE ({new} AS event_id) FROM {table}")


@tables
def events_all_merged(con: Con) -> None:
    sql(
        con,
        f"UPDATE event_reports SET event_id = {_ONE}",
        "DELETE FROM event_participants p WHERE (event_id, rowid) NOT IN (SELECT (min(event_id), min(rowid)) FROM"
        " event_participants GROUP BY entity_id, role)",
        f"UPDATE event_participants SET event_id = {_ONE}",
        f"UPDATE statements SET event_id = {_ONE} WHERE event_id IS NOT NULL",
        f"DELETE FROM events WHERE event_id <> {_ONE}",
        "UPDATE events SET document_count = (SELECT count(DISTINCT document_id) FROM event_reports), outlet_count ="
        " (SELECT"
        " count(DISTINCT coalesce(outlet, domain)) FROM event_reports JOIN articles USING (document_id))",
    )
