"""What the collection says of its articles: their stories and copies, with what is kept of these from run to run.

Here belong the kept tables: `prints` has what grouping reads of each article, `groups` what it has decided, and
`word_levels` how common the words are. All articles that were grouped stand there, also those turned away afterwards,
since others were grouped beside them. The decision belongs to `stories`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from assets.parsed.stories import prints
from assets.parsed.stories.grouping import GROUPS, LEVELS, grouped
from assets.parsed.stories.touched import Before
from runtime import held
from runtime.outputs.grown import Grown
from runtime.store import Store

KEPT: dict[str, Mapping[str, pl.DataType]] = {"prints": prints.SCHEMA, "groups": GROUPS, "word_levels": LEVELS}
SAID = ("near_duplicate_of", "story_id")  # columns of `articles` that other documents decide


@dataclass(frozen=True)
class Collection:
    """The tables of KEPT, and how `prints` has grown out of the last run's."""

    tables: dict[str, pl.DataFrame]
    grown: dict[str, Grown]

    def said(self, articles: pl.Series) -> pl.DataFrame:
        """`document_id` and SAID of these articles; one whose original is not among them stands by itself."""
        own = self.tables["groups"].filter(pl.col("document_id").is_in(articles.implode()))
        original = pl.col("near_duplicate_of")
        alone = pl.when(original.is_in(articles.implode())).then(original).alias("near_duplicate_of")
        return own.select("document_id", alone, "story_id")


def told(store: Store, version: str) -> dict[str, pl.DataFrame] | None:
    """The tables of KEPT that the published run has left, made by this code; None where one is missing."""
    found = {name: held.noted(store, "parsed", name, version) for name in KEPT}
    whole = {name: rows for name, rows in found.items() if rows is not None}
    return whole if len(whole) == len(found) else None


def collected(before: held.Held, kept: Mapping[str, pl.DataFrame] | None, new: pl.DataFrame) -> Collection:
    """Groups the articles that are taken over and those of the `new` prints; `kept` is what was told of the former."""
    if kept is None:
        decided = grouped(new)
        return Collection({"prints": new, "groups": decided.groups, "word_levels": decided.levels}, {})
    stood = kept["prints"].join(kept["groups"], on="document_id", maintain_order="left")
    stands = stood["document_id"].is_in(before.index["document_id"].implode())
    own, gone = stood.filter(stands), stood.filter(~stands)
    whole = pl.concat([own.select(list(prints.SCHEMA)), new])
    decided = grouped(whole, Before(own, gone, kept["word_levels"]))
    grown = {} if before.run_id is None else {"prints": Grown(before.run_id, "document_id", gone["document_id"], new)}
    return Collection({"prints": whole, "groups": decided.groups, "word_levels": decided.levels}, grown)
