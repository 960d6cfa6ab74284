-- polecat_events: Our events under POLECAT's column names (A. Halterman et al., PLOVER and POLECAT, 2023), one row an
-- event. Several actors are joined by "; ". What happened and what was agreed is here; plans of other kinds, hypothetical and
-- denied events are not. Intensity is the Goldstein value of the event's CAMEO code. Columns of POLECAT that need
-- identifiers we do not have (Correlates of War, Wikipedia) are null. Names of the story are those of all documents that
-- report the event.
--   Event ID: Our event
--   Event Date: First day
--   Event Type: PLOVER type
--   Event Mode: PLOVER mode
--   Intensity: Goldstein value of the event's CAMEO code
--   Quad Code: Verbal or material, cooperation or conflict
--   Contexts: PLOVER contexts
--   Actor Name: Who acts
--   Actor Country: Countries of those, ISO 3166 alpha-3
--   Actor COW: Not recorded: null
--   Primary Actor Sector: First of the sectors
--   Actor Sectors: Actor types: GOV, MIL, LEG, PTY, REB, IGO, ORG
--   Actor Title: Normalised offices
--   Actor Name Raw: As Actor Name
--   Wikipedia Actor ID: Not recorded: null
--   Recipient Name: Who is acted on
--   Recipient Country: Countries of those
--   Recipient COW: Not recorded: null
--   Primary Recipient Sector: First of the sectors
--   Recipient Sectors: Actor types of those
--   Recipient Title: Normalised offices
--   Recipient Name Raw: As Recipient Name
--   Wikipedia Recipient ID: Not recorded: null
--   Placename: Where it happened
--   City: The place, where it is no country
--   District: Not recorded: null
--   Province: Not recorded: null
--   Country: Country in which it happened
--   Latitude: Degrees
--   Longitude: Degrees
--   GeoNames ID: Of the place
--   Raw Placename: The place as printed
--   Feature Type: Not recorded: null
--   Source: Outlets that report it
--   Publication Date: Day of the first report
--   Story People: People whom the reporting documents name
--   Story Organizations: Organisations and forums that they name
--   Story Locations: Countries and places that they name
--   Language: Language of the reports
--   Version: Code that published the record
CREATE OR REPLACE VIEW polecat_events AS
WITH sides AS (
    SELECT event_id, side,
           string_agg(name, '; ' ORDER BY name) AS names,
           string_agg(DISTINCT country, '; ' ORDER BY country) AS countries,
           string_agg(DISTINCT sector, '; ' ORDER BY sector) AS sectors,
           min(sector) AS sector,
           string_agg(DISTINCT office, '; ' ORDER BY office) AS titles
    FROM event_parties
    GROUP BY event_id, side
),
reported AS (
    SELECT r.event_id,
           min(a.published_on) AS published_on,
           string_agg(DISTINCT coalesce(a.outlet, a.domain, a.agency), '; ' ORDER BY coalesce(a.outlet, a.domain, a.agency)) AS source,
           min(a.language) AS language,
           min(r.reported_place) AS raw_place
    FROM event_reports AS r
    JOIN articles AS a USING (document_id)
    GROUP BY r.event_id
),
story AS (
    SELECT event_id,
           string_agg(DISTINCT name, '; ' ORDER BY name) FILTER (kind = 'person') AS people,
           string_agg(DISTINCT name, '; ' ORDER BY name) FILTER (kind IN ('organisation', 'forum')) AS organisations,
           string_agg(DISTINCT name, '; ' ORDER BY name) FILTER (kind IN ('country', 'place')) AS locations
    FROM (
        SELECT DISTINCT r.event_id, n.name, n.kind
        FROM event_reports AS r
        JOIN mentions AS m USING (document_id)
        JOIN entities AS n USING (entity_id)
    )
    GROUP BY event_id
)
SELECT e.event_id AS "Event ID",
       e.start_on AS "Event Date",
       e.event_type AS "Event Type",
       e.event_mode AS "Event Mode",
       c.goldstein AS "Intensity",
       CASE WHEN e.event_type IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE') THEN 'VERBAL COOPERATION'
            WHEN e.event_type IN ('COOPERATE', 'AID', 'RETREAT') THEN 'MATERIAL COOPERATION'
            WHEN e.event_type IN ('REQUEST', 'REJECT', 'ACCUSE', 'THREATEN') THEN 'VERBAL CONFLICT'
            ELSE 'MATERIAL CONFLICT' END AS "Quad Code",
       array_to_string(e.contexts, '; ') AS "Contexts",
       s.names AS "Actor Name",
       s.countries AS "Actor Country",
       NULL::VARCHAR AS "Actor COW",
       s.sector AS "Primary Actor Sector",
       s.sectors AS "Actor Sectors",
       s.titles AS "Actor Title",
       s.names AS "Actor Name Raw",
       NULL::VARCHAR AS "Wikipedia Actor ID",
       t.names AS "Recipient Name",
       t.countries AS "Recipient Country",
       NULL::VARCHAR AS "Recipient COW",
       t.sector AS "Primary Recipient Sector",
       t.sectors AS "Recipient Sectors",
       t.titles AS "Recipient Title",
       t.names AS "Recipient Name Raw",
       NULL::VARCHAR AS "Wikipedia Recipient ID",
       p.name AS "Placename",
       CASE WHEN p.kind = 'place' THEN p.name END AS "City",
       NULL::VARCHAR AS "District",
       NULL::VARCHAR AS "Province",
       e.country AS "Country",
       p.latitude AS "Latitude",
       p.longitude AS "Longitude",
       CASE WHEN regexp_full_match(e.place_id, 'pla-\d+') THEN e.place_id[5:] END AS "GeoNames ID",
       r.raw_place AS "Raw Placename",
       NULL::VARCHAR AS "Feature Type",
       r.source AS "Source",
       r.published_on AS "Publication Date",
       y.people AS "Story People",
       y.organisations AS "Story Organizations",
       y.locations AS "Story Locations",
       r.language AS "Language",
       (SELECT max_by(code_version, started_at) FROM runs) AS "Version"
FROM events AS e
JOIN event_codes AS c USING (event_id)
LEFT JOIN sides AS s ON s.event_id = e.event_id AND s.side = 1
LEFT JOIN sides AS t ON t.event_id = e.event_id AND t.side = 2
LEFT JOIN entities AS p ON p.entity_id = e.place_id
LEFT JOIN reported AS r ON r.event_id = e.event_id
LEFT JOIN story AS y ON y.event_id = e.event_id
WHERE e.status = 'happened' OR (e.status = 'planned' AND e.event_type = 'AGREE');
