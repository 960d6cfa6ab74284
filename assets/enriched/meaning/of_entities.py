"""Rules of who and what is named across documents: entities, what was merged into them, and who holds which office.

Here belong conditions on entities and tenures; which entity a column may hold belongs to the column's table.
"""

from assets.contract import Rule
from assets.enriched.meaning.phrases import KNOWN_COUNTRY, LOOK, REREAD, filled, of_kind
from assets.raw.schema import OURS

ENTITIES = (
    Rule(
        "id_of_its_kind",
        "the entity's id begins as its kind does",
        "left(t.entity_id, 3) <> left(CASE t.kind WHEN 'nationality' THEN 'country' ELSE t.kind END, 3)",
        "stop",
        OURS,
    ),
    KNOWN_COUNTRY,
    Rule(
        "country_is_itself",
        "a country's id is made of its own code",
        "t.kind = 'country' AND upper(substr(t.entity_id, 5)) IS DISTINCT FROM t.country",
        "stop",
        OURS,
    ),
    filled("name"),
    Rule(
        "whole_point",
        "a place has both coordinates or none, and other things but countries have none",
        "(t.latitude IS NULL) <> (t.longitude IS NULL) OR (t.latitude IS NOT NULL AND t.kind NOT IN ('place',"
        " 'country')) OR (t.latitude = 0 AND t.longitude = 0)",
        "quarantine",
        REREAD,
    ),
    Rule(
        "counted",
        "document_count and the days seen are those of its rows in entity_merges",
        "EXISTS (SELECT 1 FROM (SELECT entity_id, count(DISTINCT document_id) AS n, min(published_on) AS first,"
        " max(published_on) AS last FROM entity_merges LEFT JOIN articles USING (document_id) GROUP BY entity_id) c"
        " WHERE c.entity_id = t.entity_id AND (c.n <> t.document_count OR c.first IS DISTINCT FROM t.first_seen_on OR"
        " c.last IS DISTINCT FROM t.last_seen_on))",
        "stop",
        OURS,
    ),
    Rule(
        "found_somewhere",
        "every entity was found in some document",
        "t.entity_id NOT IN (SELECT entity_id FROM entity_merges)",
        "stop",
        OURS,
    ),
    Rule(
        "country_of_its_offices",
        "a person is of a country in whose service some row shows it",
        "t.kind = 'person' AND t.country IS NOT NULL AND EXISTS (SELECT 1 FROM tenures o WHERE o.person_id ="
        " t.entity_id AND o.country IS NOT NULL) AND (t.entity_id, t.country) NOT IN (SELECT (person_id, country) FROM"
        " tenures WHERE country IS NOT NULL)",
        "warn",
        LOOK,
        0.01,
        0.05,
    ),
    Rule(
        "name_of_its_documents",
        "a person's name is one that some document gives",
        "t.kind = 'person' AND lower(t.name) NOT IN (SELECT lower(name) FROM entity_merges m WHERE m.entity_id ="
        " t.entity_id)",
        "warn",
        LOOK,
        0.02,
        0.1,
    ),
    Rule(
        "named",
        "an entity is named by a mention (a capital that is read as its government may be a place beside)",
        "t.entity_id NOT IN (SELECT entity_id FROM mentions WHERE entity_id IS NOT NULL) AND NOT (t.kind = 'place' AND"
        " lower(t.name) IN (SELECT lower(text) FROM mentions WHERE kind IN ('country', 'place')))",
        "warn",
        LOOK,
        0.05,
        0.2,
    ),
)

ENTITY_MERGES = (
    Rule(
        "entity_of_its_kind",
        "a name is of the kind of the entity that it was read as",
        "t.kind <> (SELECT kind FROM entities e WHERE e.entity_id = t.entity_id)",
        "stop",
        OURS,
    ),
    filled("name"),
)

TENURES = (
    of_kind("person_id", "('person')", "who holds an office is a person"),
    of_kind("organisation_id", "('organisation', 'country')", "an office is of an organisation or a state"),
    KNOWN_COUNTRY,
    Rule(  # a tenure is reckoned from several documents: none of them could be set aside for it
        "last_seen_on_after",
        "last_seen_on is not before first_seen_on",
        "t.last_seen_on < t.first_seen_on",
        "stop",
        OURS,
    ),
    Rule(
        "seen_with_its_holder",
        "a tenure is seen no oftener, earlier or later than its holder",
        "EXISTS (SELECT 1 FROM entities e WHERE e.entity_id = t.person_id AND (t.document_count > e.document_count OR"
        " t.first_seen_on < e.first_seen_on OR t.last_seen_on > e.last_seen_on))",
        "stop",
        OURS,
    ),
)
