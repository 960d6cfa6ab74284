"""Which rows analysts' rulings on entities are about.

Here belongs the finding alone: by id, by the id that the last run gave, or by document and name. What a ruling does
belongs to `rulings` and `entities`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

import polars as pl

from assets.enriched.resolve.named.columns import Named, numbers
from assets.enriched.resolve.named.rows import Way
from assets.enriched.resolve.references import Reference
from assets.enriched.resolve.rulings import Group, tags
from assets.enriched.resolve.union_find import Tag

Found = dict[Reference, list[int]]
"""The rows that each reference points to, by `row`, in order."""


def find(
    named: Named, wanted: Collection[Reference], before: pl.DataFrame, answers_to: Callable[[Way, int | None], set[str]]
) -> Found:
    """The rows that references point to; `before` has `row` and the id that the last run gave it.

    `answers_to` says which ids a way of naming makes in a year.
    """
    found: Found = {reference: [] for reference in wanted}
    if not wanted:
        return found
    ids = {str(reference.id): reference for reference in wanted if reference.id}
    years = named.rows.select("row", "w", pl.col("on").dt.year().alias("year"))
    made = [
        (w, year, identity)
        for w, year in years.select("w", "year").unique().iter_rows()
        for identity in answers_to(named.ways[w], year) & ids.keys()
    ]
    types = {"w": pl.UInt32, "year": pl.Int32, "id": pl.String}
    told = pl.DataFrame(made, types, orient="row")
    rows = years.join(told, on=["w", "year"], how="inner", nulls_equal=True).select("row", "id")
    bore = before.filter(pl.col("before").is_in(list(ids))).select("row", pl.col("before").alias("id"))
    for row, identity in pl.concat([rows, bore]).unique().sort("row").iter_rows():
        found[ids[identity]].append(row)
    _by_name(named, found)
    return found


def _by_name(named: Named, found: Found) -> None:
    """Adds what is meant by document and name."""
    asked = {(str(reference.document), reference.name): reference for reference in found if reference.name is not None}
    documents = pl.Series(sorted({document for document, _ in asked}), dtype=pl.String)
    rows = named.rows.filter(pl.col("document_id").is_in(documents.implode())).sort("row")
    for row, document_id, w in rows.select("row", "document_id", "w").iter_rows():
        reference = asked.get((document_id, named.ways[w].name))
        if reference is not None:
            found[reference].append(row)


def tagged(named: Named, groups: Iterable[Group], found: Mapping[Reference, list[int]]) -> tuple[Named, list[Tag]]:
    """The rows with the number of their `tag`, and the tags, the first of which keeps nothing apart."""
    some = sorted({row for rows in found.values() for row in rows})
    at = {row: position for position, row in enumerate(some)}
    held = tags(list(groups), {r: [at[row] for row in rows] for r, rows in found.items()}, len(some))
    known: dict[Tag, int] = {frozenset(): 0}
    numbered = numbers("tag", [known.setdefault(tag, len(known)) for tag in held])
    of_row = numbered.with_columns(pl.Series("row", some, pl.Int64))
    if len(known) == 1:
        return replace(named, rows=named.rows.with_columns(pl.lit(0, pl.UInt32).alias("tag"))), list(known)
    rows = named.rows.join(of_row, on="row", how="left").with_columns(pl.col("tag").fill_null(0))
    return replace(named, rows=rows), list(known)
