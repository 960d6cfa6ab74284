"""What grouping keeps of each article, so that no text is read twice: its print of shingles and its weighted words.

Here belong the columns and their making, for one article by itself. Comparing belongs to `near_duplicates` and
`vectors`, deciding to `grouping`.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable

import numpy as np
import polars as pl

from assets.parsed.stories.near_duplicates import figures, fingerprint, sampled
from assets.parsed.stories.vectors import coded, counts

SCHEMA: dict[str, pl.DataType] = {
    "document_id": pl.String(),
    "published_on": pl.Date(),
    "marks": pl.List(pl.UInt64()),
    "whole": pl.Boolean(),
    "sampled": pl.UInt32(),  # how many of the marks are of the common sample
    "same": pl.UInt64(),  # equal where all marks are; null without any
    "figures": pl.List(pl.UInt32()),
    "words": pl.List(pl.UInt32()),
    "counts": pl.List(pl.Float64()),
}


def prints_of(articles: Iterable[tuple[str, dt.date | None, str | None, str]]) -> pl.DataFrame:
    """The columns of SCHEMA for articles given as (document_id, published_on, title, body), in order."""
    rows: dict[str, list[object]] = {name: [] for name in SCHEMA}
    for document_id, published_on, title, body in articles:
        one, words = fingerprint(body), coded(counts(title or "", body))
        digest = hashlib.blake2b(one.marks.tobytes(), digest_size=8).digest()
        same = int.from_bytes(digest, "big") if len(one.marks) else None
        of_sample = int(np.count_nonzero(sampled(one.marks)))
        shingles = (one.marks.tolist(), one.whole, of_sample, same, figures(body))
        values = (document_id, published_on, *shingles, list(words), list(words.values()))
        for name, value in zip(SCHEMA, values, strict=True):
            rows[name].append(value)
    return pl.DataFrame(rows, schema=SCHEMA)
