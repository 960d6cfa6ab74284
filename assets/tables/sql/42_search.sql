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
WITH asked AS (SELECT DISTINCT unnest(word_stems(words)) AS stem),
found AS (
    SELECT h.article_no, s.stem, h.hits, h.sentences, count(*) FILTER (h.hits > 0) OVER (PARTITION BY h.stem_no) AS df
    FROM words.hits AS h
    JOIN words.stems AS s USING (stem_no)
    JOIN asked AS a ON a.stem = s.stem
),
held AS (SELECT count(*) AS documents, greatest(avg(word_count), 1) AS words_each FROM words.indexed),
ranked AS (
    SELECT d.document_id, f.article_no, count(*) AS words_found,
           sum(ln(1 + (h.documents - f.df + 0.5) / (f.df + 0.5))
               * f.hits * 2.2 / (f.hits + 1.2 * (0.25 + 0.75 * d.word_count / h.words_each)) ORDER BY f.stem) AS score
    FROM found AS f
    JOIN words.indexed AS d USING (article_no)
    CROSS JOIN held AS h
    WHERE f.hits > 0
    GROUP BY d.document_id, f.article_no
),
told AS (
    SELECT article_no, sentence_no, count(*) AS words_in_it
    FROM (SELECT article_no, unnest(sentences) AS sentence_no FROM found)
    GROUP BY article_no, sentence_no
),
best AS (
    SELECT article_no, arg_max(sentence_no, (words_in_it, -sentence_no)) AS sentence_no
    FROM told
    GROUP BY article_no
)
SELECT r.words_found, round(r.score, 3) AS score, a.published_on, a.outlet, a.title, s.text AS sentence, a.document_id
FROM ranked AS r
JOIN articles AS a USING (document_id)
LEFT JOIN best AS b USING (article_no)
LEFT JOIN sentences AS s ON s.document_id = r.document_id AND s.sentence_no = b.sentence_no
ORDER BY r.words_found DESC, r.score DESC, a.published_on DESC NULLS LAST, a.document_id;
