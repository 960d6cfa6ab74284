-- office_holders: Tenures with names, in order of country, office and time. Who is only called an official holds no office
-- and does not stand here; holder_on says who held an office on a day.
--   country: Country in whose service, ISO 3166 alpha-3
--   office: Normalised office
--   name: Who held it
--   status: current, former, acting or designate, as of the documents' dates
--   first_seen_on: Earliest day of a document that shows it
--   last_seen_on: Latest such day
--   organisation: Body or posting, as the UN of an ambassador to it
--   document_count: Documents that show it
--   person_id: The person
--   tenure_id: The tenure
CREATE OR REPLACE VIEW office_holders AS
SELECT t.country, t.office, p.name, t.status, t.first_seen_on, t.last_seen_on, o.name AS organisation, t.document_count,
       t.person_id, t.tenure_id
FROM tenures AS t
JOIN entities AS p ON p.entity_id = t.person_id
LEFT JOIN entities AS o ON o.entity_id = t.organisation_id
WHERE t.office <> 'official'
ORDER BY t.country NULLS LAST, t.office, t.first_seen_on NULLS LAST, p.name;
