-- office_holders: tenures with names, in order of country, office and time.
CREATE OR REPLACE VIEW office_holders AS
SELECT t.country, t.office, p.name, t.status, t.first_seen_on, t.last_seen_on, o.name AS organisation, t.document_count,
       t.person_id, t.tenure_id
FROM tenures AS t
JOIN entities AS p ON p.entity_id = t.person_id
LEFT JOIN entities AS o ON o.entity_id = t.organisation_id
ORDER BY t.country NULLS LAST, t.office, t.first_seen_on NULLS LAST, p.name;
