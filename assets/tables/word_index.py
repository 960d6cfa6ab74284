"""Makes the index of words that the macro `search` reads, with DuckDB's extension for full text.

Here belongs the making. The extension is that of the package `duckdb-extension-fts`, so that no network is needed, and
is loaded to write the index alone: words go in as the macro `word_stems` gives them. So whoever reads the file asks in
the same form without any extension, and a connection that may load none can search.
"""

from importlib import resources
from pathlib import Path

import duckdb

from assets.tables.snapshots import quoted


def index_words(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the index of words that the macro `search` reads: the schema `fts_main_search_text`.

    Raises duckdb.Error where the extension is not that of the installed DuckDB.
    """
    extension = (
        resources.files("duckdb_extension_fts") / "extensions" / f"v{duckdb.__version__}" / "fts.duckdb_extension"
    )
    con.execute(f"LOAD {quoted(Path(str(extension)))}")
    text = "array_to_string(word_stems({0}), ' ') AS {0}"
    con.execute(
        f"CREATE TABLE search_text AS SELECT document_id, {text.format('title')}, {text.format('body')} FROM articles"
    )
    con.execute(
        "PRAGMA create_fts_index('search_text', 'document_id', 'title', 'body', stemmer = 'none', stopwords = 'none',"
        " ignore = '\\s+', strip_accents = 0, lower = 0)"
    )
    con.execute("DROP TABLE search_text")
