-- quotations: One row a statement and speaker: who said what on which day, where it was printed, and the span that shows it.
CREATE OR REPLACE VIEW quotations AS
SELECT s.said_on, coalesce(n.name, p.speaker_text) AS speaker, s.kind, s.joint, s.cue, s.content, a.outlet, a.title,
    s.document_id, s.raw_start, s.raw_end, s.statement_id, p.entity_id
FROM statements s
JOIN articles a USING (document_id)
LEFT JOIN statement_speakers p USING (statement_id)
LEFT JOIN entities n USING (entity_id)
ORDER BY s.said_on DESC NULLS LAST, s.document_id, s.raw_start;
