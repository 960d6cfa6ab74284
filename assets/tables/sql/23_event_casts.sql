-- event_casts: One row an event: who took part, in the order of names, which is the same in every view.
--   event_id: The event
--   participants: Names of those who took part
--   titled: The same with office and country behind the names of office-holders, joined by "; "
--   countries: Countries stood for, ISO 3166 alpha-3, in order
CREATE OR REPLACE VIEW event_casts AS
WITH each_once AS (
    SELECT p.event_id, p.entity_id, n.name, min(coalesce(p.country, n.country)) AS country,
           min(concat_ws(', ', p.office, p.country)) FILTER (p.office IS NOT NULL) AS office
    FROM event_participants AS p
    JOIN entities AS n USING (entity_id)
    GROUP BY p.event_id, p.entity_id, n.name
)
SELECT event_id,
       list(name ORDER BY name, entity_id) AS participants,
       string_agg(name || coalesce(' (' || office || ')', ''), '; ' ORDER BY name, entity_id) AS titled,
       list(DISTINCT country ORDER BY country) FILTER (country IS NOT NULL) AS countries
FROM each_once
GROUP BY event_id;
