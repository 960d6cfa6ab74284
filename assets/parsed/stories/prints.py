"""What grouping keeps of each article, so that no text is read twice: its print of shingles and its weighted words.

Here belong the columns and their making, for one article by itself. Comparing belongs to `near_duplicates` and
`vectors`, deciding to `grouping`.
"""

from collections.abc import Iterable

import polars as pl

from assets.parsed.stories.near_duplicates import Print, fingerprint
from assets.parsed.stories.vectors import counts

SCHEMA: dict[str, pl.DataType] = {
    "document_id": pl.String(),
    "marks": pl.List(pl.UInt64()),
    "whole": pl.Boolean(),
    "words": pl.List(pl.String()),
    "counts": pl.List(pl.Float64()),
}


def prints_of(articles: Iterable[tuple[str, str | None, str]]) -> pl.DataFrame:
    """The columns of SCHEMA for articles given as (document_id, title, body), in order."""
    rows: dict[str, list[object]] = {name: [] for name in SCHEMA}
    for document_id, title, body in articles:
        shingles, words = fingerprint(body), counts(title or "", body)
        values = (document_id, shingles.marks.tolist(), shingles.whole, list(words), list(words.values()))
        for name, value in zip(SCHEMA, values, strict=True):
            rows[name].append(value)
    return pl.DataFrame(rows, schema=SCHEMA)


def shingles_of(rows: pl.DataFrame) -> list[Print]:
    """The print of every row."""
    held = rows["marks"].explode(empty_as_null=False).to_numpy()
    ends = rows["marks"].list.len().cum_sum().to_list()
    begins = [0, *ends][: len(ends)]
    return [Print(held[a:b], whole) for a, b, whole in zip(begins, ends, rows["whole"].to_list(), strict=True)]
