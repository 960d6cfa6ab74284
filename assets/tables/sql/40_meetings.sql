-- meetings: One row a meeting, visit, call or summit that took place: day, place, forum, who was there, how many documents say so.
CREATE OR REPLACE VIEW meetings AS
SELECT
    e.event_id,
    e.start_on,
    e.end_on,
    e.event_kind,
    coalesce(place.name, land.name, e.country) AS place,
    e.country,
    forum.name AS forum,
    who.participants,
    e.document_count,
    e.outlet_count,
    e.confidence,
    how_sure(e.confidence, e.outlet_count) AS how_sure,
    e.summary
FROM events e
LEFT JOIN entities place ON place.entity_id = e.place_id
LEFT JOIN (SELECT country, min(name) AS name FROM entities WHERE kind = 'country' GROUP BY country) land
    ON land.country = e.country
LEFT JOIN entities forum ON forum.entity_id = e.forum_id
LEFT JOIN (
    SELECT
        p.event_id,
        string_agg(
            DISTINCT n.name || CASE WHEN p.office IS NULL THEN '' ELSE ' (' || concat_ws(', ', p.office, p.country) || ')' END,
            '; ' ORDER BY n.name || CASE WHEN p.office IS NULL THEN '' ELSE ' (' || concat_ws(', ', p.office, p.country) || ')' END
        ) AS participants
    FROM event_participants p
    JOIN entities n USING (entity_id)
    GROUP BY p.event_id
) who USING (event_id)
WHERE e.event_type = 'CONSULT' AND e.status = 'happened'
ORDER BY e.start_on DESC NULLS LAST, e.event_id;
