"""The keys of parsing, in columns: what parsing a document depends on, for every row of `documents`.

Here belong the keys. What is kept under them belongs to the engine.
"""

import polars as pl

from runtime.engine import item_key

READ = ("document_id", "media_type", "supplied", "metadata", "blocks")  # columns that parsing depends on


def parse_keys(documents: pl.DataFrame) -> pl.DataFrame:
    """`document_id` and `key` of rows of `documents`, in order."""
    read = documents.select(READ)
    keys = [item_key(*values) for values in read.iter_rows()]
    return read.select("document_id").with_columns(pl.Series("key", keys, dtype=pl.String))
