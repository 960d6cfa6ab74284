"""Which reports are compared at all: those of one kind family and pair of parties that are near enough in time.

Here belong reports as columns and the finding of pairs in them, so that neither a record nor a step is needed for a
report that meets nobody. What decides whether two that meet tell one event belongs to `matching`.
"""

from collections.abc import Iterator

import polars as pl

from assets.enriched.resolve.events.matching import CONSULTATIONS, SAME_NEWS, Countries
from assets.enriched.resolve.local_entities import Rows

MOST_IN_A_BLOCK = 40  # a report is compared with so many earlier ones of a block that are near enough, the latest
MOST_STATES = 6  # parties of a report that make blocks
AT_ONCE = 2_000_000  # rows of a join
DAY = pl.duration(days=1)
SAID = ("document_id", "event", "lends", "on", "story", "outlet", "place_id", "forum_id", "parties", "before")
"""What a report is known by beside its document's own words: where all of it is as before, it says what it said."""


def reports_in_columns(
    own: Rows, facts: pl.DataFrame, entities: pl.DataFrame, given: Countries, before: pl.DataFrame
) -> pl.DataFrame:
    """One row a report, in the order of `Report.order`, numbered by `row`; `SAID`, its days, `family` and `blocks`.

    `facts` are FACTS in order of day and id, `entities` document_id, entity and entity_id; `given` are the countries
    that documents give of people; `before` has document_id, trigger_start, trigger_end, kind and the id of the event
    that told them in the last run.
    """
    facts = facts.with_row_index("at")
    parties = _parties(own["own_parties"], entities, given)
    told = own["own_acts"].join(facts, on="document_id", how="inner")
    for number in ("place", "forum"):
        meant = entities.select(
            "document_id", pl.col("entity").alias(number), pl.col("entity_id").alias(f"{number}_id")
        )
        told = told.join(meant, on=["document_id", number], how="left")
    told = told.join(before, on=["document_id", "trigger_start", "trigger_end", "kind"], how="left")
    shown = pl.concat_str("entity_id", pl.col("country").fill_null(""), separator=":").str.join(" ").alias("parties")
    said = parties.group_by("document_id", "event", maintain_order=True).agg(shown)
    told = told.join(said, on=["document_id", "event"], how="left").sort("at", "trigger_start", "event")
    consulting = pl.col("kind").is_in([*sorted(CONSULTATIONS), "planned_meeting"])
    family = pl.when(consulting).then(pl.lit("consultation")).otherwise("kind").alias("family")
    rows = told.with_columns(family).with_row_index("row")
    blocks = _blocks(rows, parties).group_by("row").agg(pl.col("block").alias("blocks"))
    return rows.join(blocks, on="row", how="left").sort("row")


def _parties(own: pl.DataFrame, entities: pl.DataFrame, given: Countries) -> pl.DataFrame:
    """The parties in order, each with its entity and the country it stands for, as `persons.outvoted` says."""
    counts = pl.DataFrame(
        [(person, country, n) for person, counts in given.items() for country, n in counts.items()],
        {"entity_id": pl.String, "country": pl.String, "n": pl.Int64},
        orient="row",
    )
    most = counts.sort("entity_id", -pl.col("n"), "country").group_by("entity_id").agg(
        pl.col("country").first().alias("top"), pl.col("n").first().alias("of_top"), pl.len().alias("several")
    )  # fmt: skip
    known = own.join(entities, on=["document_id", "entity"], how="left", maintain_order="left")
    known = known.join(most, on="entity_id", how="left", maintain_order="left")
    known = known.join(counts, on=["entity_id", "country"], how="left", maintain_order="left")
    said = pl.col("country").is_not_null()
    stands = ~pl.col("person") | pl.col("top").is_null() | (said & (2 * pl.col("n").fill_null(0) > pl.col("of_top")))
    country = (
        pl.when(stands)
        .then("country")
        .when(said | (pl.col("several") == 1))
        .then("top")
        .otherwise(None)
        .alias("country")
    )
    return known.with_columns(country).select("document_id", "event", "entity_id", "country")


