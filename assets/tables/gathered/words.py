"""The index of words that the macro `search` reads: which words stand how often in which article, in which sentences.

Here belong its making and its bringing up to date, both as `word_stems` gives words, so that whoever reads the file
asks in the same form without any extension. It follows what changed: of an article that stays nothing is read. The
numbers of words and articles are the index's own and mean nothing outside of it.
"""

import duckdb

from assets.tables.gathered import touched
from assets.tables.gathered.touched import Counts

SCHEMA = "words"
TITLE_COUNTS = 3  # a word of the title counts as often
_TABLES = {
    "indexed": "article_no INTEGER, document_id VARCHAR, word_count INTEGER",
    "stems": "stem_no INTEGER, stem VARCHAR",
    # hits as BM25 weighs them, 0 of a word of sentences alone (a dateline); numbers of the sentences that hold the word
    "hits": "stem_no INTEGER, article_no INTEGER, hits INTEGER, sentences INTEGER[]",
}
_STEMS = f"""
CREATE OR REPLACE TEMP TABLE words_come AS
WITH numbered AS (
    SELECT document_id, title, body, (row_number() OVER () + ?)::INTEGER AS article_no FROM ({{articles}})
), parts AS (
    SELECT article_no, document_id, word_stems(title) AS stems, {TITLE_COUNTS} AS counts FROM numbered
    UNION ALL SELECT article_no, document_id, word_stems(body), 1 FROM numbered
)
SELECT article_no, document_id, stems, counts FROM parts
"""
_HITS = """
CREATE OR REPLACE TEMP TABLE hits_come AS
WITH counted AS (
    SELECT article_no, stem, sum(counts)::INTEGER AS hits
    FROM (SELECT article_no, unnest(stems) AS stem, counts FROM words_come) GROUP BY ALL
), placed AS (
    SELECT article_no, stem, list(DISTINCT sentence_no ORDER BY sentence_no) AS sentences
    FROM (
        SELECT c.article_no, s.sentence_no, unnest(word_stems(s.text)) AS stem
        FROM main.sentences AS s JOIN (SELECT DISTINCT article_no, document_id FROM words_come) AS c USING (document_id)
    )
    GROUP BY ALL
)
SELECT article_no, stem, coalesce(hits, 0) AS hits, coalesce(sentences, []) AS sentences
FROM counted FULL JOIN placed USING (article_no, stem)
"""
_ADD = (
    f"INSERT INTO {SCHEMA}.indexed SELECT article_no, document_id, sum(len(stems))::INTEGER FROM words_come"
    " GROUP BY ALL",
    f"INSERT INTO {SCHEMA}.stems SELECT row_number() OVER () + (SELECT coalesce(max(stem_no), 0) FROM {SCHEMA}.stems),"
    f" stem FROM (SELECT DISTINCT stem FROM hits_come ANTI JOIN {SCHEMA}.stems USING (stem))",
    f"INSERT INTO {SCHEMA}.hits SELECT stem_no, article_no, hits, sentences FROM hits_come"
    f" JOIN {SCHEMA}.stems USING (stem) ORDER BY stem_no, article_no",
    "DROP TABLE hits_come",
    "DROP TABLE words_come",
)


def index_words(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the index of all articles. Raises duckdb.Error."""
    con.execute(f"CREATE SCHEMA {SCHEMA}")
    for name, columns in _TABLES.items():
        con.execute(f"CREATE TABLE {SCHEMA}.{name} ({columns})")
    _add(con, "FROM main.articles")


def note(con: duckdb.DuckDBPyConnection, counts: Counts) -> None:
    """Notes which articles are others now, before the file is changed."""
    touched.note(con, "document_id", ("articles", "sentences"), counts)


def follow(con: duckdb.DuckDBPyConnection) -> None:
    """Brings the index up to date, after the file was changed. Raises duckdb.Error."""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE words_go AS SELECT article_no FROM {SCHEMA}.indexed"
        " WHERE document_id IN (FROM touched_document_id)"
    )
    for name in ("hits", "indexed"):
        con.execute(f"DELETE FROM {SCHEMA}.{name} WHERE article_no IN (FROM words_go)")
    con.execute("DROP TABLE words_go")
    _add(con, "FROM main.articles WHERE document_id IN (FROM touched_document_id)")
    touched.forget(con, "document_id")


def _add(con: duckdb.DuckDBPyConnection, articles: str) -> None:
    (last,) = con.execute(f"SELECT coalesce(max(article_no), 0) FROM {SCHEMA}.indexed").fetchone() or (0,)
    con.execute(_STEMS.format(articles=articles), [last])
    con.execute(_HITS)
    for statement in _ADD:
        con.execute(statement)
