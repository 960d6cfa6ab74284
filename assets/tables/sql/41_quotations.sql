-- quotations: One row a statement: who said what on which day, where it was printed, and the span that shows it. A joint
-- statement is one row with all who made it.
--   said_on: Day it was said
--   speaker: Who said it, as resolved, else as printed but for pronouns; several joined by "; " in the order of names
--   kind: direct (quoted) or indirect (reported)
--   joint: Issued in the name of two or more speakers
--   cue: The verb or noun that governs it, as printed
--   content: What was said, as printed, without quotation marks
--   quoted: The same in quotation marks where it is quoted, and bare where it is reported
--   outlet: Where it was printed
--   title: Headline of the article
--   document_id: The article
--   raw_start: First code point of the content in the raw text
--   raw_end: Code point after its last
--   statement_id: The statement
--   entity_id: The speaker; null where there are several or none is resolved
--   speaker_ids: All resolved speakers, in the order of names
--   speaker_countries: Countries of those, ISO 3166 alpha-3, in order
CREATE OR REPLACE VIEW quotations AS
SELECT s.said_on, p.speaker, s.kind, s.joint, s.cue, s.content,
    CASE WHEN s.kind = 'direct' THEN '“' || s.content || '”' ELSE s.content END AS quoted,
    a.outlet, a.title, s.document_id, s.raw_start, s.raw_end, s.statement_id, p.entity_id, p.speaker_ids, p.speaker_countries
FROM statements s
JOIN articles a USING (document_id)
LEFT JOIN statement_casts p USING (statement_id)
ORDER BY s.said_on DESC NULLS LAST, s.document_id, s.raw_start;
