-- event_codes: One row an event, with its CAMEO code and Goldstein value: the row of its kind and mode, else of its kind.
--   event_id: The event
--   code: CAMEO code
--   root: Its first two digits
--   quad_class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
--   goldstein: Goldstein value, -10 (conflict) to 10
CREATE OR REPLACE VIEW event_codes AS
SELECT e.event_id,
       coalesce(m.code, k.code) AS code,
       coalesce(m.root, k.root) AS root,
       coalesce(m.quad_class, k.quad_class) AS quad_class,
       coalesce(m.goldstein, k.goldstein) AS goldstein
FROM events AS e
LEFT JOIN cameo_codes AS k ON k.event_kind = e.event_kind AND k.event_mode IS NULL
LEFT JOIN cameo_codes AS m ON m.event_kind = e.event_kind AND m.event_mode = e.event_mode;
