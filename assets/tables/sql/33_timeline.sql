-- timeline: One row an event in order of time, with the names that its ids stand for and its earliest evidence.
--   start_on: First day
--   end_on: Last day
--   date_precision: How exactly the days are known: day, week, month, year, none
--   event_kind: The kind of event
--   status: Whether it happened: happened, planned, hypothetical, denied
--   participants: Who took part, in the order of names
--   countries: Countries stood for, in order
--   country: Country in which it happened
--   place: Place at which it happened
--   forum: The conference or series of talks it belongs to
--   summary: One plain sentence made from the fields
--   sentence: The sentence of the first report that says so
--   first_reported_on: Day of the first report
--   last_reported_on: Day of the last report
--   outlets: Outlets that report it, in order
--   document_count: Documents that report it
--   confidence: Probability that an analyst would sign the row
--   how_sure: The same in words
--   event_type: PLOVER type
--   event_mode: PLOVER mode
--   event_id: The event
--   first_run_id: The run that first published it
--   first_seen_at: When that run started
--   corrected: What an analyst's ruling set of it: kind, status, day, place, parties
CREATE OR REPLACE VIEW timeline AS
WITH evidence AS (
    SELECT r.event_id,
           min(a.published_on) AS first_reported_on,
           max(a.published_on) AS last_reported_on,
           list(DISTINCT coalesce(a.outlet, a.domain, a.agency)) FILTER (coalesce(a.outlet, a.domain, a.agency) IS NOT NULL) AS outlets,
           arg_min(struct_pack(document_id := r.document_id, sentence_no := r.sentence_no),
                   (coalesce(a.published_on, DATE '9999-12-31'), r.document_id, r.trigger_start)) AS first
    FROM event_reports AS r
    JOIN articles AS a USING (document_id)
    GROUP BY r.event_id
)
SELECT e.start_on, e.end_on, e.date_precision, e.event_kind, e.status, p.participants, p.countries,
       e.country, place.name AS place, forum.name AS forum, e.summary, s.text AS sentence, v.first_reported_on,
       v.last_reported_on, list_sort(v.outlets) AS outlets, e.document_count, e.confidence,
       how_sure(e.confidence, e.outlet_count) AS how_sure, e.event_type, e.event_mode, e.event_id,
       e.first_run_id, e.first_seen_at, coalesce(e.corrected, []) AS corrected
FROM events AS e
LEFT JOIN event_casts AS p USING (event_id)
LEFT JOIN evidence AS v USING (event_id)
LEFT JOIN sentences AS s ON s.document_id = v.first.document_id AND s.sentence_no = v.first.sentence_no
LEFT JOIN entities AS place ON place.entity_id = e.place_id
LEFT JOIN entities AS forum ON forum.entity_id = e.forum_id
ORDER BY e.start_on NULLS LAST, e.event_id;
