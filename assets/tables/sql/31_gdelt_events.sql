-- gdelt_events: our events under the column names of GDELT's event table (GDELT Event Database codebook, 2.0), one row a
-- pair of an acting party and a party acted on, or a party alone. EventRootCode is CAMEO's; actor codes are CAMEO's country
-- codes, which are ISO 3166 alpha-3, with the actor type behind them. GLOBALEVENTID is 60 bits of a hash of event and
-- parties: stable, but no number of GDELT's. ActionGeo_CountryCode is alpha-3, where GDELT has FIPS 10-4.
CREATE OR REPLACE VIEW gdelt_events AS
WITH pairs AS (
    SELECT a.event_id, a.entity_id AS first_id, a.name AS first_name, a.country AS first_country, a.sector AS first_sector,
           b.entity_id AS second_id, b.name AS second_name, b.country AS second_country, b.sector AS second_sector
    FROM event_parties AS a
    LEFT JOIN event_parties AS b ON b.event_id = a.event_id AND b.side = 2
    WHERE a.side = 1
),
reported AS (
    SELECT r.event_id, count(*) AS mentions, min(a.published_on) AS published_on, min(a.url) AS url
    FROM event_reports AS r
    JOIN articles AS a USING (document_id)
    GROUP BY r.event_id
)
SELECT ('0x' || md5(p.event_id || p.first_id || coalesce(p.second_id, ''))[1:15])::BIGINT AS GLOBALEVENTID,
       strftime(e.start_on, '%Y%m%d')::INTEGER AS SQLDATE,
       strftime(e.start_on, '%Y%m')::INTEGER AS MonthYear,
       year(e.start_on)::INTEGER AS "Year",
       round(year(e.start_on) + (dayofyear(e.start_on) - 1) / 365.25, 4) AS FractionDate,
       coalesce(p.first_country, '') || p.first_sector AS Actor1Code,
       p.first_name AS Actor1Name,
       p.first_country AS Actor1CountryCode,
       p.first_sector AS Actor1Type1Code,
       coalesce(p.second_country, '') || p.second_sector AS Actor2Code,
       p.second_name AS Actor2Name,
       p.second_country AS Actor2CountryCode,
       p.second_sector AS Actor2Type1Code,
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
       CASE g.kind WHEN 'country' THEN 1 WHEN 'place' THEN 4 END AS ActionGeo_Type,
       g.name AS ActionGeo_Fullname,
       e.country AS ActionGeo_CountryCode,
       g.latitude AS ActionGeo_Lat,
       g.longitude AS ActionGeo_Long,
       strftime(r.published_on, '%Y%m%d')::INTEGER AS DATEADDED,
       r.url AS SOURCEURL,
       e.event_id
FROM pairs AS p
JOIN events AS e USING (event_id)
JOIN event_codes AS c USING (event_id)
LEFT JOIN entities AS g ON g.entity_id = e.place_id
LEFT JOIN reported AS r ON r.event_id = e.event_id
WHERE e.status = 'happened' OR (e.status = 'planned' AND e.event_type = 'AGREE');
