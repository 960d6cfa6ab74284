-- dyads: One row a pair of countries and a month in which something happened between them: one acted and the other was
-- acted on, or both acted with each other. A pair stands once, in alphabetical order. Events without a day, week or month
-- are left out.
--   country_a: The first country, ISO 3166 alpha-3
--   country_b: The second
--   month: First day of the month
--   events: Events between the two
--   consultations: Of these, meetings, visits, calls and the like
--   meetings: Meetings, summits and talks beside a forum
--   visits: Visits
--   agreements: Commitments and agreements
--   cooperative: Events of CAMEO's two cooperative classes
--   conflictual: Events of its two classes of conflict
--   goldstein_mean: Mean Goldstein value, -10 (conflict) to 10
--   reports: Documents that report them
CREATE OR REPLACE VIEW dyads AS
WITH pairs AS (
    SELECT DISTINCT event_id, least(first_country, second_country) AS country_a, greatest(first_country, second_country) AS country_b
    FROM event_pairs
    WHERE first_country <> second_country
)
SELECT p.country_a,
       p.country_b,
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
FROM pairs AS p
JOIN events AS e USING (event_id)
JOIN event_codes AS c USING (event_id)
WHERE e.status = 'happened' AND e.start_on IS NOT NULL AND e.date_precision IN ('day', 'week', 'month')
GROUP BY ALL;
