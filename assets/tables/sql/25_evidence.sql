-- evidence: One row a report of an event: the sentence that says so, where it was printed, and what this report alone tells.
--   event_id: The event
--   outlet: Who published it: the outlet, else the site or the agency
--   published_on: Day of publication
--   title: Headline
--   address: Where it stands: its address on the web, else its place in the inbox
--   sentence: The sentence, as printed
--   reported_kind: The kind of event that it tells
--   reported_status: Whether it happened, as it tells it
--   reported_start_on: First day that it tells
--   reported_place: Place that it tells, as printed
--   document_id: The article
--   raw_start: First code point of the clause in the raw text
--   raw_end: Code point after its last
CREATE OR REPLACE VIEW evidence AS
SELECT r.event_id, coalesce(a.outlet, a.domain, a.agency) AS outlet, a.published_on, a.title,
       coalesce(a.url, d.source_uri) AS address, s.text AS sentence, r.reported_kind, r.reported_status, r.reported_start_on,
       r.reported_place, r.document_id, r.raw_start, r.raw_end
FROM event_reports AS r
JOIN articles AS a USING (document_id)
LEFT JOIN documents AS d USING (document_id)
LEFT JOIN sentences AS s ON s.document_id = r.document_id AND s.sentence_no = r.sentence_no
ORDER BY a.published_on NULLS LAST, r.document_id, r.raw_start;
