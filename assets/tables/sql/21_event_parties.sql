-- event_parties: one row a participant, with its name and the side it is on. side 1 acts, side 2 is acted on; of an event
-- in which all act (a meeting, an agreement) the first country in the alphabet is side 1 and all others are side 2.
CREATE OR REPLACE VIEW event_parties AS
WITH named AS (
    SELECT p.event_id, p.entity_id, p.role, coalesce(p.country, n.country) AS country, p.office, p.level, n.name, n.kind,
           CASE WHEN p.role IN ('actor', 'visitor', 'mediator') THEN 1 ELSE 2 END AS said
    FROM event_participants AS p
    JOIN entities AS n USING (entity_id)
)
SELECT event_id, entity_id, role, country, office, level, name, kind,
       CASE WHEN max(said) OVER event = 2 OR coalesce(country, entity_id) = min(coalesce(country, entity_id)) OVER event
            THEN said ELSE 2 END AS side,
       CASE WHEN level = 'service_chief' OR office LIKE 'military%' THEN 'MIL'
            WHEN office IN ('member of parliament', 'speaker of parliament') THEN 'LEG'
            WHEN office = 'party leader' THEN 'PTY'
            WHEN office = 'rebel leader' THEN 'REB'
            WHEN kind IN ('person', 'country') THEN 'GOV'
            WHEN country IS NULL THEN 'IGO'
            ELSE 'ORG' END AS sector
FROM named
WINDOW event AS (PARTITION BY event_id);
