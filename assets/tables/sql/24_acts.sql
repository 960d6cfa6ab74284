-- acts: One row who did what to whom: an event with one that acted and one acted on, or with two of different countries that acted
-- with each other (event_pairs, with names), or with a party alone where nobody is told of the other side.
--   start_on: First day
--   event_kind: The kind of event
--   status: Whether it happened: happened, planned, hypothetical, denied
--   who: The party that acted, or the first of two that acted with each other
--   who_country: Country it stood for, ISO 3166 alpha-3
--   whom: The party acted on, or the second of the two
--   whom_country: Country it stood for
--   summary: One plain sentence made from the fields
--   document_count: Documents that report it
--   confidence: Probability that an analyst would sign the row
--   how_sure: The same in words
--   event_id: The event
CREATE OR REPLACE VIEW acts AS
WITH sides AS (
    SELECT event_id, first_id, first_country, second_id, second_country
    FROM event_pairs
    UNION ALL
    SELECT p.event_id,
           CASE WHEN p.side = 1 OR p.together THEN p.entity_id END, CASE WHEN p.side = 1 OR p.together THEN p.country END,
           CASE WHEN p.side = 2 AND NOT p.together THEN p.entity_id END, CASE WHEN p.side = 2 AND NOT p.together THEN p.country END
    FROM event_parties AS p
    WHERE p.event_id NOT IN (SELECT event_id FROM event_pairs)
)
SELECT DISTINCT e.start_on, e.event_kind, e.status, one.name AS who, s.first_country AS who_country, other.name AS whom,
       s.second_country AS whom_country, e.summary, e.document_count, e.confidence,
       how_sure(e.confidence, e.outlet_count) AS how_sure, e.event_id
FROM sides AS s
JOIN events AS e USING (event_id)
LEFT JOIN entities AS one ON one.entity_id = s.first_id
LEFT JOIN entities AS other ON other.entity_id = s.second_id
ORDER BY e.start_on DESC NULLS LAST, e.event_id, who, whom;
