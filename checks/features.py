"""The features in which the shape of a run's tables is looked at, as queries.

Here belongs which value each item of a feature has, and of which document it is. Comparing belongs to `shape`, and
which columns a feature can read to `since/sample.py`.
"""

_DAYS = (
    "CASE WHEN {a} IS NULL THEN 'none' WHEN {a} > {b} + 31 THEN 'ahead' WHEN {a} > {b} + 1 THEN 'soon' WHEN {a} >= {b}"
    " - 1 THEN 'day' WHEN {a} >= {b} - 7 THEN 'week' WHEN {a} >= {b} - 366 THEN 'year' ELSE 'past' END"
)
_SIZE = (
    "CASE WHEN {n} = 0 THEN '0' WHEN {n} = 1 THEN '1' WHEN {n} = 2 THEN '2' WHEN {n} < 6 THEN '3-5' WHEN {n} < 12"
    " THEN '6-11' WHEN {n} < 25 THEN '12-24' WHEN {n} < 50 THEN '25-49' WHEN {n} < 100 THEN '50-99' ELSE '100+' END"
)
_FIFTH = "CASE WHEN confidence BETWEEN 0 AND 1 THEN floor(confidence * 5)::INT::VARCHAR ELSE 'none' END"
_EVENTS = "(SELECT DISTINCT document_id, event_id FROM {s}event_reports) r JOIN {s}events e USING (event_id)"
_PARTIES = (
    "(SELECT DISTINCT document_id, event_id FROM {s}event_reports) r JOIN {s}event_participants p USING (event_id)"
)


def _of(values: str, source: str) -> str:
    return f"SELECT document_id, {values} AS value FROM {source}"


def _each(table: str) -> str:
    """How many rows of a table an article has, none counted too."""
    size = _SIZE.format(n="count(x.document_id)")
    joined = f"{{s}}articles a LEFT JOIN {{s}}{table} x USING (document_id)"
    return f"SELECT a.document_id, {size} AS value FROM {joined} GROUP BY ALL"


