-- event_pairs: One row two parties between whom an event took place: one that acted and one acted on, or two of different
-- countries that acted with each other (those once, in the order of their countries). Parties of one side, as two who
-- condemn a third together, are no pair; nor is a mediator one with those acted on.
--   event_id: The event
--   first_id: The party that acted, or the first of two that acted with each other
--   first_country: Country it stood for
--   second_id: The party acted on, or the second of the two
--   second_country: Country it stood for
CREATE OR REPLACE VIEW event_pairs AS
SELECT a.event_id, a.entity_id AS first_id, a.country AS first_country, b.entity_id AS second_id, b.country AS second_country
FROM event_parties AS a
JOIN event_parties AS b ON b.event_id = a.event_id AND b.entity_id <> a.entity_id
WHERE CASE WHEN a.together THEN coalesce(a.country, a.entity_id) < coalesce(b.country, b.entity_id)
           ELSE a.side = 1 AND a.role <> 'mediator' AND b.side = 2 END;
