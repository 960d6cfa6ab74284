"""Rules of what single documents say: sentences, mentions, times, statements and who makes them.

Here belong conditions within one document. What documents say together belongs to the modules beside this one.
"""

from assets.contract import Rule
from assets.enriched.meaning.phrases import LOOK, PARTIES, REREAD, apart, filled, in_order, lies, years

_CLOCK = r"(T([\dX]{2}(:[\dX]{2}(:[\dX]{2})?)?|[A-Z]{2}))?"
_IN_YEAR = r"[\dX]{2}(-[\dX]{2})?|W[\dX]{2}(-[\dX]|-WE)?|Q[\dX]|H[\dX]|SP|SU|FA|WI"
_LENGTH = r"P(T?(\d+(\.\d+)?|X+)[A-Z]{1,2})+"
TIMEX = rf"(PAST|PRESENT|FUTURE)_REF|(BC)?\d{{1,4}}|{_LENGTH}|[\dX]{{4}}(-({_IN_YEAR})){_CLOCK}|T[\dX:]+"
_MARKS = '"“”„‟‘’‚‛«»‹›`´' + "''"  # an apostrophe is doubled for SQL

SENTENCES = (
    Rule(
        "numbered_in_order",
        "sentences of a document count from 0 and do not overlap",
        "(t.document_id, t.sentence_no) IN (SELECT (document_id, sentence_no) FROM (SELECT *, row_number() OVER w - 1"
        " AS nth, lag(raw_end) OVER w AS before FROM sentences WINDOW w AS (PARTITION BY document_id ORDER BY"
        " sentence_no)) WHERE nth <> sentence_no OR raw_start < before)",
        "quarantine",
        REREAD,
        alone=True,
    ),
    filled("text"),
    Rule(
        "of_every_article",
        "the sentences of an article are about as long as its body",
        "t.sentence_no = 0 AND t.document_id IN (SELECT s.document_id FROM (SELECT document_id, sum(raw_end -"
        " raw_start) AS held FROM sentences GROUP BY ALL) s JOIN articles a USING (document_id) WHERE s.held < 0.8 *"
        " length(a.body))",
        "warn",
        "read the article's text beside its sentences: part of it was not read for meaning",
        0.0,
        0.05,
        alone=True,
    ),
)

MENTIONS = (
    lies("in_its_sentence", "a mention begins in the sentence of its sentence_no"),
    Rule(
        "within_its_sentence",
        "a mention ends in the sentence in which it begins",
        "t.raw_end > (SELECT s.raw_end FROM sentences s WHERE s.document_id = t.document_id AND s.sentence_no ="
        " t.sentence_no)",
        "warn",
        LOOK,
        0.005,
        0.05,
        alone=True,
    ),
    apart("mentions", "mentions do not overlap, but that an office may hold others", "kind <> 'office'"),
    Rule(
        "entity_of_its_kind",
        "a mention names an entity of its kind, a nationality a country, an office a person",
        "t.entity_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entities e WHERE e.entity_id = t.entity_id AND e.kind ="
        " CASE t.kind WHEN 'nationality' THEN 'country' WHEN 'office' THEN 'person' ELSE t.kind END)",
        "quarantine",
        REREAD,
    ),
    filled("text"),
    Rule(
        "whole_words",
        "a mention begins and ends where words do",
        "EXISTS (SELECT 1 FROM sentences s WHERE s.document_id = t.document_id AND s.sentence_no = t.sentence_no AND"
        r" (t.raw_start > s.raw_start AND regexp_matches(substring(s.text, t.raw_start - s.raw_start, 2),"
        r" '[\pL\d]{2}') OR regexp_matches(substring(s.text, t.raw_end - s.raw_start, 2), '[\pL\d]{2}')))",
        "warn",
        LOOK,
        0.005,
        0.05,
        alone=True,
    ),
    Rule(
        "called_so",
        "a person is mentioned by one of its names",
        "t.kind = 'person' AND EXISTS (SELECT 1 FROM entities e WHERE e.entity_id = t.entity_id AND len(e.aliases) < 60"
        " AND lower(t.text) <> lower(e.name) AND NOT list_contains(list_transform(e.aliases, lambda a: lower(a)),"
        " lower(t.text)))",
        "warn",
        LOOK,
        0.02,
        0.08,
    ),
    Rule(
        "names_something",
        "a mention that is no office has its entity",
        "t.entity_id IS NULL AND t.kind <> 'office'",
        "warn",
        LOOK,
        0.05,
        0.2,
    ),
)

