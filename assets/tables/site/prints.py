"""Takes a print of what every page shows: where it is the same as before, the page need not be made.

Here belongs what each kind of page shows, as sums of hashes in SQL over all rows, so that nothing of what is held
becomes a Python object. A print may change where a page does not (an event that a person's page only lists is printed
whole), but never the other way round; what pages are made with is no part of it.
"""

import duckdb

# Names and places of entities, as pages show them; how many documents name one is shown on its own page alone.
_NAMES = "SELECT entity_id, hash(name, kind, country, latitude, longitude) AS print FROM entities"
# What pages say of an article when they name it.
_HEADS = """
SELECT document_id, hash(title, lead, outlet, domain, agency, byline, published_on, published_method, url,
                         dateline_place, near_duplicate_of, flags) AS print
FROM articles
"""
# Texts, and which of their stretches are the article's own.
_TEXTS = """
SELECT d.document_id, hash(d.raw_text, g.print) AS print
FROM documents d
LEFT JOIN (SELECT document_id, sum(hash(segment_no, role, raw_start, raw_end)) AS print
           FROM segments GROUP BY document_id) g USING (document_id)
"""
_MENTIONED = """
SELECT m.document_id, sum(hash(m.sentence_no, m.raw_start, m.kind, m.text, m.entity_id, n.print)) AS print
FROM mentions m JOIN print_names n USING (entity_id) GROUP BY m.document_id
"""
_SAID = """
SELECT s.statement_id, s.document_id, s.event_id,
       hash(s.statement_id, s.document_id, s.raw_start, s.raw_end, s.kind, s.cue, s.content, s.said_on,
            p.print) AS print
FROM statements s LEFT JOIN (
    SELECT p.statement_id, sum(hash(p.entity_id, p.speaker_text, p.raw_start, n.print)) AS print
    FROM statement_speakers p LEFT JOIN print_names n USING (entity_id) GROUP BY p.statement_id
) p USING (statement_id)
"""
_EVENTS = """
SELECT e.event_id,
       hash(e.summary, e.event_kind, e.status, e.start_on, e.end_on, e.date_precision, e.document_count, e.outlet_count,
            e.confidence, e.country, e.place_id, e.corrected, n.print, f.print, p.print, r.print, s.print) AS print
FROM events e
LEFT JOIN print_names n ON n.entity_id = e.place_id
LEFT JOIN print_names f ON f.entity_id = e.forum_id
LEFT JOIN (
    SELECT p.event_id, sum(hash(p.entity_id, p.role, p.country, p.office, n.print)) AS print
    FROM event_participants p LEFT JOIN print_names n USING (entity_id) GROUP BY p.event_id
) p ON p.event_id = e.event_id
LEFT JOIN (
    SELECT r.event_id, sum(hash(r.document_id, r.sentence_no, r.raw_start, r.raw_end, r.trigger_start, r.trigger_end,
                                r.reported_kind, r.reported_status, r.reported_start_on, r.reported_end_on,
                                r.reported_place, h.print, d.print, m.print)) AS print
    FROM event_reports r
    LEFT JOIN print_heads h ON h.document_id = r.document_id
    LEFT JOIN print_texts d ON d.document_id = r.document_id
    LEFT JOIN print_mentioned m ON m.document_id = r.document_id
    GROUP BY r.event_id
) r ON r.event_id = e.event_id
LEFT JOIN (SELECT event_id, sum(print) AS print FROM print_said GROUP BY event_id) s ON s.event_id = e.event_id
"""
_TENURES = """
SELECT t.person_id, t.country,
       hash(t.tenure_id, t.person_id, t.office, t.country, t.status, t.first_seen_on, t.last_seen_on, t.document_count,
            p.print, o.print) AS print
FROM tenures t
LEFT JOIN print_names p ON p.entity_id = t.person_id LEFT JOIN print_names o ON o.entity_id = t.organisation_id
"""
# The countries that took part in each event, those on whose soil it happened, and those with offices.
_COUNTRIES = """
SELECT code, sum(print) AS print FROM (
    SELECT c.key AS code, hash('part', e.print) AS print FROM casts c JOIN print_events e USING (event_id)
    UNION ALL SELECT e.country, hash('soil', p.print) FROM events e JOIN print_events p USING (event_id)
    UNION ALL SELECT country, hash('office', print) FROM print_tenures
) WHERE code IS NOT NULL GROUP BY code
"""
_PEOPLE = """
SELECT n.entity_id, hash(n.name, n.country, n.aliases, n.first_seen_on, n.last_seen_on, n.document_count,
                         t.print, e.print, s.print) AS print
FROM entities n
LEFT JOIN (SELECT person_id, sum(print) AS print FROM print_tenures GROUP BY person_id) t ON t.person_id = n.entity_id
LEFT JOIN (
    SELECT p.entity_id, sum(e.print) AS print
    FROM (SELECT DISTINCT entity_id, event_id FROM event_participants) p JOIN print_events e USING (event_id)
    GROUP BY p.entity_id
) e ON e.entity_id = n.entity_id
LEFT JOIN (
    SELECT p.entity_id, sum(hash(s.print, h.print)) AS print
    FROM statement_speakers p JOIN print_said s USING (statement_id) LEFT JOIN print_heads h USING (document_id)
    GROUP BY p.entity_id
) s ON s.entity_id = n.entity_id
WHERE n.kind = 'person'
"""
_DOCUMENTS = """
SELECT a.document_id, hash(a.print, d.print, o.print, m.print, s.print, e.print) AS print
FROM print_heads a
JOIN print_texts d USING (document_id)
LEFT JOIN (SELECT document_id, sum(hash(source_uri)) AS print FROM (SELECT DISTINCT document_id, source_uri
           FROM document_sources) GROUP BY document_id) o USING (document_id)
LEFT JOIN print_mentioned m USING (document_id)
LEFT JOIN (SELECT document_id, sum(print) AS print FROM print_said GROUP BY document_id) s USING (document_id)
LEFT JOIN (
    SELECT r.document_id, sum(hash(r.raw_start, r.raw_end, r.trigger_start, e.print)) AS print
    FROM event_reports r JOIN print_events e USING (event_id) GROUP BY r.document_id
) e USING (document_id)
"""
# Ids stand in addresses: one that could lead elsewhere has no page.
_PAGES = """
SELECT kind, id, hash(print) AS print FROM (
    SELECT 'event' AS kind, event_id AS id, print FROM print_events
    UNION ALL SELECT 'document', document_id, print FROM print_documents
    UNION ALL SELECT 'person', entity_id, print FROM print_people
    UNION ALL SELECT 'country', code, print FROM print_countries
    UNION ALL SELECT 'list', 'events', coalesce(sum(print), 0) FROM print_events
    UNION ALL SELECT 'list', 'documents', coalesce(sum(hash(document_id, print)), 0) FROM print_heads
    UNION ALL SELECT 'list', 'people', coalesce(sum(hash(entity_id, name, country)), 0)
              FROM entities WHERE kind = 'person'
    UNION ALL SELECT 'list', 'countries', coalesce(sum(hash(c.code, p.events)), 0)
              FROM print_countries c
              LEFT JOIN (SELECT key, count(*) AS events FROM casts GROUP BY key) p ON p.key = c.code
) WHERE regexp_full_match(id, '[A-Za-z0-9-]+')
"""
_TABLES = {
    "print_names": _NAMES,
    "print_heads": _HEADS,
    "print_texts": _TEXTS,
    "print_mentioned": _MENTIONED,
    "print_said": _SAID,
    "print_events": _EVENTS,
    "print_tenures": _TENURES,
    "print_countries": _COUNTRIES,
    "print_people": _PEOPLE,
    "print_documents": _DOCUMENTS,
    "prints": _PAGES,
}


def take(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the table `prints` of this connection: `kind` and `id` of every page that is to be, and its `print`.

    The table `casts` is there.
    """
    for name, query in _TABLES.items():
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")
