-- dyads: one row a pair of countries and a month in which something happened between them. A pair stands once, in
-- alphabetical order. Events without a day, week or month are left out.
CREATE OR REPLACE VIEW dyads AS
WITH sides AS (SELECT DISTINCT event_id, country FROM event_parties WHERE country IS NOT NULL)
SELECT a.country AS country_a,
       b.country AS country_b,
       date_trunc('month', e.start_on)::DATE AS month,
       count(*) AS events,
       count(*) FILTER (e.event_type = 'CONSULT') AS consultations,
       count(*) FILTER (e.event_kind IN ('meeting', 'summit', 'forum_sideline')) AS meetings,
       count(*) FILTER (e.event_kind = 'visit') AS visits,
       count(*) FILTER (e.event_kind IN ('commitment', 'agreement')) AS agreements,
       count(*) FILTER (c.quad_class <= 2) AS cooperative,
       count(*) FILTER (c.quad_class >= 3) AS conflictual,
       round(avg(c.goldstein), 3) AS goldstein_mean,
       sum(e.document_count)::BIGINT AS reports
FROM sides AS a
JOIN sides AS b ON b.event_id = a.event_id AND a.country < b.country
JOIN events AS e ON e.event_id = a.event_id
JOIN event_codes AS c ON c.event_id = a.event_id
WHERE e.status = 'happened' AND e.start_on IS NOT NULL AND e.date_precision IN ('day', 'week', 'month')
GROUP BY ALL;
