-- event_parties: One row a participant, with its name and the side it is on. Side 1 acts, side 2 is acted on; of an event
-- whose parties act with each other (a meeting, an agreement) the first country in the alphabet is side 1 and all others
-- are side 2. Those who condemn somebody together are all on side 1, also where nobody is named on the other.
--   event_id: The event
--   entity_id: The participant
--   role: Part played
--   country: Country stood for, else the participant's own
--   office: Normalised office, of a person
--   level: Rank of the participant
--   name: Name of the participant
--   kind: What the participant is: person, country, organisation …
--   side: 1 acts, 2 is acted on
--   together: Whether the parties of this event act with each other
--   sector: CAMEO's actor type that stands nearest: GOV, MIL, LEG, PTY, REB, IGO, ORG
CREATE OR REPLACE VIEW event_parties AS
WITH named AS (
    SELECT p.event_id, p.entity_id, p.role, coalesce(p.country, n.country) AS country, p.office, p.level, n.name, n.kind,
           CASE WHEN p.role IN ('actor', 'visitor', 'mediator') THEN 1 ELSE 2 END AS said, m.always
    FROM event_participants AS p
    JOIN events AS e USING (event_id)
    JOIN entities AS n USING (entity_id)
    LEFT JOIN mutual_kinds AS m USING (event_kind)
)
SELECT event_id, entity_id, role, country, office, level, name, kind,
       CASE WHEN always IS NULL OR max(said) OVER event = 2
              OR coalesce(country, entity_id) = min(coalesce(country, entity_id)) OVER event
            THEN said ELSE 2 END AS side,
       always IS NOT NULL AND (always OR max(said) OVER event = 1) AS together,
       CASE WHEN level = 'service_chief' OR office LIKE 'military%' THEN 'MIL'
            WHEN office IN ('member of parliament', 'speaker of parliament') THEN 'LEG'
            WHEN office = 'party leader' THEN 'PTY'
            WHEN office = 'rebel leader' THEN 'REB'
            WHEN kind IN ('person', 'country') THEN 'GOV'
            WHEN country IS NULL THEN 'IGO'
            ELSE 'ORG' END AS sector
FROM named
WINDOW event AS (PARTITION BY event_id);
