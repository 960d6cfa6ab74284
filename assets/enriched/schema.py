"""The contract of the enriched stage: what documents say, and what they say together."""

from typing import get_args

from assets.contract import Column, Reference, Table
from assets.enriched.annotate.records import (
    DatePrecision,
    EventStatus,
    Level,
    MentionKind,
    ParticipantRole,
    TenureStatus,
    TimexType,
)
from assets.enriched.meaning import of_documents, of_entities, of_events
from assets.parsed.schema import ALPHA3
from assets.raw.schema import DOCUMENT_ID, RAW_END, RAW_START

EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "REJECT", "ACCUSE", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
EVENT_KINDS = (
    "meeting", "visit", "call", "summit", "forum_sideline", "planned_meeting", "commitment", "agreement", "support",
    "aid", "military_aid", "joint_exercise", "exercise", "weapons_test", "deployment", "condemnation", "accusation",
    "threat", "appeal", "refusal", "protest", "sanction", "coercion", "attack", "withdrawal", "resignation",
    "concession",
)  # fmt: skip
OFFICES = (
    "president", "vice president", "prime minister", "deputy prime minister", "chancellor", "monarch", "crown prince",
    "supreme leader", "leader", "defence minister", "deputy defence minister", "foreign minister",
    "deputy foreign minister", "interior minister", "finance minister", "trade minister", "intelligence minister",
    "minister", "national security adviser", "adviser", "chief cabinet secretary", "chief of defence staff",
    "deputy chief of defence staff", "army chief", "navy chief", "air force chief", "fleet commander",
    "military commander", "military officer", "army secretary", "navy secretary", "intelligence chief", "ambassador",
    "deputy ambassador", "special envoy", "head of delegation", "head of mission", "spokesperson", "secretary-general",
    "commissioner", "speaker of parliament", "member of parliament", "party leader", "governor", "mayor",
    "rebel leader", "academic", "official",
)  # fmt: skip

SENTENCE_NO = Column("sentence_no", "INTEGER", "The sentence it stands in, from 0", minimum=0)
CONFIDENCE = Column("confidence", "DOUBLE", "How sure this is, 0 to 1", minimum=0, maximum=1)
METHOD = Column("method", "VARCHAR", "What decided it")
EVENT_ID = Column("event_id", "VARCHAR", "The event: stable from run to run", pattern=r"ev-[0-9a-f]{16}")
STATEMENT_ID = Column("statement_id", "VARCHAR", "The statement", pattern=r"st-[0-9a-f]{16}")
ENTITY_PATTERN = r"(per|org|cou|pla|off|for|equ|agr)-[0-9a-z-]+"
ENTITY_ID = Column("entity_id", "VARCHAR", "The entity: stable from run to run", pattern=ENTITY_PATTERN)
OF_ARTICLE = Reference("document_id", "articles", "document_id")
OF_SENTENCE_SPAN = (("raw_start", "raw_end"),)


def entity(name: str, description: str, nullable: bool = True) -> Column:
    """A column that holds an entity_id."""
    return Column(name, "VARCHAR", description, nullable=nullable, pattern=ENTITY_PATTERN)


def country(description: str) -> Column:
    """A column that holds an ISO 3166 alpha-3 code."""
    return Column("country", "VARCHAR", description, nullable=True, pattern=ALPHA3)


