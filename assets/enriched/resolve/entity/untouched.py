"""Which entities are as an earlier run resolved them, so that their rows are taken over and not made again.

All that is named is grouped anew, since who is meant may hang on any document; but a group of the same names, said by
the same documents, has the same rows. Here belongs telling which groups these are: all that a row is made of must be
what it was; and the taking over. Making rows belongs to `rows`; which events stand says `events/standing`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from assets.enriched.resolve.entities import Entities
from assets.enriched.resolve.events.standing import Told
from assets.enriched.resolve.local_entities import Rows

TABLES = ("entities", "entity_merges", "events", "event_participants", "event_reports")


@dataclass(frozen=True)
class Earlier:
    """What an earlier run has resolved by the same code and rulings: its rows of `TABLES`, and what it told of reports.

    `same` are the documents (document_id) of which annotation and facts are what they were for it.
    """

    tables: Rows
    same: pl.DataFrame
    told: Told


@dataclass
class Untouched:
    """The entities whose rows stand, and the documents in which anything is said of something else now.

    `anew` are the groups of all others; `documents` (document_id) also has those that are gone, `names` what those are
    called whose rows stand, `told` the rows of which `entity_merges` are to be made.
    """

    earlier: Earlier | None
    anew: Sequence[int]
    told: pl.DataFrame
    documents: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={"document_id": pl.String}))
    names: dict[str, str] = field(default_factory=dict)

    def renamed(self, names: Mapping[str, str]) -> pl.DataFrame:
        """The entities (entity_id) that are called otherwise than before, by the `names` of all."""
        before = {} if self.earlier is None else _names(self.earlier)
        return _ids("entity_id", (identity for identity, name in names.items() if before.get(identity) != name))

    def of_events(self, standing: pl.DataFrame) -> dict[str, pl.DataFrame]:
        """The rows of the events (event_id) that stand."""
        if self.earlier is None:
            return {}
        return {
            name: self.earlier.tables[name].join(standing, on="event_id", how="semi", maintain_order="left")
            for name in ("events", "event_participants", "event_reports")
        }

    def rows(self, used: pl.DataFrame, keyed: Iterable[str]) -> dict[str, pl.DataFrame]:
        """The rows of entities that are taken over; `used` are those (entity_id) that some row names.

        Of an entity of a gazetteer, of which `keyed` are all, what one document calls it does not hang on the others.
        """
        if self.earlier is None:
            return {}
        tables = self.earlier.tables
        standing = _ids("entity_id", self.names)
        entities = standing.join(used, on="entity_id", how="semi")
        known = (
            _ids("entity_id", keyed).join(used, on="entity_id", how="semi").join(standing, on="entity_id", how="anti")
        )
        merges = tables["entity_merges"]
        elsewhere = merges.join(known, on="entity_id", how="semi", maintain_order="left")
        elsewhere = elsewhere.join(self.documents, on="document_id", how="anti", maintain_order="left")
        return {
            "entities": tables["entities"].join(entities, on="entity_id", how="semi", maintain_order="left"),
            "entity_merges": merges.join(entities, on="entity_id", how="semi", maintain_order="left").vstack(elsewhere),
        }


def _names(earlier: Earlier) -> dict[str, str]:
    return dict(earlier.tables["entities"].select("entity_id", "name").iter_rows())


def _ids(column: str, ids: Iterable[str]) -> pl.DataFrame:
    return pl.DataFrame({column: sorted(ids)}, {column: pl.String})


def untouched(earlier: Earlier | None, documents: pl.DataFrame, entities: Entities) -> Untouched:
    """The entities that are what they were; `documents` (document_id) are all, in order of time."""
    there = [number for number, entity in enumerate(entities.all) if entity.forms]
    if earlier is None:
        return Untouched(None, there, entities.rows)
    held = _names(earlier)
    groups = pl.DataFrame(
        [
            (number, (e := entities.all[number]).entity_id, bool(e.lead.key), e.entity_id in held)
            for number in there
        ],
        {"group": pl.UInt32, "entity_id": pl.String, "keyed": pl.Boolean, "published": pl.Boolean},
        orient="row",
    )  # fmt: skip
    rows = entities.rows.join(groups.select("group", "keyed"), on="group", how="inner")
    numbered = documents.select("document_id", pl.int_range(pl.len(), dtype=pl.Int64).alias("at"))
    changed = numbered.join(earlier.same, on="document_id", how="anti").select("at")
    touched = pl.concat([changed, _moved(rows, groups)]).unique()
    here = numbered.join(touched, on="at", how="semi").select("document_id")
    merges = earlier.tables["entity_merges"]
    gone = merges.join(numbered, on="document_id", how="anti").select("document_id").unique()
    reached = pl.concat([here, gone])
    lost = merges.join(reached, on="document_id", how="semi").select("entity_id").unique()
    named = rows.join(touched, on="at", how="semi").select("group").unique()
    same = groups.filter("published").join(named, on="group", how="anti").join(lost, on="entity_id", how="anti")
    anew = groups.join(same, on="group", how="anti")
    told = rows.join(anew.select("group", "published"), on="group", how="inner")
    in_part = pl.col("keyed") & pl.col("published")  # what other documents call it stands
    touching = told.filter(in_part).join(touched, on="at", how="semi")
    told = pl.concat([told.filter(~in_part), touching])
    names = {identity: held[identity] for identity in same["entity_id"]}
    return Untouched(earlier, anew["group"].to_list(), told, reached, names)


def _moved(rows: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """The documents (`at`) in which a name is read as another entity than before.

    What is read as something that was not published was read as such a thing before, too, or is named by an entity
    whose rows are made anew in any case.
    """
    unkeyed = rows.filter(~pl.col("keyed")).select("at", "group", "before")
    told = unkeyed.join(groups.select("group", "entity_id", "published"), on="group", how="inner")
    known = pl.col("before").is_not_null()
    other = pl.when(known).then(pl.col("before") != pl.col("entity_id")).otherwise("published")
    return told.filter(other).select("at").unique()
