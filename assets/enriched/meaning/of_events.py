"""Rules of events: what they are, when, where, who takes part, and the evidence.

Here belong conditions on the three tables of events.
"""

from assets.contract import Rule
from assets.enriched.meaning.phrases import (
    KNOWN_COUNTRY,
    LOOK,
    PARTIES,
    REREAD,
    filled,
    in_order,
    lies,
    of_kind,
    years,
)
from assets.raw.schema import OURS

_TOLD_IN = (
    "SELECT r.event_id, m.entity_id FROM (SELECT DISTINCT event_id, document_id FROM event_reports) r JOIN (SELECT"
    " DISTINCT document_id, entity_id FROM mentions WHERE entity_id IS NOT NULL) m USING (document_id)"
)
_OF_REPORTS = (
    "(SELECT {what} FROM event_reports r LEFT JOIN articles a USING (document_id) WHERE r.event_id = t.event_id)"
)
EVENTS = (
    Rule(
        "type_of_its_kind",
        "kind, type and status go together as the ontology says",
        "(t.event_kind, t.event_type, t.status) NOT IN (SELECT (kind, type, status) FROM known_acts)",
        "quarantine",
        REREAD,
    ),
    Rule(
        "mode_of_its_type",
        "the mode is one of the type's",
        "t.event_mode IS NOT NULL AND (t.event_type, t.event_mode) NOT IN (SELECT (type, mode) FROM known_modes)",
        "warn",
        LOOK,
        0.002,
        0.02,
    ),
    Rule(
        "mode_of_its_kind",
        "an event whose kind tells its mode has one, and so with contexts",
        "EXISTS (SELECT 1 FROM known_kinds k WHERE k.kind = t.event_kind AND ((k.mode IS NOT NULL AND k.type ="
        " t.event_type AND t.event_mode IS NULL) OR NOT list_has_all(t.contexts, k.contexts)))",
        "quarantine",
        REREAD,
    ),
    of_kind("place_id", "('place', 'country')", "a place is a place"),
    of_kind("forum_id", "('forum')", "a forum is a forum"),
    KNOWN_COUNTRY,
    Rule(
        "country_of_its_place",
        "country is that of the place",
        "t.country IS DISTINCT FROM (SELECT country FROM entities e WHERE e.entity_id = t.place_id) AND t.place_id IS"
        " NOT NULL",
        "warn",
        LOOK,
        0.03,
        0.15,
    ),
    in_order("start_on", "end_on"),
    Rule(
        "dated_as_it_says",
        "an event without a first day has no last day, and no precision",
        "t.start_on IS NULL AND (t.end_on IS NOT NULL OR t.date_precision <> 'none')",
        "quarantine",
        REREAD,
    ),
    Rule(
        "day_as_exact",
        "an event of a day has a precision",
        "t.start_on IS NOT NULL AND t.date_precision = 'none'",
        "warn",
        LOOK,
        0.03,
        0.2,
    ),
    years("start_on", 1700, 2150, 0.02),
    Rule(
        "happened_before_it_was_told",
        "what happened did so no later than a day after the last report of it",
        f"t.status = 'happened' AND t.start_on > {_OF_REPORTS.format(what='max(a.published_on)')} + 1",
        "warn",
        "see whether the event was planned, or the article's day is wrong",
        0.015,
        0.1,  # where reports give the last day of a stay ("Departed March 24"), some 6 % are read as begun on it
    ),
    Rule("told", "an event has a report", "t.event_id NOT IN (SELECT event_id FROM event_reports)", "stop", OURS),
    Rule(
        "attended",
        "somebody takes part in an event",
        "t.event_id NOT IN (SELECT event_id FROM event_participants)",
        "quarantine",
        REREAD,
    ),
    Rule(
        "sides",
        "as many take part as the kind needs",
        "(SELECT count(*) FROM event_participants p WHERE p.event_id = t.event_id) < (SELECT max(sides) FROM known_acts"
        " k WHERE k.kind = t.event_kind)",
        "warn",
        LOOK,
        0.005,
        0.05,
    ),
    Rule(
        "counted",
        "document_count and outlet_count are those of its reports",
        f"{_OF_REPORTS.format(what='count(DISTINCT r.document_id) <> t.document_count')} OR"
        f" {_OF_REPORTS.format(what='count(DISTINCT coalesce(a.outlet, a.domain)) <> t.outlet_count')}",
        "stop",
        OURS,
    ),
    Rule(
        "as_reported",
        "kind, type, status and first day are those of some report, but where an analyst set them",
        "coalesce(len(t.corrected), 0) = 0 AND (t.event_kind NOT IN (SELECT reported_kind FROM event_reports r WHERE"
        " r.event_id = t.event_id) OR t.event_type NOT IN (SELECT reported_type FROM event_reports r WHERE r.event_id ="
        " t.event_id) OR t.status NOT IN (SELECT reported_status FROM event_reports r WHERE r.event_id = t.event_id) OR"
        " (t.start_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event_reports r WHERE r.event_id = t.event_id AND"
        " t.start_on IN (r.reported_start_on, r.reported_end_on))))",
        "stop",
        OURS,
    ),
    Rule(
        "visited_by_somebody",
        "a visit has a visitor",
        "t.event_kind = 'visit' AND t.event_id NOT IN (SELECT event_id FROM event_participants WHERE role = 'visitor')",
        "warn",
        LOOK,
        0.01,
        0.03,
    ),
    filled("summary"),
    Rule(
        "summary_of_its_parties",
        "the summary names somebody who takes part",
        "NOT EXISTS (SELECT 1 FROM event_participants p JOIN entities e USING (entity_id) WHERE p.event_id ="
        " t.event_id AND contains(t.summary, e.name))",
        "warn",
        LOOK,
        0.01,
        0.05,
    ),
)