TIME_MENTIONS = (
    lies("in_its_sentence", "a time expression begins in the sentence of its sentence_no"),
    apart("time_mentions", "time expressions do not overlap"),
    in_order("start_on", "end_on"),
    years("start_on", 1000, 2300, 0.05),
    Rule(
        "value_parses",
        "value is one of TIMEX3",
        f"NOT regexp_full_match(t.value, '{TIMEX}')",
        "warn",
        LOOK,
        0.005,
        0.05,
        alone=True,
    ),
    Rule(
        "day_of_its_value",
        "start_on is the day that a value of a whole day names",
        r"regexp_matches(t.value, '^\d{4}-\d\d-\d\d') AND t.start_on IS NOT NULL AND left(t.value, 10) <>"
        " strftime(t.start_on, '%Y-%m-%d')",
        "warn",
        LOOK,
        0.02,
        0.1,
        alone=True,
    ),
    filled("text", "value"),
)

STATEMENTS = (
    lies("in_its_sentence", "a statement begins in the sentence of its sentence_no"),
    Rule(
        "has_its_speaker",
        "who is reported to say something stands in statement_speakers",
        "t.kind = 'indirect' AND t.statement_id NOT IN (SELECT statement_id FROM statement_speakers)",
        "quarantine",
        REREAD,
        alone=True,
    ),
    Rule(
        "quoted_of_somebody",
        "most quotations have a speaker",
        "t.kind = 'direct' AND t.statement_id NOT IN (SELECT statement_id FROM statement_speakers)",
        "warn",
        LOOK,
        0.1,
        0.3,
        alone=True,
    ),
    Rule(
        "between_marks",
        "what is quoted stands behind a quotation mark",
        "t.kind = 'direct' AND NOT regexp_matches((SELECT substring(raw_text, greatest(1, t.raw_start - 1), 3) FROM"
        f" documents d WHERE d.document_id = t.document_id), '[{_MARKS}]')",
        "warn",
        LOOK,
        0.02,
        0.1,
        alone=True,
    ),
    Rule(
        "at_an_event_of_its_document",
        "the event at which it was said is told in the same document",
        "t.event_id IS NOT NULL AND (t.event_id, t.document_id) NOT IN (SELECT (event_id, document_id) FROM"
        " event_reports)",
        "quarantine",
        REREAD,
    ),
    Rule(
        "said_before_it_was_told",
        "it was said no later than a day after its article's day",
        "t.said_on > (SELECT published_on FROM articles a WHERE a.document_id = t.document_id) + 1",
        "warn",
        LOOK,
        0.02,
        0.1,
        alone=True,
    ),
    filled("content"),
)

STATEMENT_SPEAKERS = (
    Rule(
        "speaking_kind",
        "who speaks is a person, an organisation or a country",
        f"t.entity_id IN (SELECT entity_id FROM entities WHERE kind NOT IN {PARTIES})",
        "warn",
        LOOK,
        0.1,
        0.3,
    ),
    Rule(
        "named_in_its_document",
        "who speaks is named in the statement's document",
        "t.entity_id IS NOT NULL AND (t.statement_id, t.entity_id) NOT IN (SELECT s.statement_id, m.entity_id FROM"
        " statements s JOIN (SELECT DISTINCT document_id, entity_id FROM mentions WHERE entity_id IS NOT NULL) m USING"
        " (document_id))",
        "quarantine",
        REREAD,
    ),
    Rule(
        "outside_the_words",
        "the speaker does not stand in what is said",
        "EXISTS (SELECT 1 FROM statements s WHERE s.statement_id = t.statement_id AND t.raw_start < s.raw_end AND"
        " t.raw_end > s.raw_start)",
        "warn",
        LOOK,
        0.06,
        0.2,
    ),
    filled("speaker_text"),
)