def _blocks(told: pl.DataFrame, parties: pl.DataFrame) -> pl.DataFrame:
    """Where reports meet others, by row: at the pairs of their parties' countries, or the one there is."""
    state = pl.coalesce("country", "entity_id").alias("state")
    rows = told.select("document_id", "event", "row", "family")
    states = parties.with_columns(state).join(rows, on=["document_id", "event"], how="inner")
    states = states.select("row", "family", "state").unique().sort("row", "state")
    states = states.with_columns(pl.int_range(pl.len()).over("row").alias("nth"), pl.len().over("row").alias("of"))
    several = states.filter((pl.col("of") > 1) & (pl.col("nth") < MOST_STATES))
    other = several.select("row", pl.col("state").alias("other"))
    pairs = several.join(other, on="row").filter(pl.col("state") < pl.col("other"))
    alone = states.filter(pl.col("of") == 1)
    named = (("family", "state", "other"), pairs), (("family", "state"), alone)
    return pl.concat(
        rows.select("row", pl.concat_str(columns, separator=" ").alias("block")) for columns, rows in named
    )


def near(ones: pl.DataFrame, others: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Pairs of reports of different documents that meet in a block, near enough in time to be of one event.

    Both are as of `reports_in_columns`; the pairs have `row` and `other`, and the `block`. Where both give days, these
    touch; else both are of one story, or came out within days of each other.
    """
    columns = ["row", "document_id", "first", "last", "on", "story"]
    theirs = others.select(*(pl.col(c).alias(f"other_{c}") for c in columns), pl.col("blocks").alias("block"))
    theirs = theirs.explode("block").filter(pl.col("block").is_not_null())
    ours = ones.select(*columns, pl.col("blocks").alias("block")).explode("block")
    ours = ours.join(theirs.group_by("block").agg(pl.len().alias("met")), on="block", how="inner")
    parts = ours.with_columns((pl.col("met").cum_sum() // AT_ONCE).alias("part")).drop("met")
    dated = pl.col("first").is_not_null() & pl.col("other_first").is_not_null()
    touch = (pl.col("first") - DAY <= pl.col("other_last")) & (pl.col("other_first") - DAY <= pl.col("last"))
    apart = (pl.col("on") - pl.col("other_on")).abs() <= SAME_NEWS
    same_news = (pl.col("story") == pl.col("other_story")) | apart.fill_null(False)
    fits = pl.when(dated).then(touch).otherwise(same_news) & (pl.col("document_id") != pl.col("other_document_id"))
    for part in parts.partition_by("part", include_key=False) if parts.height else ():
        yield part.join(theirs, on="block").filter(fits).select(
            "row", pl.col("other_row").alias("other"), "block"
        )  # fmt: skip


def compared(told: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """Which reports are compared with the `asked` ones as the later of two: `earlier` and `later`, by row."""
    later = told.join(asked.select("row"), on="row", how="semi")
    found = [
        pairs.filter(pl.col("other") < pl.col("row"))
        .filter(pl.col("other").rank("ordinal", descending=True).over("row", "block") <= MOST_IN_A_BLOCK)
        .select(pl.col("other").alias("earlier"), pl.col("row").alias("later"))
        for pairs in near(later, told)
    ]
    nothing = pl.DataFrame(schema={"earlier": told.schema["row"], "later": told.schema["row"]})
    return pl.concat([nothing, *found]).unique().sort("later", "earlier")


def of_entities(told: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """The rows of reports in which one of the `entities` (entity_id) takes part, or is the place or forum."""
    parties = told.select("row", pl.col("parties").str.split(" ").alias("entity_id")).explode("entity_id")
    ids = [parties.select("row", pl.col("entity_id").str.split(":").list.first())]
    ids += [told.select("row", pl.col(column).alias("entity_id")) for column in ("place_id", "forum_id")]
    return pl.concat(ids).join(entities, on="entity_id", how="semi").select("row").unique()
