-- said_about: What somebody said about something, latest first: FROM said_about('Joe Biden', 'sanctions on Russia'). The speaker is
-- named as in meetings_of; NULL asks of everybody. Words are found in what was said, in any of their forms; statements that hold
-- more of them come first.
--   words_found: How many of the words stand in it
--   said_on: Day it was said
--   speaker: All who said it
--   speaker_countries: Their countries, ISO 3166 alpha-3
--   cue: The verb or noun that governs it, as printed
--   quoted: What was said, in quotation marks where it is quoted
--   outlet: Where it was printed
--   title: Headline of the article
--   document_id: The article
--   raw_start: First code point of what was said in the raw text
--   raw_end: Code point after its last
--   statement_id: The statement
CREATE OR REPLACE MACRO said_about(who, words) AS TABLE
WITH likely AS (
    SELECT statement_id, lower(strip_accents(content)) AS said
    FROM statements
    WHERE regexp_matches(lower(strip_accents(content)), array_to_string(word_stems(words), '|'))
),
hits AS (
    SELECT s.statement_id, count(*) AS words_found
    FROM likely AS s
    JOIN word_patterns(words) AS w ON contains(s.said, w.stem) AND regexp_matches(s.said, w.pattern)
    GROUP BY s.statement_id
)
SELECT h.words_found, q.said_on, q.speaker, q.speaker_countries, q.cue, q.quoted, q.outlet, q.title, q.document_id, q.raw_start,
       q.raw_end, q.statement_id
FROM hits AS h
JOIN quotations AS q USING (statement_id)
WHERE who IS NULL OR list_has_any(q.speaker_ids, (SELECT list(entity_id) FROM named(who)))
ORDER BY h.words_found DESC, q.said_on DESC NULLS LAST, q.document_id, q.raw_start;
