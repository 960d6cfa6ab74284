-- cameo_codes: The CAMEO code, root, quad class and Goldstein value that stand nearest to each of our kinds of event.
-- Codes: P. Schrodt, CAMEO Conflict and Mediation Event Observations Codebook, 1.1b3 (2012). Goldstein values: the
-- scale of J. Goldstein (1992) as published for CAMEO with that codebook. The choice of the code for a kind is ours; a row
-- with a mode wins over the row of its kind without one. quad_class: 1 verbal cooperation, 2 material cooperation,
-- 3 verbal conflict, 4 material conflict (by root: 1-5, 6-9, 10-13, 14-20; as GDELT counts them).
--   event_kind: Our kind of event
--   event_mode: The mode that the row is for; null: all others
--   code: CAMEO code
--   root: Its first two digits
--   goldstein: Goldstein value, -10 (conflict) to 10
--   quad_class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
CREATE OR REPLACE VIEW cameo_codes AS
SELECT event_kind, event_mode, code, code[1:2] AS root, goldstein::DOUBLE AS goldstein,
       CASE WHEN code[1:2] <= '05' THEN 1 WHEN code[1:2] <= '09' THEN 2 WHEN code[1:2] <= '13' THEN 3 ELSE 4 END AS quad_class
FROM (VALUES
    ('meeting', NULL, '040', 1.0),
    ('meeting', 'third-party', '045', 5.0),
    ('summit', NULL, '040', 1.0),
    ('forum_sideline', NULL, '044', 2.5),
    ('visit', NULL, '042', 1.9),
    ('call', NULL, '041', 1.0),
    ('planned_meeting', NULL, '036', 4.0),
    ('commitment', NULL, '030', 4.0),
    ('agreement', NULL, '057', 8.0),
    ('support', NULL, '051', 3.4),
    ('aid', NULL, '070', 7.0),
    ('military_aid', NULL, '072', 8.3),
    ('joint_exercise', NULL, '062', 7.4),
    ('exercise', NULL, '150', -7.2),
    ('weapons_test', NULL, '150', -7.2),
    ('deployment', NULL, '150', -7.2),
    ('deployment', 'troops', '154', -7.2),
    ('condemnation', NULL, '111', -2.0),
    ('accusation', NULL, '112', -2.0),
    ('threat', NULL, '130', -4.4),
    ('threat', 'restrict', '131', -5.8),
    ('threat', 'violence', '138', -7.0),
    ('appeal', NULL, '020', 3.0),
    ('refusal', NULL, '120', -4.0),
    ('protest', NULL, '140', -6.5),
    ('protest', 'demo', '141', -6.5),
    ('protest', 'strike', '143', -6.5),
    ('protest', 'riot', '145', -7.5),
    ('sanction', NULL, '160', -4.0),
    ('coercion', NULL, '170', -7.0),
    ('coercion', 'arrest', '173', -5.0),
    ('coercion', 'deport', '174', -5.0),
    ('attack', NULL, '190', -10.0),
    ('attack', 'abduct', '181', -9.0),
    ('attack', 'suicide-attack', '183', -10.0),
    ('attack', 'explosives', '183', -10.0),
    ('attack', 'unconventional', '204', -10.0),
    ('withdrawal', NULL, '080', 5.0),
    ('withdrawal', 'withdraw', '087', 9.0),
    ('withdrawal', 'ceasefire', '0871', 9.0),
    ('withdrawal', 'release', '084', 7.0),
    ('resignation', NULL, '010', 0.0),
    ('concession', NULL, '080', 5.0)
) AS codes(event_kind, event_mode, code, goldstein);
