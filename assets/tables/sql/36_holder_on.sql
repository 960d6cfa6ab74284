-- holder_on: Who held an office of a country on a day, as the documents show it: FROM holder_on('president', 'USA', DATE
-- '2013-01-22'). Country is ISO 3166 alpha-3, NULL for an office of none (a secretary-general). "held": documents show it for
-- that day, or before and after it with nobody else between. "last seen": only before it; then one row, of who was seen last.
-- Several rows hold where documents show several, and why says so. Nobody is a holder who is only called an official, or of
-- whom no office is named. In an office of one seat somebody who is given it by a third of the documents or less, amid the
-- time of another, does not hold it; the other's row says so.
--   name: Who
--   how: held or last seen
--   why: What the documents show
--   status: current or acting
--   organisation: Body or posting
--   first_seen_on: Earliest day on which documents show this time in the office
--   last_seen_on: Latest such day, or, behind a gap in which nobody else is seen, the first one after it
--   document_count: Documents that show this time in the office
--   person_id: The person
CREATE OR REPLACE MACRO holder_on(office, country, day) AS TABLE
WITH asked AS (SELECT office AS in_office, country AS of_country, day::DATE AS asked_on),
times AS (
    SELECT t.person_id, p.name, t.organisation_id, o.name AS organisation, t.status, t.document_count AS documents,
           t.first_seen_on AS first_on, t.last_seen_on AS last_on,
           CASE WHEN t.country IS NULL THEN t.organisation_id END AS seat,
           EXISTS (SELECT 1 FROM single_seats AS s WHERE s.office = t.office) AS single, q.asked_on
    FROM tenures AS t
    JOIN asked AS q ON t.office = q.in_office AND t.country IS NOT DISTINCT FROM q.of_country
    JOIN entities AS p ON p.entity_id = t.person_id
    LEFT JOIN entities AS o ON o.entity_id = t.organisation_id
    WHERE t.office <> 'official' AND t.status IN ('current', 'acting') AND t.first_seen_on IS NOT NULL
),
around_day AS (
    SELECT t.seat, t.person_id, t.name, min(t.asked_on) AS asked_on, bool_or(t.single) AS single, min(t.organisation) AS organisation,
           max(least(t.last_on, t.asked_on)) FILTER (t.first_on <= t.asked_on) AS before_on,
           min(greatest(t.first_on, t.asked_on)) FILTER (t.last_on >= t.asked_on) AS after_on,
           max_by(t.status, t.last_on) FILTER (t.first_on <= t.asked_on) AS status,
           max_by(t.documents, t.last_on) FILTER (t.first_on <= t.asked_on) AS documents,
           max_by(t.first_on, t.last_on) FILTER (t.first_on <= t.asked_on) AS first_on,
           max_by(t.last_on, t.last_on) FILTER (t.first_on <= t.asked_on) AS last_on
    FROM times AS t
    GROUP BY t.seat, t.person_id, t.name
),
between_sightings AS (
    SELECT a.*, (
        SELECT count(*) FROM times AS t
        WHERE t.seat IS NOT DISTINCT FROM a.seat AND t.person_id <> a.person_id
          AND t.last_on >= a.before_on AND t.first_on <= a.after_on
    ) AS others
    FROM around_day AS a
),
shown AS (
    SELECT *, coalesce(before_on = after_on OR (single AND before_on < after_on AND others = 0), false) AS held
    FROM between_sightings
    WHERE before_on IS NOT NULL
),
overruled AS (
    SELECT b.seat, b.person_id, any_value(a.person_id) AS by_whom, b.name, b.documents
    FROM shown AS a
    JOIN shown AS b ON b.seat IS NOT DISTINCT FROM a.seat AND b.person_id <> a.person_id
    WHERE a.single AND a.held AND b.held AND a.first_on < b.first_on AND a.last_on > b.last_on
      AND a.documents >= 3 * b.documents
    GROUP BY b.seat, b.person_id, b.name, b.documents
),
standing AS (
    SELECT s.*, bool_or(s.held) OVER of_seat AS seat_held,
           max(s.before_on) OVER of_seat AS latest_on,
           count(*) FILTER (s.held) OVER of_seat AS holders
    FROM shown AS s
    ANTI JOIN overruled AS r ON r.person_id = s.person_id AND r.seat IS NOT DISTINCT FROM s.seat
    WINDOW of_seat AS (PARTITION BY s.seat)
),
next_holder AS (
    SELECT t.seat, min_by(t.name, t.first_on) AS name, min(t.first_on) AS first_on
    FROM times AS t
    WHERE t.first_on > t.asked_on
    GROUP BY t.seat
)
SELECT s.name,
       CASE WHEN s.held THEN 'held' ELSE 'last seen' END AS how,
       concat_ws('; ',
           CASE WHEN s.held AND s.before_on = s.after_on THEN 'seen in it from ' || s.first_on || ' to ' || s.last_on
                WHEN s.held THEN 'seen on ' || s.before_on || ' and again on ' || s.after_on || ', and nobody else between'
                ELSE 'last seen on ' || s.before_on || ', ' || (s.asked_on - s.before_on) || ' days before' END,
           CASE WHEN s.held AND s.holders > 1 AND NOT s.single THEN 'an office that several hold'
                WHEN s.held AND s.holders > 1 AND (s.last_on = s.asked_on OR s.first_on = s.asked_on)
                THEN 'one of ' || s.holders || ' seen in it on that day: it passed from hand to hand, or a document is behind'
                WHEN s.held AND s.holders > 1 THEN 'one of ' || s.holders || ' seen in it about that day: documents disagree' END,
           (SELECT 'against ' || sum(r.documents) || ' of other documents that give ' || string_agg(r.name, ', ' ORDER BY r.name)
            FROM overruled AS r WHERE r.by_whom = s.person_id AND r.seat IS NOT DISTINCT FROM s.seat HAVING count(*) > 0),
           CASE WHEN NOT s.held THEN n.name || ' is first seen on ' || n.first_on END,
           CASE WHEN s.status = 'acting' THEN 'acting' END) AS why,
       s.status,
       s.organisation,
       s.first_on AS first_seen_on,
       CASE WHEN s.held THEN greatest(s.last_on, s.after_on) ELSE s.last_on END AS last_seen_on,
       s.documents AS document_count,
       s.person_id
FROM standing AS s
LEFT JOIN next_holder AS n ON n.seat IS NOT DISTINCT FROM s.seat
WHERE s.held OR (NOT s.seat_held AND s.before_on = s.latest_on)
ORDER BY how, s.before_on DESC, s.name;
