"""The index of words that the macro `search` reads: which words stand how often in which article, as tables.

Here belong its making and its bringing up to date, both as `word_stems` gives words, so that whoever reads the file
asks in the same form without any extension. It follows what changed: of an article that stays nothing is read. The
numbers of words and articles are the index's own and mean nothing outside of it.
"""

import duckdb

SCHEMA = "words"
TITLE_COUNTS = 3  # a word of the title counts as often
_TABLES = {
    "indexed": "article_no INTEGER, document_id VARCHAR, word_count INTEGER",
    "stems": "stem_no INTEGER, stem VARCHAR",
    "hits": "stem_no INTEGER, article_no INTEGER, hits INTEGER",  # hits as BM25 weighs them
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
SELECT article_no, stem, sum(counts)::INTEGER AS hits
FROM (SELECT article_no, unnest(stems) AS stem, counts FROM words_come) GROUP BY ALL
"""
_ADD = (
    f"INSERT INTO {SCHEMA}.indexed SELECT article_no, document_id, sum(len(stems))::INTEGER FROM words_come"
    " GROUP BY ALL",
    f"INSERT INTO {SCHEMA}.stems SELECT row_number() OVER () + (SELECT coalesce(max(stem_no), 0) FROM {SCHEMA}.stems),"
    f" stem FROM (SELECT DISTINCT stem FROM hits_come ANTI JOIN {SCHEMA}.stems USING (stem))",
    f"INSERT INTO {SCHEMA}.hits SELECT stem_no, article_no, hits FROM hits_come JOIN {SCHEMA}.stems USING (stem)"
    " ORDER BY stem_no, article_no",
    "DROP TABLE hits_come",
    "DROP TABLE words_come",
)


def index_words(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the index of all articles. Raises duckdb.Error."""
    con.execute(f"CREATE SCHEMA {SCHEMA}")
    for name, columns in _TABLES.items():
        con.execute(f"CREATE TABLE {SCHEMA}.{name} ({columns})")
    _add(con, "FROM main.articles")


def change_words(con: duckdb.DuckDBPyConnection, went: str, came: str) -> None:
    """Brings the index up to date: `went` gives the ids of articles that are others now or none, `came` new articles.

    Both are queries. Raises duckdb.Error.
    """
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE words_go AS SELECT article_no FROM {SCHEMA}.indexed"
        f" WHERE document_id IN ({went})"
    )
    for name in ("hits", "indexed"):
        con.execute(f"DELETE FROM {SCHEMA}.{name} WHERE article_no IN (FROM words_go)")
    con.execute("DROP TABLE words_go")
    _add(con, came)


def _add(con: duckdb.DuckDBPyConnection, articles: str) -> None:
    (last,) = con.execute(f"SELECT coalesce(max(article_no), 0) FROM {SCHEMA}.indexed").fetchone() or (0,)
    con.execute(_STEMS.format(articles=articles), [last])
    con.execute(_HITS)
    for statement in _ADD:
        con.execute(statement)
