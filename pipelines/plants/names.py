"""Faults in what is named: mentions, entities, merges, tenures, time expressions.

Here belong faults as SQL over a run's tables.
"""

import duckdb

from pipelines.plants.planting import sql, tables

Con = duckdb.DuckDBPyConnection
_RECUT = (
    "UPDATE {0} SET text = substring(d.raw_text, {0}.raw_start + 1, {0}.raw_end - {0}.raw_start) FROM documents d WHERE"
    " d.document_id = {0}.document_id"
)
_SOMEONE = "(SELECT min(entity_id) FROM entities WHERE kind = 'person')"
_OTHERS = (
    "FROM (SELECT entity_id AS id, coalesce(lead({0}, 7) OVER (ORDER BY entity_id), (SELECT min({0}) FROM entities"
    " WHERE"
    " kind = 'person')) AS other FROM entities WHERE kind = 'person') o WHERE o.id = {1}"
)


@tables
def mentions_halved(con: Con) -> None:
    sql(con, "DELETE FROM mentions WHERE hash(mention_id) % 2 = 0")


@tables
def people_not_mentioned(con: Con) -> None:
    sql(con, "DELETE FROM mentions WHERE kind = 'person'")


@tables
def offices_not_mentioned(con: Con) -> None:
    sql(con, "DELETE FROM mentions WHERE kind = 'office'")


@tables
def mentions_shifted(con: Con) -> None:
    sql(con, "UPDATE mentions SET raw_start = raw_start + 1, raw_end = raw_end + 1", _RECUT.format("mentions"))


@tables
def mentions_too_long(con: Con) -> None:
    sql(con, "UPDATE mentions SET raw_end = raw_end + 12", _RECUT.format("mentions"))


@tables
def mentions_of_other_kinds(con: Con) -> None:
    sql(con, "UPDATE mentions SET kind = 'organisation' WHERE kind = 'person'")


@tables
def mentions_of_nothing(con: Con) -> None:
    sql(con, "UPDATE mentions SET entity_id = NULL")


@tables
def mentions_of_other_people(con: Con) -> None:
    sql(con, f"UPDATE mentions SET entity_id = o.other {_OTHERS.format('entity_id', 'mentions.entity_id')}")


@tables
def mentions_in_the_next_sentence(con: Con) -> None:
    sql(con, "UPDATE mentions SET sentence_no = sentence_no + 1")


@tables
def mentions_all_sure(con: Con) -> None:
    sql(con, "UPDATE mentions SET confidence = 0.0")


@tables
def a_person_is_a_place(con: Con) -> None:
    sql(con, f"UPDATE entities SET kind = 'place' WHERE entity_id = {_SOMEONE}")


@tables
def entities_all_american(con: Con) -> None:
    sql(con, "UPDATE entities SET country = 'USA'")


@tables
def people_all_american(con: Con) -> None:
    sql(con, "UPDATE entities SET country = 'USA' WHERE kind = 'person'")


@tables
def one_entity_of_no_country(con: Con) -> None:
    sql(con, f"UPDATE entities SET country = 'ZZZ' WHERE entity_id = {_SOMEONE}")


@tables
def one_name_blank(con: Con) -> None:
    sql(con, f"UPDATE entities SET name = ' ' WHERE entity_id = {_SOMEONE}")


@tables
def names_of_others(con: Con) -> None:
    sql(con, f"UPDATE entities SET name = o.other {_OTHERS.format('name', 'entities.entity_id')}")


@tables
def other_names_gone(con: Con) -> None:
    sql(con, "UPDATE entities SET aliases = []")


@tables
def people_all_merged(con: Con) -> None:
    columns = (
        ("mentions", "entity_id"), ("event_participants", "entity_id"), ("statement_speakers", "entity_id"),
        ("tenures", "person_id"), ("entity_merges", "entity_id"),
    )  # fmt: skip
    for table, column in columns:
        sql(con, f"UPDATE {table} SET {column} = {_SOMEONE} WHERE {column} LIKE 'per-%'")
    sql(con, f"DELETE FROM entities WHERE kind = 'person' AND entity_id <> {_SOMEONE}")


@tables
def entities_miscounted(con: Con) -> None:
    sql(con, f"UPDATE entities SET document_count = document_count + 1 WHERE entity_id = {_SOMEONE}")


@tables
def entities_seen_too_early(con: Con) -> None:
    sql(con, "UPDATE entities SET first_seen_on = first_seen_on - 400")


@tables
def places_in_the_gulf_of_guinea(con: Con) -> None:
    sql(con, "UPDATE entities SET latitude = 0, longitude = 0 WHERE kind = 'place'")


@tables
def places_on_their_side(con: Con) -> None:
    sql(con, "UPDATE entities SET latitude = longitude, longitude = latitude")


@tables
def places_without_longitude(con: Con) -> None:
    sql(con, "UPDATE entities SET longitude = NULL WHERE kind = 'place'")


@tables
def merges_halved(con: Con) -> None:
    sql(con, "DELETE FROM entity_merges WHERE hash(document_id, name) % 2 = 0")


@tables
def merges_all_by_surname(con: Con) -> None:
    sql(con, "UPDATE entity_merges SET method = 'surname', score = 0.75")


@tables
def all_presidents(con: Con) -> None:
    sql(con, "UPDATE tenures SET office = 'president'")


@tables
def all_former(con: Con) -> None:
    sql(con, "UPDATE tenures SET status = 'former'")


@tables
def tenures_gone(con: Con) -> None:
    sql(con, "DELETE FROM tenures")


@tables
def tenures_halved(con: Con) -> None:
    sql(con, "DELETE FROM tenures WHERE hash(tenure_id) % 2 = 0")


@tables
def tenures_of_no_state(con: Con) -> None:
    sql(con, "UPDATE tenures SET country = NULL")


@tables
def one_tenure_of_a_country(con: Con) -> None:
    sql(
        con,
        "UPDATE tenures SET person_id = (SELECT min(entity_id) FROM entities WHERE kind = 'country') WHERE tenure_id ="
        " (SELECT min(tenure_id) FROM tenures)",
    )


@tables
def tenures_that_end_before_they_begin(con: Con) -> None:
    sql(con, "UPDATE tenures SET first_seen_on = last_seen_on + 1 WHERE last_seen_on IS NOT NULL")


@tables
def tenures_of_others(con: Con) -> None:
    sql(con, f"UPDATE tenures SET person_id = o.other {_OTHERS.format('entity_id', 'tenures.person_id')}")


@tables
def times_halved(con: Con) -> None:
    sql(con, "DELETE FROM time_mentions WHERE hash(document_id, raw_start) % 2 = 0")


@tables
def times_of_no_value(con: Con) -> None:
    sql(con, "UPDATE time_mentions SET value = 'soon'")


@tables
def times_a_month_late(con: Con) -> None:
    sql(con, "UPDATE time_mentions SET start_on = start_on + 30, end_on = end_on + 30")


@tables
def times_in_year_9000(con: Con) -> None:
    sql(con, "UPDATE time_mentions SET start_on = '9000-01-01', end_on = '9000-01-01', value = '9000-01-01'")


@tables
def times_all_sets(con: Con) -> None:
    sql(con, "UPDATE time_mentions SET timex_type = 'SET'")


@tables
def times_that_end_before_they_begin(con: Con) -> None:
    sql(con, "UPDATE time_mentions SET end_on = start_on - 1 WHERE hash(raw_start) % 9 = 0")


@tables
def times_in_the_next_sentence(con: Con) -> None:
    sql(con, "UPDATE time_mentions SET sentence_no = sentence_no + 1")