EVENT_PARTICIPANTS = (
    of_kind("entity_id", "('person', 'organisation', 'country', 'place', 'forum')", "who takes part can act"),
    Rule(
        "acting_kind",
        "who takes part is a person, an organisation or a country",
        f"t.entity_id IN (SELECT entity_id FROM entities WHERE kind NOT IN {PARTIES})",
        "warn",
        LOOK,
        0.1,
        0.3,
    ),
    KNOWN_COUNTRY,
    Rule(
        "country_is_itself",
        "a country stands for itself",
        "t.entity_id LIKE 'cou-%' AND t.country IS DISTINCT FROM upper(substr(t.entity_id, 5))",
        "quarantine",
        REREAD,
    ),
    Rule(
        "level_of_its_kind",
        "states and organisations have the level of that name, and people another",
        "CASE left(t.entity_id, 3) WHEN 'cou' THEN t.level IS DISTINCT FROM 'state' WHEN 'per' THEN t.level IN"
        " ('state', 'organisation') WHEN 'org' THEN t.level IS DISTINCT FROM 'organisation' ELSE false END",
        "quarantine",
        REREAD,
    ),
    Rule(
        "office_of_a_person",
        "who holds an office is a person, and has a level",
        "t.office IS NOT NULL AND (t.entity_id NOT LIKE 'per-%' OR t.level IS NULL)",
        "quarantine",
        REREAD,
    ),
    Rule(
        "role_of_its_kind",
        "what all do together has no targets and no recipients",
        "t.role IN ('target', 'recipient') AND t.event_id IN (SELECT event_id FROM events JOIN known_acts k ON k.kind ="
        " event_kind WHERE k.mutual)",
        "quarantine",
        REREAD,
    ),
    Rule(
        "named_in_a_report",
        "who takes part is named in a document that reports the event",
        f"(t.event_id, t.entity_id) NOT IN ({_TOLD_IN})",
        "warn",
        LOOK,
        0.05,
        0.2,
    ),
)

EVENT_REPORTS = (
    lies("in_its_sentence", "the evidence lies in the sentence of its sentence_no", end="t.raw_end"),
    Rule(
        "holds_its_trigger",
        "the evidence holds its trigger",
        "t.trigger_start < t.raw_start OR t.trigger_end > t.raw_end OR t.trigger_end <= t.trigger_start",
        "quarantine",
        REREAD,
    ),
    Rule(
        "type_of_its_kind",
        "reported kind, type and status go together as the ontology says",
        "(t.reported_kind, t.reported_type, t.reported_status) NOT IN (SELECT (kind, type, status) FROM known_acts)",
        "quarantine",
        REREAD,
    ),
    Rule(
        "told_once",
        "the same words of a document tell one event of a kind, or few",
        "(t.document_id, t.trigger_start, t.trigger_end, t.reported_kind) IN (SELECT (document_id, trigger_start,"
        " trigger_end, reported_kind) FROM event_reports GROUP BY ALL HAVING count(DISTINCT event_id) > 1)",
        "warn",
        LOOK,
        0.02,
        0.2,
    ),
    Rule(
        "day_of_its_text",
        "the first day is one of the document's time expressions, or its own day",
        "t.reported_start_on IS NOT NULL AND (t.document_id, t.reported_start_on) NOT IN (SELECT (document_id,"
        " start_on) FROM time_mentions WHERE start_on IS NOT NULL) AND (t.document_id, t.reported_start_on) NOT IN"
        " (SELECT (document_id, published_on) FROM articles WHERE published_on IS NOT NULL)",
        "warn",
        LOOK,
        0.05,
        0.2,
    ),
    in_order("reported_start_on", "reported_end_on"),
    years("reported_start_on", 1700, 2150, 0.02),
    filled("trigger", "reported_place"),
)
