-- conflicts: One row an event and a matter about which its reports contradict each other: days of which none is shared, places of
-- two countries or more than 60 km apart, happened and denied, or two people in one seat. Reports of one document, and those
-- that leave something out, contradict nobody. The brief tells the same.
--   event_id: The event
--   about: day, place, status or parties
--   sides: What each side says, with its outlets
--   start_on: First day of the event as published
--   event_kind: The kind of event
--   summary: One plain sentence made from the fields of the event
CREATE OR REPLACE VIEW conflicts AS
WITH several AS (
    SELECT event_id FROM event_reports GROUP BY event_id HAVING min(document_id) < max(document_id)
),
resolved AS (
    SELECT document_id, lower(text) AS written, any_value(entity_id) AS place_id
    FROM mentions
    WHERE kind IN ('place', 'country') AND entity_id IS NOT NULL
      AND document_id IN (SELECT document_id FROM event_reports SEMI JOIN several USING (event_id))
    GROUP BY ALL
),
told AS (
    SELECT r.event_id, r.document_id, r.trigger_start, coalesce(a.outlet, a.domain, a.agency, 'no outlet named') AS outlet,
           coalesce(r.reported_start_on, r.reported_end_on) AS first_on, coalesce(r.reported_end_on, r.reported_start_on) AS last_on,
           r.reported_status, r.reported_place, p.place_id, n.country, n.latitude, n.longitude
    FROM event_reports AS r
    SEMI JOIN several USING (event_id)
    JOIN articles AS a USING (document_id)
    LEFT JOIN resolved AS p ON p.document_id = r.document_id AND p.written = lower(r.reported_place)
    LEFT JOIN entities AS n ON n.entity_id = p.place_id
),
said AS (
    SELECT *, 'day' AS about, CASE WHEN first_on = last_on THEN first_on::VARCHAR ELSE first_on || ' to ' || last_on END AS words
    FROM told WHERE first_on IS NOT NULL
    UNION ALL
    SELECT *, 'place', reported_place FROM told WHERE place_id IS NOT NULL
    UNION ALL
    SELECT *, 'status', reported_status FROM told WHERE reported_status IN ('happened', 'denied')
),
opposed AS (
    SELECT DISTINCT event_id, about, document_id
    FROM (
        SELECT a.event_id, a.about, a.document_id, b.document_id AS other
        FROM said AS a
        JOIN said AS b ON b.event_id = a.event_id AND b.about = a.about AND b.document_id <> a.document_id
        GROUP BY ALL
        HAVING NOT bool_or(
            CASE a.about WHEN 'day' THEN a.first_on <= b.last_on AND b.first_on <= a.last_on
                         WHEN 'status' THEN a.words = b.words
                         ELSE a.place_id = b.place_id OR a.country IS NULL OR b.country IS NULL
                              OR (a.country = b.country
                                  AND coalesce(kilometres(a.latitude, a.longitude, b.latitude, b.longitude) <= 60, true)) END)
    )
),
seats AS (
    SELECT p.event_id, p.office, p.country, n.name,
           list(DISTINCT coalesce(a.outlet, a.domain, a.agency, 'no outlet named')) FILTER (a.document_id IS NOT NULL) AS outlets
    FROM event_participants AS p
    JOIN entities AS n USING (entity_id)
    JOIN single_seats USING (office)
    LEFT JOIN event_reports AS r ON r.event_id = p.event_id
    LEFT JOIN mentions AS m ON m.document_id = r.document_id AND m.sentence_no = r.sentence_no AND m.entity_id = p.entity_id
    LEFT JOIN articles AS a ON a.document_id = m.document_id
    WHERE n.kind = 'person' AND p.country IS NOT NULL
    GROUP BY p.event_id, p.office, p.country, n.name
    QUALIFY count(DISTINCT n.name) OVER (PARTITION BY p.event_id, p.office, p.country) > 1
),
sides AS (
    SELECT event_id, about, words, list(DISTINCT outlet) AS outlets
    FROM (
        SELECT event_id, about, document_id, arg_min(words, trigger_start) AS words, any_value(outlet) AS outlet
        FROM said
        JOIN opposed USING (event_id, about, document_id)
        GROUP BY event_id, about, document_id
    )
    GROUP BY event_id, about, words
    UNION ALL
    SELECT event_id, 'parties', name || ' as ' || office || ' of ' || country, outlets FROM seats
)
SELECT e.event_id, s.about,
       list(s.words || coalesce(' (' || array_to_string(list_sort(s.outlets), ', ') || ')', '') ORDER BY s.words) AS sides,
       e.start_on, e.event_kind, e.summary
FROM sides AS s
JOIN events AS e USING (event_id)
GROUP BY ALL
ORDER BY e.start_on DESC NULLS LAST, e.event_id, s.about;
