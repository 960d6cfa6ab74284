-- Meetings a month, and how many of them are likely.
SELECT date_trunc('month', start_on)::DATE AS month,
       count(*) AS meetings,
       count(*) FILTER (confidence >= 0.6) AS likely
FROM {{ source('record', 'events') }}
WHERE event_type = 'CONSULT' AND status = 'happened' AND start_on IS NOT NULL
GROUP BY ALL