SENTENCES = Table(
    "sentences",
    "enriched",
    "The sentences of every article",
    (
        DOCUMENT_ID,
        Column("sentence_no", "INTEGER", "Position in the document, from 0", minimum=0),
        Column("paragraph_no", "INTEGER", "The paragraph it stands in, from 0", minimum=0),
        RAW_START,
        RAW_END,
        Column("text", "VARCHAR", "The raw text of the span"),
    ),
    key=("document_id", "sentence_no"),
    references=(OF_ARTICLE,),
    ordered=OF_SENTENCE_SPAN,
    span_text="text",
    rules=of_documents.SENTENCES,
    decided_in={
        "enriched.annotate.annotate": "document_id sentence_no paragraph_no",
        "enriched.annotate.parsing.pieces": "raw_start raw_end text",
    },
)
MENTIONS = Table(
    "mentions",
    "enriched",
    "One row a span that names something",
    (
        Column("mention_id", "VARCHAR", "The mention", pattern=r"me-[0-9a-f]{16}"),
        DOCUMENT_ID,
        SENTENCE_NO,
        RAW_START,
        RAW_END,
        Column("text", "VARCHAR", "The raw text of the span"),
        Column("kind", "VARCHAR", "What it names", allowed=get_args(MentionKind)),
        entity("entity_id", "What it refers to; of a nationality its country, of an office its holder"),
        METHOD,
        CONFIDENCE,
    ),
    key=("mention_id",),
    references=(OF_ARTICLE, Reference("entity_id", "entities", "entity_id")),
    ordered=OF_SENTENCE_SPAN,
    span_text="text",
    rules=of_documents.MENTIONS,
    decided_in={
        "enriched.annotate.names.mentions": "document_id sentence_no raw_start raw_end text kind method confidence",
        "enriched.annotate.names.document_entities": "entity_id",
        "enriched.resolve.entities": "entity_id",
        "enriched.resolve.ids": "mention_id",
    },
)
TIME_MENTIONS = Table(
    "time_mentions",
    "enriched",
    "One row a time expression",
    (
        DOCUMENT_ID,
        SENTENCE_NO,
        RAW_START,
        RAW_END,
        Column("text", "VARCHAR", "The raw text of the span"),
        Column("timex_type", "VARCHAR", "TIMEX3 type", allowed=get_args(TimexType)),
        Column("value", "VARCHAR", "TIMEX3 value"),
        Column("start_on", "DATE", "First day of the interval", nullable=True),
        Column("end_on", "DATE", "Last day of the interval", nullable=True),
        Column("precision", "VARCHAR", "Grain of the value: minute, day, week, month, quarter, year, … or none"),
        METHOD,
    ),
    key=("document_id", "raw_start", "raw_end"),
    references=(OF_ARTICLE,),
    ordered=OF_SENTENCE_SPAN,
    span_text="text",
    rules=of_documents.TIME_MENTIONS,
    decided_in={
        "enriched.annotate.times.find": "document_id sentence_no raw_start raw_end text timex_type precision method",
        "enriched.annotate.times.explicit": "value start_on end_on",
        "enriched.annotate.times.deictic": "value start_on end_on",
        "enriched.annotate.times.anaphoric": "value start_on end_on",
        "enriched.annotate.times.anchor": "start_on end_on",
    },
)
ENTITIES = Table(
    "entities",
    "enriched",
    "One row a real person, organisation, country, place, forum, equipment or agreement, across documents",
    (
        ENTITY_ID,
        Column("kind", "VARCHAR", "What it is", allowed=get_args(MentionKind)),
        Column("name", "VARCHAR", "Its fullest or most frequent name"),
        country("Country it belongs to or lies in"),
        Column("latitude", "DOUBLE", "Degrees north", nullable=True, minimum=-90, maximum=90),
        Column("longitude", "DOUBLE", "Degrees east", nullable=True, minimum=-180, maximum=180),
        Column("aliases", "VARCHAR[]", "Every other form found or known"),
        Column("first_seen_on", "DATE", "Earliest publication day of a document that names it", nullable=True),
        Column("last_seen_on", "DATE", "Latest such day", nullable=True),
        Column("document_count", "INTEGER", "Documents that name it", minimum=1),
    ),
    key=("entity_id",),
    rules=of_entities.ENTITIES,
    decided_in={
        "enriched.resolve.ids": "entity_id",
        "enriched.resolve.entities": "entity_id kind name country aliases first_seen_on last_seen_on document_count",
        "enriched.annotate.places.toponyms": "country latitude longitude",
    },
)
ENTITY_MERGES = Table(
    "entity_merges",
    "enriched",
    "Every name in every document that was read as an entity, and why: what was merged, and can be parted again",
    (
        ENTITY_ID,
        DOCUMENT_ID,
        Column("kind", "VARCHAR", "What it names", allowed=get_args(MentionKind)),
        Column("name", "VARCHAR", "The fullest form in the document"),
        METHOD,
        Column("score", "DOUBLE", "How alike it is to the entity's name, 0 to 1", minimum=0, maximum=1),
    ),
    key=("entity_id", "document_id", "name"),
    references=(Reference("entity_id", "entities", "entity_id"), OF_ARTICLE),
    rules=of_entities.ENTITY_MERGES,
    decided_in={
        "enriched.resolve.entities": "entity_id document_id kind name method score",
        "enriched.resolve.persons.persons": "entity_id method score",
        "enriched.resolve.persons.surnames": "entity_id method score",
        "enriched.resolve.named_things": "entity_id method score",
    },
)
TENURES = Table(
    "tenures",
    "enriched",
    "Who held which office, as the documents show it",
    (
        Column("tenure_id", "VARCHAR", "The tenure", pattern=r"te-[0-9a-f]{16}"),
        entity("person_id", "Who", nullable=False),
        Column("office", "VARCHAR", "Normalised office", allowed=OFFICES),
        country("Country in whose service"),
        entity("organisation_id", "Body or posting, as the UN of an ambassador to it"),
        Column("status", "VARCHAR", "As of the documents' dates", allowed=get_args(TenureStatus)),
        Column("first_seen_on", "DATE", "Earliest publication day that shows it", nullable=True),
        Column("last_seen_on", "DATE", "Latest such day", nullable=True),
        Column("document_count", "INTEGER", "Documents that show it", minimum=1),
    ),
    key=("tenure_id",),
    references=(
        Reference("person_id", "entities", "entity_id"),
        Reference("organisation_id", "entities", "entity_id"),
    ),
    rules=of_entities.TENURES,
    decided_in={
        "enriched.annotate.offices.holders": "person_id organisation_id status",
        "enriched.annotate.offices.phrases": "office status",
        "enriched.annotate.offices.countries": "country",
        "enriched.resolve.offices.tenures": "tenure_id person_id status first_seen_on last_seen_on document_count",
    },
)
EVENTS = Table(
    "events",
    "enriched",
    "One row a real-world event, merged across every report of it",
    (
        EVENT_ID,
        Column("event_type", "VARCHAR", "PLOVER type", allowed=EVENT_TYPES),
        Column("event_mode", "VARCHAR", "PLOVER mode", nullable=True),
        Column("event_kind", "VARCHAR", "The finer kind", allowed=EVENT_KINDS),
        Column("contexts", "VARCHAR[]", "PLOVER contexts"),
        Column("status", "VARCHAR", "Whether it happened", allowed=get_args(EventStatus)),
        Column("start_on", "DATE", "First day", nullable=True),
        Column("end_on", "DATE", "Last day", nullable=True),
        Column("date_precision", "VARCHAR", "How exactly the days are known", allowed=get_args(DatePrecision)),
        entity("place_id", "Where, as exactly as reported"),
        country("Where it happened"),
        entity("forum_id", "The conference or series of talks it belongs to"),
        Column("summary", "VARCHAR", "One plain sentence made from the fields"),
        Column("document_count", "INTEGER", "Documents that report it, near duplicates too", minimum=1),
        Column("outlet_count", "INTEGER", "Outlets that report it", minimum=0),
        CONFIDENCE,
        Column(
            "first_run_id", "VARCHAR", "The run that first published it; of older stores, one that did", nullable=True
        ),
        Column("first_seen_at", "TIMESTAMPTZ", "When that run started", nullable=True),
        Column(
            "corrected",
            "VARCHAR[]",
            "What an analyst's ruling set: kind, status, day, place, parties; null in older stores",
            nullable=True,
        ),
    ),
    key=("event_id",),
    references=(Reference("place_id", "entities", "entity_id"), Reference("forum_id", "entities", "entity_id")),
    rules=of_events.EVENTS,
    decided_in={
        "enriched.resolve.events.coreference": "event_id",
        "enriched.resolve.events.rows": "event_type event_mode event_kind contexts status start_on end_on"
        " date_precision place_id country forum_id document_count outlet_count",
        "enriched.annotate.events.ontology": "event_type event_mode contexts",
        "enriched.annotate.events.acts": "event_kind status start_on end_on date_precision",
        "enriched.annotate.events.location": "place_id country forum_id",
        "enriched.resolve.events.summary": "summary",
        "enriched.resolve.events.calibration": "confidence",
        "enriched.rulings_file": "first_run_id first_seen_at",
        "enriched.resolve.events.corrected": "event_kind status start_on end_on place_id country summary confidence"
        " corrected",
    },
)
EVENT_PARTICIPANTS = Table(
    "event_participants",
    "enriched",
    "Who took part in an event, in which role and office",
    (
        EVENT_ID,
        ENTITY_ID,
        Column("role", "VARCHAR", "Part played", allowed=get_args(ParticipantRole)),
        country("Country stood for"),
        Column("office", "VARCHAR", "Normalised office", nullable=True, allowed=OFFICES),
        Column("level", "VARCHAR", "Rank of the participant", nullable=True, allowed=get_args(Level)),
    ),
    key=("event_id", "entity_id", "role"),
    references=(Reference("event_id", "events", "event_id"), Reference("entity_id", "entities", "entity_id")),
    rules=of_events.EVENT_PARTICIPANTS,
    decided_in={
        "enriched.resolve.events.rows": "event_id entity_id role country office level",
        "enriched.resolve.events.corrected": "entity_id role country office level",
        "enriched.annotate.events.acts": "entity_id role",
        "enriched.annotate.events.participants": "country office level",
        "enriched.annotate.reference.coreference": "entity_id",
        "enriched.annotate.reference.nominals": "entity_id",
    },
)
EVENT_REPORTS = Table(
    "event_reports",
    "enriched",
    "One row a sentence that reports an event: the evidence, and what that report alone says",
    (
        EVENT_ID,
        DOCUMENT_ID,
        SENTENCE_NO,
        RAW_START,
        RAW_END,
        Column("trigger", "VARCHAR", "The word or words that tell the event"),
        Column("trigger_start", "BIGINT", "First code point of the trigger", minimum=0),
        Column("trigger_end", "BIGINT", "Code point after its last", minimum=1),
        Column("reported_type", "VARCHAR", "Type in this report", allowed=EVENT_TYPES),
        Column("reported_kind", "VARCHAR", "Kind in this report", allowed=EVENT_KINDS),
        Column("reported_status", "VARCHAR", "Status in this report", allowed=get_args(EventStatus)),
        Column("reported_start_on", "DATE", "First day in this report", nullable=True),
        Column("reported_end_on", "DATE", "Last day in this report", nullable=True),
        Column("reported_place", "VARCHAR", "Place in this report, as named", nullable=True),
        Column("match_score", "DOUBLE", "How well this report fits the event, 0 to 1", minimum=0, maximum=1),
        Column(
            "confidence", "DOUBLE", "Probability that an analyst would sign what this report says", minimum=0, maximum=1
        ),
    ),
    key=("event_id", "document_id", "trigger_start", "trigger_end"),
    references=(Reference("event_id", "events", "event_id"), OF_ARTICLE),
    ordered=(("raw_start", "raw_end"), ("trigger_start", "trigger_end")),
    rules=of_events.EVENT_REPORTS,
    decided_in={
        "enriched.resolve.events.coreference": "event_id match_score",
        "enriched.resolve.events.rows": "document_id sentence_no raw_start raw_end trigger",
        "enriched.annotate.events.readings": "trigger trigger_start trigger_end",
        "enriched.annotate.events.ontology": "reported_type",
        "enriched.annotate.events.acts": "reported_kind reported_status reported_start_on reported_end_on",
        "enriched.annotate.events.location": "reported_place",
        "enriched.annotate.events.confidence": "confidence",
    },
)
STATEMENTS = Table(
    "statements",
    "enriched",
    "One row a quotation or reported statement",
    (
        STATEMENT_ID,
        DOCUMENT_ID,
        SENTENCE_NO,
        Column("kind", "VARCHAR", "Quoted or reported", allowed=("direct", "indirect")),
        Column("joint", "BOOLEAN", "Issued in the name of two or more speakers"),
        Column("cue", "VARCHAR", "The verb or noun that governs it, as printed"),
        Column("content", "VARCHAR", "The raw text of the span"),
        RAW_START,
        RAW_END,
        Column("said_on", "DATE", "Day it was said", nullable=True),
        Column("event_id", "VARCHAR", "The event at which it was said", nullable=True, pattern=r"ev-[0-9a-f]{16}"),
    ),
    key=("statement_id",),
    references=(OF_ARTICLE, Reference("event_id", "events", "event_id")),
    ordered=OF_SENTENCE_SPAN,
    span_text="content",
    rules=of_documents.STATEMENTS,
    decided_in={
        "enriched.resolve.ids": "statement_id",
        "enriched.annotate.statements.statements": "document_id sentence_no kind joint content raw_start raw_end",
        "enriched.annotate.statements.cues": "cue",
        "enriched.annotate.statements.quotations": "raw_start raw_end",
        "enriched.annotate.statements.indirect_speech": "kind raw_start raw_end",
        "enriched.annotate.statements.circumstances": "said_on event_id",
    },
)
STATEMENT_SPEAKERS = Table(
    "statement_speakers",
    "enriched",
    "Who made a statement",
    (
        STATEMENT_ID,
        entity("entity_id", "The speaker, where resolved"),
        Column("speaker_text", "VARCHAR", "The speaker as printed, pronouns too"),
        Column("raw_start", "BIGINT", "First code point of the speaker's text", nullable=True, minimum=0),
        Column("raw_end", "BIGINT", "Code point after its last", nullable=True, minimum=1),
    ),
    key=("statement_id", "entity_id", "raw_start"),
    references=(
        Reference("statement_id", "statements", "statement_id"),
        Reference("entity_id", "entities", "entity_id"),
    ),
    ordered=OF_SENTENCE_SPAN,
    rules=of_documents.STATEMENT_SPEAKERS,
    decided_in={
        "enriched.annotate.statements.speakers": "statement_id entity_id speaker_text raw_start raw_end",
        "enriched.annotate.statements.attribution": "entity_id",
        "enriched.annotate.statements.carried_speakers": "entity_id",
    },
)

TABLES = (
    SENTENCES,
    MENTIONS,
    TIME_MENTIONS,
    ENTITIES,
    ENTITY_MERGES,
    TENURES,
    EVENTS,
    EVENT_PARTICIPANTS,
    EVENT_REPORTS,
    STATEMENTS,
    STATEMENT_SPEAKERS,
)
