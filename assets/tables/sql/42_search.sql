-- search: The articles in whose title or body words stand: FROM search('radar dispute'). A word is also found in its plural and
-- the like ("dispute", "disputes", "disputed"), in any case and without accents. Articles that hold more of the words come
-- first, of these the better by BM25 (k1 1.2, b 0.75; a word of the title counts three times).
--   words_found: How many of the words stand in it
--   score: Its rank by BM25: the higher, the better
--   published_on: Day of publication
--   outlet: Who published it
--   title: Its headline
--   sentence: The first of its sentences that hold most of the words
--   document_id: The article
CREATE OR REPLACE MACRO search(words) AS TABLE
WITH terms AS (SELECT stem, pattern FROM word_patterns(words)),
plain AS (
    SELECT document_id, word_count, lower(strip_accents(coalesce(title, ''))) AS headline, lower(strip_accents(body)) AS content
    FROM articles
),
found AS (
    SELECT p.document_id, p.word_count, t.stem, t.pattern,
           len(regexp_extract_all(p.content, t.pattern)) + 3 * len(regexp_extract_all(p.headline, t.pattern)) AS hits
    FROM plain AS p
    JOIN terms AS t ON contains(p.content, t.stem) OR contains(p.headline, t.stem)
),
spread AS (SELECT stem, count(*) AS documents FROM found WHERE hits > 0 GROUP BY stem),
held AS (SELECT count(*) AS documents, greatest(avg(word_count), 1) AS words_each FROM articles),
ranked AS (
    SELECT f.document_id, count(*) AS words_found,
           sum(ln(1 + (h.documents - s.documents + 0.5) / (s.documents + 0.5))
               * f.hits * 2.2 / (f.hits + 1.2 * (0.25 + 0.75 * f.word_count / h.words_each))) AS score
    FROM found AS f
    JOIN spread AS s USING (stem)
    CROSS JOIN held AS h
    WHERE f.hits > 0
    GROUP BY f.document_id
),
telling AS (
    SELECT s.document_id, s.sentence_no, any_value(s.text) AS text, count(*) AS words_in_it
    FROM sentences AS s
    JOIN found AS f ON f.document_id = s.document_id AND f.hits > 0
    WHERE regexp_matches(lower(strip_accents(s.text)), f.pattern)
    GROUP BY s.document_id, s.sentence_no
),
best AS (SELECT document_id, arg_max(text, (words_in_it, -sentence_no)) AS sentence FROM telling GROUP BY document_id)
SELECT r.words_found, round(r.score, 3) AS score, a.published_on, a.outlet, a.title, b.sentence, a.document_id
FROM ranked AS r
JOIN articles AS a USING (document_id)
LEFT JOIN best AS b USING (document_id)
ORDER BY r.words_found DESC, r.score DESC, a.published_on DESC NULLS LAST, a.document_id;
