-- mutual_kinds: One row a kind of event that those who act do with each other, as a meeting or an agreement. In all other
-- kinds, as a condemnation, they act together upon somebody else.
--   event_kind: The kind
--   always: False of a kind done with each other only where nobody stands on the other side, as a commitment
CREATE OR REPLACE VIEW mutual_kinds AS
SELECT event_kind, always
FROM (VALUES
    ('meeting', true),
    ('call', true),
    ('summit', true),
    ('forum_sideline', true),
    ('planned_meeting', true),
    ('agreement', true),
    ('joint_exercise', true),
    ('commitment', false)
) AS kinds(event_kind, always);
