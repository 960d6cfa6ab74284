-- meetings_of: The meetings, visits, calls and summits of somebody, or of two: FROM meetings_of('Gen Nakatani'), FROM
-- meetings_of('Gen Nakatani', 'Ahn Gyu-back'), FROM meetings_of('JPN', 'KOR'). Each is a person, a country (then whoever
-- stood for it counts) or a body, by any name that documents use, by id or by ISO code.
--   event_id: The event
--   start_on: First day
--   date_precision: How exactly the day is known: day, week, month, year, none
--   event_kind: meeting, visit, call, summit or forum_sideline
--   place: Where: the place, else the country
--   forum: The conference or series of talks it belongs to
--   participants: Who took part, with office and country, in the order of names
--   previous_on: The last day before it on which they met in person, calls aside
--   document_count: Documents that report it
--   how_sure: How sure it is, in words
--   summary: One plain sentence made from the fields
CREATE OR REPLACE MACRO meetings_of(who, with_whom := NULL) AS TABLE
WITH parties AS (
    SELECT p.event_id, p.entity_id, coalesce(p.country, n.country) AS country
    FROM event_participants AS p
    JOIN entities AS n USING (entity_id)
),
ones AS (SELECT DISTINCT p.event_id, p.entity_id FROM parties AS p JOIN named(who) AS n ON p.entity_id = n.entity_id OR p.country = n.land),
others AS (SELECT DISTINCT p.event_id, p.entity_id FROM parties AS p JOIN named(with_whom) AS n ON p.entity_id = n.entity_id OR p.country = n.land),
asked AS (
    SELECT event_id FROM ones WHERE with_whom IS NULL
    UNION
    SELECT a.event_id FROM ones AS a JOIN others AS b ON b.event_id = a.event_id AND b.entity_id <> a.entity_id
)
SELECT m.event_id, m.start_on, e.date_precision, m.event_kind, m.place, m.forum, m.participants,
       CASE WHEN m.start_on IS NOT NULL THEN max(CASE WHEN m.event_kind <> 'call' THEN m.start_on END) OVER earlier END AS previous_on,
       m.document_count, m.how_sure, m.summary
FROM meetings AS m
JOIN asked USING (event_id)
JOIN events AS e USING (event_id)
WINDOW earlier AS (ORDER BY m.start_on RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING)
ORDER BY m.start_on NULLS LAST, m.event_id;
