-- event_points: One row an event that can be put on a map: at its place, or at its country's middle where no place is told or known.
--   event_id: The event
--   start_on: First day
--   event_kind: The kind of event
--   status: Whether it happened: happened, planned, hypothetical, denied
--   name: The place, or the country
--   exact: Whether the point is a place; false: the middle of a country
--   latitude: Degrees
--   longitude: Degrees
--   participants: Who took part, in the order of names
--   summary: One plain sentence made from the fields
--   document_count: Documents that report it
--   confidence: Probability that an analyst would sign the row
--   how_sure: The same in words
CREATE OR REPLACE VIEW event_points AS
WITH lands AS (
    SELECT country, min_by(struct_pack(name, latitude, longitude), entity_id) AS land
    FROM entities
    WHERE kind = 'country' AND latitude IS NOT NULL
    GROUP BY country
)
SELECT e.event_id, e.start_on, e.event_kind, e.status,
       CASE WHEN p.latitude IS NULL THEN l.land.name ELSE p.name END AS name,
       p.latitude IS NOT NULL AND p.kind = 'place' AS exact,
       coalesce(p.latitude, l.land.latitude) AS latitude,
       CASE WHEN p.latitude IS NULL THEN l.land.longitude ELSE p.longitude END AS longitude,
       c.participants, e.summary, e.document_count, e.confidence, how_sure(e.confidence, e.outlet_count) AS how_sure
FROM events AS e
LEFT JOIN entities AS p ON p.entity_id = e.place_id
LEFT JOIN lands AS l ON l.country = e.country
LEFT JOIN event_casts AS c USING (event_id)
WHERE p.latitude IS NOT NULL OR l.country IS NOT NULL
ORDER BY e.start_on DESC NULLS LAST, e.event_id;
