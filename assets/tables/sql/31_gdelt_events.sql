-- gdelt_events: Our events under the 61 columns of GDELT's event table in their order (GDELT Event Database codebook, 2.0), with
-- two of our own behind them. One row a pair of an acting party and a party acted on (event_pairs), or a party alone.
-- EventRootCode is CAMEO's; actor codes are CAMEO's country codes, which are ISO 3166 alpha-3, with the actor type behind them.
--   GLOBALEVENTID: 60 bits of a hash of event and parties: stable, but no number of GDELT's
--   SQLDATE: First day as YYYYMMDD; null where no day is known
--   MonthYear: Its month as YYYYMM
--   Year: Its year
--   FractionDate: Year and the part of it that had passed
--   Actor1Code: Country and actor type of who acts
--   Actor1Name: Name of who acts
--   Actor1CountryCode: CAMEO country of who acts, ISO 3166 alpha-3
--   Actor1KnownGroupCode: Not recorded: null
--   Actor1EthnicCode: Not recorded: null
--   Actor1Religion1Code: Not recorded: null
--   Actor1Religion2Code: Not recorded: null
--   Actor1Type1Code: CAMEO actor type of who acts
--   Actor1Type2Code: Not recorded: null
--   Actor1Type3Code: Not recorded: null
--   Actor2Code: Country and actor type of who is acted on
--   Actor2Name: Name of who is acted on
--   Actor2CountryCode: CAMEO country of who is acted on, ISO 3166 alpha-3
--   Actor2KnownGroupCode: Not recorded: null
--   Actor2EthnicCode: Not recorded: null
--   Actor2Religion1Code: Not recorded: null
--   Actor2Religion2Code: Not recorded: null
--   Actor2Type1Code: CAMEO actor type of who is acted on
--   Actor2Type2Code: Not recorded: null
--   Actor2Type3Code: Not recorded: null
--   IsRootEvent: 1: the event stands in the text's own reporting
--   EventCode: CAMEO code
--   EventBaseCode: Its first three digits
--   EventRootCode: Its first two digits
--   QuadClass: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
--   GoldsteinScale: Goldstein value, -10 to 10
--   NumMentions: Sentences that report it
--   NumSources: Outlets that report it
--   NumArticles: Documents that report it
--   AvgTone: Not measured: null
--   Actor1Geo_Type: Not recorded: null
--   Actor1Geo_Fullname: Not recorded: null
--   Actor1Geo_CountryCode: Not recorded: null
--   Actor1Geo_ADM1Code: Not recorded: null
--   Actor1Geo_ADM2Code: Not recorded: null
--   Actor1Geo_Lat: Not recorded: null
--   Actor1Geo_Long: Not recorded: null
--   Actor1Geo_FeatureID: Not recorded: null
--   Actor2Geo_Type: Not recorded: null
--   Actor2Geo_Fullname: Not recorded: null
--   Actor2Geo_CountryCode: Not recorded: null
--   Actor2Geo_ADM1Code: Not recorded: null
--   Actor2Geo_ADM2Code: Not recorded: null
--   Actor2Geo_Lat: Not recorded: null
--   Actor2Geo_Long: Not recorded: null
--   Actor2Geo_FeatureID: Not recorded: null
--   ActionGeo_Type: 1 a country, 4 a place
--   ActionGeo_Fullname: Where it happened
--   ActionGeo_CountryCode: ISO 3166 alpha-3, where GDELT has FIPS 10-4
--   ActionGeo_ADM1Code: Not recorded: null
--   ActionGeo_ADM2Code: Not recorded: null
--   ActionGeo_Lat: Latitude in degrees
--   ActionGeo_Long: Longitude in degrees
--   ActionGeo_FeatureID: Not recorded: null
--   DATEADDED: When it was first published here, else the day of its first report, as YYYYMMDDHHMMSS in UTC
--   SOURCEURL: Address of one report
--   date_precision: How exactly SQLDATE is known: day, week, month, year, none. No column of GDELT's
--   event_id: Our event. No column of GDELT's
CREATE OR REPLACE VIEW gdelt_events AS
WITH pairs AS (
    SELECT event_id, first_id, second_id FROM event_pairs
    UNION
    SELECT p.event_id, CASE WHEN p.role IN ('recipient', 'host', 'target') THEN NULL ELSE p.entity_id END,
           CASE WHEN p.role IN ('recipient', 'host', 'target') THEN p.entity_id END
    FROM event_participants AS p
    ANTI JOIN (
        SELECT event_id, first_id AS entity_id FROM event_pairs UNION SELECT event_id, second_id FROM event_pairs
    ) AS q USING (event_id, entity_id)
),
parties AS (
    SELECT event_id, entity_id, any_value(name) AS name, min(country) AS country, min(sector) AS sector
    FROM event_parties
    GROUP BY event_id, entity_id
),
reported AS (
    SELECT r.event_id, count(*) AS mentions, min(a.published_on) AS published_on, min(a.url) AS url
    FROM event_reports AS r
    JOIN articles AS a USING (document_id)
    GROUP BY r.event_id
)
SELECT ('0x' || md5(p.event_id || coalesce(p.first_id, '') || coalesce(p.second_id, ''))[1:15])::BIGINT AS GLOBALEVENTID,
       strftime(e.start_on, '%Y%m%d')::INTEGER AS SQLDATE,
       strftime(e.start_on, '%Y%m')::INTEGER AS MonthYear,
       year(e.start_on)::INTEGER AS "Year",
       round(year(e.start_on) + (dayofyear(e.start_on) - 1) / 365.25, 4) AS FractionDate,
       coalesce(a.country, '') || a.sector AS Actor1Code,
       a.name AS Actor1Name,
       a.country AS Actor1CountryCode,
       NULL::VARCHAR AS Actor1KnownGroupCode,
       NULL::VARCHAR AS Actor1EthnicCode,
       NULL::VARCHAR AS Actor1Religion1Code,
       NULL::VARCHAR AS Actor1Religion2Code,
       a.sector AS Actor1Type1Code,
       NULL::VARCHAR AS Actor1Type2Code,
       NULL::VARCHAR AS Actor1Type3Code,
       coalesce(b.country, '') || b.sector AS Actor2Code,
       b.name AS Actor2Name,
       b.country AS Actor2CountryCode,
       NULL::VARCHAR AS Actor2KnownGroupCode,
       NULL::VARCHAR AS Actor2EthnicCode,
       NULL::VARCHAR AS Actor2Religion1Code,
       NULL::VARCHAR AS Actor2Religion2Code,
       b.sector AS Actor2Type1Code,
       NULL::VARCHAR AS Actor2Type2Code,
       NULL::VARCHAR AS Actor2Type3Code,
       1 AS IsRootEvent,
       c.code AS EventCode,
       c.code[1:3] AS EventBaseCode,
       c.root AS EventRootCode,
       c.quad_class AS QuadClass,
       c.goldstein AS GoldsteinScale,
       r.mentions AS NumMentions,
       e.outlet_count AS NumSources,
       e.document_count AS NumArticles,
       NULL::DOUBLE AS AvgTone,
       NULL::INTEGER AS Actor1Geo_Type,
       NULL::VARCHAR AS Actor1Geo_Fullname,
       NULL::VARCHAR AS Actor1Geo_CountryCode,
       NULL::VARCHAR AS Actor1Geo_ADM1Code,
       NULL::VARCHAR AS Actor1Geo_ADM2Code,
       NULL::DOUBLE AS Actor1Geo_Lat,
       NULL::DOUBLE AS Actor1Geo_Long,
       NULL::VARCHAR AS Actor1Geo_FeatureID,
       NULL::INTEGER AS Actor2Geo_Type,
       NULL::VARCHAR AS Actor2Geo_Fullname,
       NULL::VARCHAR AS Actor2Geo_CountryCode,
       NULL::VARCHAR AS Actor2Geo_ADM1Code,
       NULL::VARCHAR AS Actor2Geo_ADM2Code,
       NULL::DOUBLE AS Actor2Geo_Lat,
       NULL::DOUBLE AS Actor2Geo_Long,
       NULL::VARCHAR AS Actor2Geo_FeatureID,
       CASE g.kind WHEN 'country' THEN 1 WHEN 'place' THEN 4 END AS ActionGeo_Type,
       g.name AS ActionGeo_Fullname,
       e.country AS ActionGeo_CountryCode,
       NULL::VARCHAR AS ActionGeo_ADM1Code,
       NULL::VARCHAR AS ActionGeo_ADM2Code,
       g.latitude AS ActionGeo_Lat,
       g.longitude AS ActionGeo_Long,
       NULL::VARCHAR AS ActionGeo_FeatureID,
       strftime(coalesce(e.first_seen_at AT TIME ZONE 'UTC', r.published_on), '%Y%m%d%H%M%S')::BIGINT AS DATEADDED,
       r.url AS SOURCEURL,
       e.date_precision,
       e.event_id
FROM pairs AS p
JOIN events AS e USING (event_id)
JOIN event_codes AS c USING (event_id)
LEFT JOIN parties AS a ON a.event_id = p.event_id AND a.entity_id = p.first_id
LEFT JOIN parties AS b ON b.event_id = p.event_id AND b.entity_id = p.second_id
LEFT JOIN entities AS g ON g.entity_id = e.place_id
LEFT JOIN reported AS r ON r.event_id = e.event_id
WHERE e.status = 'happened' OR (e.status = 'planned' AND e.event_type = 'AGREE');
