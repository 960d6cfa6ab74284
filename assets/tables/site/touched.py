"""Finds the pages that may show something else than in the run before, from what came and went since.

Here belongs which rows lead to which page, as `prints` says it of all rows: what is not reached from a row that changed
keeps its print. A page that is found may turn out as it was, but never the other way round. The connection has, of
every table that pages show, `came_NAME` (rows), `went_NAME` (`k`, the hash of a row's key) and `before_NAME` (the table
of the run before).
"""

import duckdb

from assets.enriched import schema as enriched
from assets.parsed import schema as parsed
from assets.raw import schema as raw

TABLES = {table.name: table for stage in (raw, parsed, enriched) for table in stage.TABLES}
# What is read of rows that came or went, of both alike.
READ = {
    "entities": "entity_id, kind, hash(name, kind, country, latitude, longitude) AS shown",
    "articles": "document_id, hash(title, lead, outlet, domain, agency, byline, published_on, published_method, url,"
    " dateline_place, near_duplicate_of, flags) AS shown",
    "documents": "document_id",
    "document_sources": "document_id",
    "segments": "document_id",
    "mentions": "document_id",
    "statements": "statement_id, document_id, event_id",
    "statement_speakers": "statement_id, entity_id",
    "events": "event_id, country",
    "event_participants": "event_id, entity_id",
    "event_reports": "event_id, document_id",
    "tenures": "person_id, country",
}
_BOTH = """
SELECT {columns} FROM came_{name}
UNION ALL SELECT {columns} FROM before_{name} WHERE hash({key}) IN (SELECT k FROM went_{name})
"""
_OTHERWISE = "GROUP BY ALL HAVING count(*) < 2 OR count(DISTINCT shown) > 1"
_STEPS = {
    "touched_names": f"SELECT entity_id FROM both_entities {_OTHERWISE}",
    "touched_heads": f"SELECT document_id FROM both_articles {_OTHERWISE}",
    "touched_documents": """
SELECT document_id FROM touched_heads
UNION SELECT document_id FROM both_documents UNION SELECT document_id FROM both_segments
UNION SELECT document_id FROM both_mentions
UNION SELECT document_id FROM mentions SEMI JOIN touched_names USING (entity_id)
""",
    "touched_statements": """
SELECT statement_id FROM both_statements UNION SELECT statement_id FROM both_statement_speakers
UNION SELECT statement_id FROM statement_speakers SEMI JOIN touched_names USING (entity_id)
""",
    "touched_events": """
SELECT event_id FROM both_events
UNION SELECT event_id FROM both_event_participants UNION SELECT event_id FROM both_event_reports
UNION SELECT event_id FROM both_statements
UNION SELECT event_id FROM statements SEMI JOIN touched_statements USING (statement_id)
UNION SELECT event_id FROM event_reports SEMI JOIN touched_documents USING (document_id)
UNION SELECT event_id FROM event_participants SEMI JOIN touched_names USING (entity_id)
UNION SELECT event_id FROM events e SEMI JOIN touched_names n ON n.entity_id = e.place_id
UNION SELECT event_id FROM events e SEMI JOIN touched_names n ON n.entity_id = e.forum_id
""",
    "touched_tenures": """
SELECT person_id, country FROM both_tenures
UNION SELECT person_id, country FROM tenures t SEMI JOIN touched_names n ON n.entity_id = t.person_id
UNION SELECT person_id, country FROM tenures t SEMI JOIN touched_names n ON n.entity_id = t.organisation_id
""",
    "touched": """
SELECT 'event' AS kind, event_id AS id FROM touched_events
UNION SELECT 'document', document_id FROM touched_documents
UNION SELECT 'document', document_id FROM both_document_sources
UNION SELECT 'document', document_id FROM both_statements
UNION SELECT 'document', document_id FROM statements SEMI JOIN touched_statements USING (statement_id)
UNION SELECT 'document', document_id FROM both_event_reports
UNION SELECT 'document', document_id FROM event_reports SEMI JOIN touched_events USING (event_id)
UNION SELECT 'person', entity_id FROM both_entities WHERE kind = 'person'
UNION SELECT 'person', person_id FROM touched_tenures
UNION SELECT 'person', entity_id FROM both_event_participants
UNION SELECT 'person', entity_id FROM event_participants SEMI JOIN touched_events USING (event_id)
UNION SELECT 'person', entity_id FROM both_statement_speakers
UNION SELECT 'person', entity_id FROM statement_speakers SEMI JOIN touched_statements USING (statement_id)
UNION SELECT 'person', entity_id FROM statement_speakers
      SEMI JOIN (FROM statements SEMI JOIN touched_heads USING (document_id)) USING (statement_id)
UNION SELECT 'country', country FROM both_events
UNION SELECT 'country', country FROM events SEMI JOIN touched_events USING (event_id)
UNION SELECT 'country', country FROM touched_tenures
UNION SELECT 'country', key FROM casts SEMI JOIN touched_events USING (event_id)
UNION SELECT 'country', coalesce(p.country, n.country)
      FROM before_event_participants p SEMI JOIN touched_events USING (event_id)
      JOIN before_entities n USING (entity_id)
UNION SELECT 'list', unnest(['events', 'documents', 'people', 'countries'])
""",
    # Those that there are to be.
    "held": """
SELECT kind, id FROM touched SEMI JOIN (
    SELECT 'event' AS kind, event_id AS id FROM events
    UNION ALL SELECT 'document', document_id FROM articles SEMI JOIN documents USING (document_id)
    UNION ALL SELECT 'person', entity_id FROM entities WHERE entities.kind = 'person'
    UNION ALL SELECT 'country', key FROM casts
    UNION ALL SELECT 'country', country FROM events
    UNION ALL SELECT 'country', country FROM tenures
    UNION ALL SELECT 'list', unnest(['events', 'documents', 'people', 'countries'])
) USING (kind, id) WHERE regexp_full_match(id, '[A-Za-z0-9-]+')
""",
}
_PRINTS = """
CREATE OR REPLACE TEMP TABLE prints AS
SELECT kind, id, print FROM written ANTI JOIN touched USING (kind, id) WHERE gone_since IS NULL
UNION ALL SELECT kind, id, hash(?, kind, id) FROM held
"""


def take(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Makes the table `prints` as `prints.take` does; pages that are found have a print of this run alone.

    The table `written` has the prints of all pages of the run before, and `casts` is there.
    """
    for name, columns in READ.items():
        key = ", ".join(TABLES[name].key)
        con.execute(f"CREATE OR REPLACE TEMP TABLE both_{name} AS {_BOTH.format(columns=columns, name=name, key=key)}")
    for name, query in _STEPS.items():
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")
    con.execute(_PRINTS, [run_id])
