"""Those who bear a name: of each way in which people are named one record, under the name that tells it apart.

Here belong the record and the counting of bearers. Which of them are one person is decided in `persons`.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import polars as pl

from assets.enriched.resolve.named.columns import Named, numbers
from assets.enriched.resolve.named.rows import Way
from assets.enriched.resolve.persons.name_similarity import Name, name_of, standard
from assets.enriched.resolve.persons.namesakes import has_namesakes, true_name
from assets.enriched.resolve.union_find import Tag

NOBODY = 0  # as the number of a namesake: no well-known one


@dataclass(slots=True)
class Bearer:
    """So many namings in one way, apart by namesake and ruling (`tag`): the days of the first and the last.

    `written` is the name given; of a known namesake the name that tells it apart. `place` is that of the first naming.
    """

    way: Way
    written: str
    tag: Tag
    count: int
    first: dt.date | None
    last: dt.date | None
    place: int
    name: Name = field(init=False)
    surname: str = field(init=False)

    def __post_init__(self) -> None:
        """Reads the name."""
        self.name = name_of(self.written, self.way.family_name if self.written == self.way.name else None)
        self.surname = standard(self.name.family)


@dataclass(frozen=True)
class Bearers:
    """`rows` are those of people whom no gazetteer knows, as in `Named`, each with the number of its `bearer`."""

    rows: pl.DataFrame
    all: Sequence[Bearer]

    def days(self, bearers: Iterable[int]) -> pl.DataFrame:
        """On which days these were named: `bearer`, `on`, how often (`count`), and the first `place`."""
        return (
            self.rows.join(numbers("bearer", bearers), on="bearer", how="semi")
            .group_by("bearer", "on")
            .agg(pl.len().alias("count"), pl.col("place").min())
        )


def bearers(named: Named, tags: Sequence[Tag]) -> Bearers:
    """The bearers of all names; the rows of `named` have the number of their `tag` among the `tags` of rulings."""
    people = [w for w, way in enumerate(named.ways) if way.kind == "person" and not way.key]
    rows = named.of(people)
    known, namesakes = _namesakes(named, rows, people)
    year = pl.col("on").dt.year().alias("year")
    rows = rows.with_columns(year).join(known, on=["w", "year"], how="left", nulls_equal=True)
    parts = ["w", "namesake", "tag"]
    rows = rows.with_columns(pl.col("namesake").fill_null(NOBODY)).drop("year")
    told = rows.group_by(parts).agg(
        pl.len(), pl.col("on").min().alias("first"), pl.col("on").max().alias("last"), pl.col("place").min()
    ).with_row_index("bearer")  # fmt: skip
    found = []
    for w, namesake, tag, count, first, last, place in told.drop("bearer").iter_rows():
        way, true = named.ways[w], namesakes[namesake]
        apart = tags[tag] | {(f"namesake {name_of(way.name).family}", true)} if true else tags[tag]
        found.append(Bearer(way, true or way.name, apart, count, first, last, place))
    return Bearers(rows.join(told.select(*parts, "bearer"), on=parts, how="inner").drop("namesake", "tag"), found)


def _namesakes(named: Named, rows: pl.DataFrame, people: Iterable[int]) -> tuple[pl.DataFrame, list[str]]:
    """Well-known namesakes by way and year: `w`, `year` and number among the names, of which the first is nobody's."""
    names = [""]
    found = []
    shared = [w for w in people if has_namesakes(named.ways[w].name)]
    asked = rows.join(numbers("w", shared), on="w", how="semi").filter(pl.col("on").is_not_null())
    for w, year in asked.select("w", pl.col("on").dt.year()).unique().iter_rows():
        way = named.ways[w]
        true = true_name(way.name, set(way.countries), way.offices, dt.date(year, 1, 1))
        if true:
            names.append(true)
            found.append((w, year, names.index(true)))
    return pl.DataFrame(found, {"w": pl.UInt32, "year": pl.Int32, "namesake": pl.UInt32}, orient="row"), names
