-- statement_casts: One row a statement of somebody who is more than a pronoun: who made it, in the order of names.
--   statement_id: The statement
--   speaker: Who made it, as resolved, else as printed but for pronouns; several joined by "; "
--   entity_id: The speaker; null where there are several or none is resolved
--   speaker_ids: All resolved speakers
--   speaker_countries: Countries of those, ISO 3166 alpha-3, in order
CREATE OR REPLACE VIEW statement_casts AS
SELECT statement_id,
       string_agg(name, '; ' ORDER BY name, entity_id) AS speaker,
       CASE WHEN count(*) = 1 THEN min(entity_id) END AS entity_id,
       list(entity_id ORDER BY name, entity_id) FILTER (entity_id IS NOT NULL) AS speaker_ids,
       list(DISTINCT country ORDER BY country) FILTER (country IS NOT NULL) AS speaker_countries
FROM (
    SELECT DISTINCT p.statement_id, coalesce(n.name, p.speaker_text) AS name, p.entity_id, n.country
    FROM statement_speakers p
    LEFT JOIN entities n USING (entity_id)
    WHERE p.entity_id IS NOT NULL OR lower(p.speaker_text) NOT IN (
        'he', 'she', 'they', 'we', 'i', 'it', 'his', 'her', 'their', 'our', 'my', 'its', 'who', 'which', 'that', 'those',
        'both', 'some', 'others', 'many', 'one')
)
GROUP BY statement_id;
