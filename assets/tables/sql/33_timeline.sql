-- timeline: one row an event in order of time, with the names that its ids stand for and its earliest evidence.
CREATE OR REPLACE VIEW timeline AS
WITH parties AS (
    SELECT event_id, list(DISTINCT name ORDER BY name) AS participants, list(DISTINCT country ORDER BY country)
           FILTER (country IS NOT NULL) AS countries
    FROM event_parties
    GROUP BY event_id
),
evidence AS (
    SELECT r.event_id,
           min(a.published_on) AS first_reported_on,
           max(a.published_on) AS last_reported_on,
           list(DISTINCT coalesce(a.outlet, a.domain, a.agency)) FILTER (coalesce(a.outlet, a.domain, a.agency) IS NOT NULL) AS outlets,
           arg_min(s.text, (coalesce(a.published_on, DATE '9999-12-31'), r.document_id, r.trigger_start)) AS sentence
    FROM event_reports AS r
    JOIN articles AS a USING (document_id)
    LEFT JOIN sentences AS s ON s.document_id = r.document_id AND s.sentence_no = r.sentence_no
    GROUP BY r.event_id
)
SELECT e.start_on, e.end_on, e.date_precision, e.event_kind, e.status, p.participants, p.countries,
       e.country, place.name AS place, forum.name AS forum, e.summary, v.sentence, v.first_reported_on,
       v.last_reported_on, list_sort(v.outlets) AS outlets, e.document_count, e.confidence,
       how_sure(e.confidence, e.outlet_count) AS how_sure, e.event_type, e.event_mode, e.event_id
FROM events AS e
LEFT JOIN parties AS p USING (event_id)
LEFT JOIN evidence AS v USING (event_id)
LEFT JOIN entities AS place ON place.entity_id = e.place_id
LEFT JOIN entities AS forum ON forum.entity_id = e.forum_id
ORDER BY e.start_on NULLS LAST, e.event_id;
