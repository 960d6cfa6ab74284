-- meetings: One row a meeting, visit, call or summit that took place: day, place, forum, who was there, how many documents say so.
--   event_id: The event
--   start_on: First day
--   end_on: Last day
--   event_kind: meeting, visit, call, summit or forum_sideline
--   place: Where: the place, else the country
--   country: Country in which it happened
--   forum: The conference or series of talks it belongs to
--   participants: Who took part, with office and country, in the order of names
--   document_count: Documents that report it
--   outlet_count: Outlets that report it
--   confidence: Probability that an analyst would sign the row
--   how_sure: The same in words
--   summary: One plain sentence made from the fields
CREATE OR REPLACE VIEW meetings AS
SELECT
    e.event_id,
    e.start_on,
    e.end_on,
    e.event_kind,
    coalesce(place.name, land.name, e.country) AS place,
    e.country,
    forum.name AS forum,
    who.titled AS participants,
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
LEFT JOIN event_casts AS who USING (event_id)
WHERE e.event_type = 'CONSULT' AND e.status = 'happened'
ORDER BY e.start_on DESC NULLS LAST, e.event_id;