_WITH_DAY = f"{_EVENTS} JOIN {{s}}articles a USING (document_id)"
_COUNTED = (
    "(SELECT r.document_id, e.event_id, e.document_count, count(DISTINCT p.entity_id) AS parties FROM"
    f" {_EVENTS} LEFT JOIN {{s}}event_participants p USING (event_id) GROUP BY ALL)"
)
_TENURES = (
    "(SELECT DISTINCT document_id, entity_id FROM {s}entity_merges) m JOIN {s}tenures t ON t.person_id = m.entity_id"
)
# Tables whose rows are counted, too: how many there are of the same documents.
VOLUMES = ("segments", "sentences", "mentions", "time_mentions", "statements", "event_reports", "entity_merges")
# Features of a document that move when others come: they are compared only where the two runs hold nearly the same.
GROWING = frozenset(
    {
        "reports merged into an event",
        "documents of an entity",
        "other names of entities",
        "articles of a story",
        "near duplicates",
        "confidence of events",
    }
)
# By feature: which value each of its items has, and of which document it is; `{s}` begins the names of a side's tables.
FEATURES: dict[str, str] = {
    "kind of events": _of("event_kind", _EVENTS),
    "status of events": _of("status", _EVENTS),
    "country of events": _of("coalesce(e.country, 'none')", _EVENTS),
    "place of events": _of("coalesce(left(place_id, 3), 'none')", _EVENTS),
    "precision of events": _of("date_precision", _EVENTS),
    "contexts of events": _of("array_to_string(contexts, ' ')", _EVENTS),
    "mode of events": _of("coalesce(event_mode, 'none')", _EVENTS),
    "days from event to article": _of(_DAYS.format(a="e.start_on", b="a.published_on"), _WITH_DAY),
    "confidence of events": _of(_FIFTH, _EVENTS),
    "reports merged into an event": _of(_SIZE.format(n="document_count"), _COUNTED),
    "participants of an event": _of(_SIZE.format(n="parties"), _COUNTED),
    "role of participants": _of("role", _PARTIES),
    "country of participants": _of("coalesce(country, 'none')", _PARTIES),
    "office of participants": _of("coalesce(office, 'none')", _PARTIES),
    "level of participants": _of("coalesce(level, 'none')", _PARTIES),
    "kind of mentions": _of("kind", "{s}mentions"),
    "method of mentions": _of("method", "{s}mentions"),
    "entities of mentions": _of("(entity_id IS NOT NULL)::VARCHAR", "{s}mentions"),
    "confidence of mentions": _of(_FIFTH, "{s}mentions"),
    "country of entities": _of(
        "coalesce(country, 'none')",
        "{s}entity_merges JOIN (SELECT entity_id, country FROM {s}entities) USING (entity_id)",
    ),
    "other names of entities": _of(
        _SIZE.format(n="len(aliases)"),
        "{s}entity_merges JOIN (SELECT entity_id, aliases FROM {s}entities) USING (entity_id)",
    ),
    "method of merges": _of("method", "{s}entity_merges"),
    "documents of an entity": _of(
        _SIZE.format(n="document_count"),
        "{s}entity_merges JOIN (SELECT entity_id, document_count FROM {s}entities) USING (entity_id)",
    ),
    "office of tenures": _of(
        "office",
        _TENURES,
    ),
    "status of tenures": _of(
        "status",
        _TENURES,
    ),
    "country of tenures": _of("coalesce(t.country, 'none')", _TENURES),
    "type of time expressions": _of("timex_type", "{s}time_mentions"),
    "days from time expression to article": _of(
        _DAYS.format(a="start_on", b="a.published_on"), "{s}time_mentions JOIN {s}articles a USING (document_id)"
    ),
    "kind of statements": _of("kind || CASE WHEN joint THEN ' joint' ELSE '' END", "{s}statements"),
    "day of statements": _of(
        _DAYS.format(a="said_on", b="a.published_on"), "{s}statements JOIN {s}articles a USING (document_id)"
    ),
    "length of statements": _of("floor(log2(1 + raw_end - raw_start))::INT::VARCHAR", "{s}statements"),
    "cue of statements": _of("lower(cue)", "{s}statements"),
    "speakers of statements": _of(
        "(entity_id IS NOT NULL)::VARCHAR", "{s}statements LEFT JOIN {s}statement_speakers USING (statement_id)"
    ),
    "role of segments": _of("role", "{s}segments"),
    "length of sentences": _of("floor(log2(1 + raw_end - raw_start))::INT::VARCHAR", "{s}sentences"),
    "words of articles": _of("floor(log2(1 + word_count))::INT::VARCHAR", "{s}articles"),
    "evidence of the day": _of("published_method", "{s}articles"),
    "year of articles": _of("coalesce(year(published_on)::VARCHAR, 'none')", "{s}articles"),
    "dateline of articles": _of("coalesce(dateline_country, (dateline_place IS NOT NULL)::VARCHAR)", "{s}articles"),
    "outlet of articles": _of("coalesce(outlet, agency, 'none')", "{s}articles"),
    "head of articles": _of(
        "concat_ws(' ', title IS NOT NULL, lead IS NOT NULL, len(byline) > 0, len(tags) > 0, url IS NOT NULL)",
        "{s}articles",
    ),
    "flags of articles": _of("array_to_string(flags, ' ')", "{s}articles"),
    "articles of a story": _of(
        _SIZE.format(n="held"),
        "{s}articles JOIN {s}stories USING (story_id)",
    ),
    "near duplicates": _of("(near_duplicate_of IS NOT NULL)::VARCHAR", "{s}articles"),
    "tenures of an article": _of(
        _SIZE.format(n="held"),
        f"(SELECT a.document_id, count(x.document_id) AS held FROM {{s}}articles a LEFT JOIN (SELECT document_id FROM"
        f" {_TENURES}) x USING (document_id) GROUP BY ALL)",
    ),
    **{f"{table.replace('_', ' ')} of an article": _each(table) for table in VOLUMES},
}
