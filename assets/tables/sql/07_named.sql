-- named: Who or what goes by a name: FROM named('Nakatani'). The name may be any that documents use (in any case, with or without
-- accents), an id, or the ISO 3166 alpha-3 code of a country. Several rows: several go by that name.
--   entity_id: Who or what
--   name: Its full name
--   kind: person, country, organisation, place …
--   land: Its code, where it is a country
CREATE OR REPLACE MACRO named(who) AS TABLE
SELECT entity_id, name, kind, CASE WHEN kind = 'country' THEN country END AS land
FROM entities
WHERE entity_id = who OR (kind = 'country' AND country = who)
   OR list_contains(list_transform(list_append(aliases, name), lambda written: lower(strip_accents(written))), lower(strip_accents(who)));
