"""All that documents name, laid out in columns in an order that does not depend on how the documents came.

Here belong the columns that resolving modules share. What is decided of a row is decided of its way, or of its way and
story or day, so that a document that is held costs a few numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from assets.enriched.resolve.local_entities import DocumentFacts, Rows
from assets.enriched.resolve.named.rows import FIELDS, Way, way_of

FACTS: dict[str, pl.DataType] = {
    "document_id": pl.String(),
    "on": pl.Date(),
    "story": pl.String(),
    "outlet": pl.String(),
}
"""What is known of a document: its day, its story or itself, and its outlet or domain."""
MOST = 1 << 20  # things that one document names


@dataclass(frozen=True)
class Named:
    """`rows` has a row a thing named: document_id and entity, the number of its way `w`, and its document's facts.

    These are `at` (its place in time), `on` and `story` (a number). `row` numbers rows in order of time, undated ones
    last, `place` in order of documents; the order of rows is none. `ways` are by `w`, `aliases` by `i` of a row.
    """

    rows: pl.DataFrame
    ways: Sequence[Way]
    aliases: pl.Series

    def forms(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The other forms of what these rows name, one a row, in the place of `i`."""
        told = self.aliases.gather(rows["i"]).alias("form")
        return rows.drop("i").with_columns(told).explode("form").drop_nulls("form")

    def of(self, ways: Iterable[int]) -> pl.DataFrame:
        """The rows of some ways."""
        return self.rows.join(numbers("w", ways), on="w", how="semi")


def numbers(column: str, values: Iterable[int]) -> pl.DataFrame:
    """Numbers as a column."""
    return pl.DataFrame({column: list(values)}, {column: pl.UInt32})


def facts_in_columns(facts: Iterable[DocumentFacts]) -> pl.DataFrame:
    """FACTS of documents."""
    rows = [(f.document_id, f.published_on, f.story_id or f.document_id, f.outlet or f.domain) for f in facts]
    return in_time(pl.DataFrame(rows, FACTS, orient="row"))


def in_time(facts: pl.DataFrame) -> pl.DataFrame:
    """Documents in order of day and id, undated ones last."""
    return facts.sort("on", "document_id", nulls_last=True)


def named(own: Rows, facts: pl.DataFrame) -> Named:
    """The columns of documents, of which `facts` has FACTS in order of day and id."""
    documents = facts.select(
        "document_id",
        "on",
        pl.col("story").rank("dense").cast(pl.UInt32),
        pl.int_range(pl.len(), dtype=pl.Int64).alias("at"),
        pl.col("document_id").rank("ordinal").cast(pl.Int64).alias("place"),
    )
    told = own["own_named"]
    rows = (
        told.select("document_id", "entity", "way").with_row_index("i").join(documents, on="document_id", how="inner")
    )
    there = rows.select(pl.col("way").unique())
    ways = told.unique("way", keep="any").join(there, on="way", how="semi").with_row_index("w")
    rows = rows.join(ways.select("way", "w"), on="way", how="inner").drop("way")
    rows = rows.with_columns(
        (pl.col("at") * MOST + pl.col("entity")).alias("row"),
        (pl.col("place") * MOST + pl.col("entity")).alias("place"),
    )
    return Named(rows, [way_of(fields) for fields in ways.select(FIELDS).iter_rows()], told["aliases"])
