"""Who held which office when, as the documents show it.

Here belongs what follows from sightings of office-holders: tenures, and who is meant by an office. Sightings are
columns: what is decided of one hangs on its person, office and day. Two in one seat are found in `contradictions`.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from assets.enriched.resolve.entities import Entities
from assets.enriched.resolve.ids import tenure_id
from assets.enriched.resolve.local_entities import Row, Rows
from assets.enriched.resolve.named.columns import MOST
from assets.enriched.resolve.persons.persons import outvoted
from assets.enriched.resolve.persons.runs import RETURN, Seen, broken

SINGLE_SEAT = frozenset(
    {
        "president", "prime minister", "chancellor", "monarch", "crown prince", "supreme leader", "defence minister",
        "foreign minister", "interior minister", "finance minister", "national security adviser",
        "chief cabinet secretary", "chief of defence staff", "army chief", "navy chief", "air force chief",
        "secretary-general", "speaker of parliament",
    }
)  # fmt: skip
AROUND = dt.timedelta(days=92)  # a holder seen so long before or after a day is taken to hold the office on it
SERVED = ("person", "office", "said")
KEY = ("person", "office", "country", "organisation", "status")
Ministers = Mapping[str, Sequence[tuple[dt.date, str]]]


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in an office, over sightings that nothing parts: `group` and `nth` are theirs in `Tenures`."""

    tenure_id: str
    person_id: str
    office: str
    country: str | None
    organisation_id: str | None
    status: str
    first: dt.date | None
    last: dt.date | None
    documents: int
    group: int
    nth: int


@dataclass(frozen=True)
class Tenures:
    """All tenures in order of their ids, and all `sightings` with `group` and `nth` of the tenure that each shows."""

    all: Sequence[Tenure]
    sightings: pl.DataFrame


def resolve_tenures(own: Rows, documents: pl.DataFrame, entities: Entities) -> Tenures:
    """The tenures that the holdings of all documents show.

    Where a document does not say whose office it is, the only country that others give for it counts, and where one
    says what twice as many contradict, theirs does. `documents` have document_id and `on`, in order of time.
    """
    held = _held(own, documents, entities)
    held = held.join(_countries(held), on=list(SERVED), how="left", nulls_equal=True)
    called = pl.col("called").is_not_null()
    held = held.filter(~(called & (pl.col("office") == "official")))  # a word for anybody in a state's service
    held = _rank_of_diplomats(held)
    groups = held.select(KEY).unique(maintain_order=True).with_row_index("group")
    seen = held.join(groups, on=list(KEY), how="inner", nulls_equal=True)
    seen = seen.select("group", "document_id", "start", "end", "on")
    runs = _runs(groups, seen.select("group", "on").unique())
    seen = seen.join(runs, on=["group", "on"], how="inner", nulls_equal=True)
    counts = seen.group_by("group", "nth").agg(
        pl.col("on").min().alias("first"), pl.col("on").max().alias("last"), pl.col("document_id").n_unique()
    )
    told = counts.join(groups, on="group").select(*KEY, "first", "last", "document_id", "group", "nth")
    tenures = [_tenure(*row) for row in told.iter_rows()]
    return Tenures(sorted(tenures, key=lambda t: t.tenure_id), seen)


def _tenure(person: str, office: str, country: str | None, organisation: str | None, status: str, *seen: Any) -> Tenure:
    nth = seen[-1]
    identity = tenure_id(person, office, country, organisation, status, nth)
    return Tenure(identity, person, office, country, organisation, status, *seen)


def _held(own: Rows, documents: pl.DataFrame, entities: Entities) -> pl.DataFrame:
    """The holdings with person and organisation as entities, the country that is `said`, and the day."""
    numbered = documents.select("document_id", "on", pl.int_range(pl.len(), dtype=pl.Int64).alias("at"))
    held = own["own_held"].rename({"country": "said"}).join(numbered, on="document_id", how="inner")
    home = entities.rows.select("row", "group")
    for number, name in (("entity", "person"), ("organisation", "organisation")):
        held = held.with_columns((pl.col("at") * MOST + pl.col(number)).alias("row"))
        held = held.join(home, on="row", how="left").drop("row", number)
        held = held.with_columns(entities.ids(held["group"]).alias(name)).drop("group")
    return held


def _countries(held: pl.DataFrame) -> pl.DataFrame:
    """The `country` that stands for the one that is `said` of a person in an office: as `outvoted` says."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    told = held.filter(pl.col("said").is_not_null()).select(*SERVED, "document_id").unique()
    for person, office, country, count in told.group_by(SERVED).len().iter_rows():
        counts[person, office][country] = count
    ways = held.select(SERVED).unique()
    stands = [outvoted(counts.get((person, office), {}), said) for person, office, said in ways.iter_rows()]
    return ways.with_columns(pl.Series("country", stands, pl.String))


def _rank_of_diplomats(held: pl.DataFrame) -> pl.DataFrame:
    """Of a state's "top diplomat" the office: its foreign minister, but where others are called that about the day."""
    called = pl.col("called").is_not_null()
    minister = pl.col("office") == "foreign minister"
    asked = held.filter(minister & called & pl.col("on").is_not_null()).select("said", "on", "person").unique()
    if asked.is_empty():
        return held
    ministers = _named_ministers(held.filter(minister & ~called))
    lower = asked.filter(
        pl.Series(
            [_others(ministers.get(said or "", ()), on, who) for said, on, who in asked.iter_rows()], dtype=pl.Boolean
        )
    ).with_columns(pl.lit("official").alias("lower"))
    held = held.with_columns((minister & called).alias("loose"))
    held = held.join(
        lower.with_columns(pl.lit(True).alias("loose")),
        on=["said", "on", "person", "loose"],
        how="left",
        nulls_equal=True,
    )
    return held.with_columns(pl.coalesce("lower", "office").alias("office")).drop("lower", "loose")


def _others(ministers: Iterable[tuple[dt.date, str]], on: dt.date, person: str) -> bool:
    about = {who for day, who in ministers if abs(day - on) <= AROUND}
    return bool(about) and person not in about


def _named_ministers(held: pl.DataFrame) -> Ministers:
    """By country: on which days whom a document called its foreign minister, in so many words."""
    found: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
    now = held.filter((pl.col("status") == "current") & pl.col("said").is_not_null() & pl.col("on").is_not_null())
    for country, on, person in now.select("said", "on", "person").unique().iter_rows():
        found[country].append((on, person))
    return found


def _runs(groups: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """The `nth` time in office to which each day of a group belongs: a long gap or another holder parts two."""
    days = days.sort("group", "on", nulls_last=True)
    before = pl.col("on").shift(1).over("group")
    days = days.with_columns(before.alias("before"))
    far = days.filter(pl.col("on") - pl.col("before") > RETURN).join(groups, on="group")
    asked = far.select("group", "before", "on", "person", "office", "country", "status")
    seats = _Seats(groups, days)
    parted = [
        (group, on)
        for group, earlier, on, person, office, country, status in asked.iter_rows()
        if broken(earlier, on, person, seats.of(office, country if status == "current" else None))
    ]
    cuts = pl.DataFrame(parted, {"group": days.schema["group"], "on": pl.Date}, orient="row")
    cuts = cuts.with_columns(pl.lit(1, pl.Int64).alias("cut"))
    days = days.join(cuts, on=["group", "on"], how="left", maintain_order="left")
    nth = pl.col("cut").fill_null(0).cum_sum().over("group").alias("nth")
    return days.with_columns(nth).select("group", "on", "nth")


class _Seats:
    """Who was seen in which office of which country: looked up when it is asked for, since few times are parted."""

    def __init__(self, groups: pl.DataFrame, days: pl.DataFrame) -> None:
        self._groups, self._days = groups, days
        self._found: dict[tuple[str, str], list[tuple[dt.date, str]]] | None = None

    def of(self, office: str, country: str | None) -> Callable[[], Seen]:
        """What gives the days of holders, and who they were."""
        return lambda: () if country is None else self._all().get((office, country), ())

    def _all(self) -> Mapping[tuple[str, str], Seen]:
        if self._found is None:
            self._found = defaultdict(list)
            seats = self._groups.filter((pl.col("status") == "current") & pl.col("country").is_not_null())
            seen = self._days.filter(pl.col("on").is_not_null()).join(seats, on="group")
            for office, country, on, person in (
                seen.select("office", "country", "on", "person").unique().sort("on", "person").iter_rows()
            ):
                self._found[office, country].append((on, person))
        return self._found


def tenure_row(tenure: Tenure) -> Row:
    """Its row of `tenures`."""
    return {
        "tenure_id": tenure.tenure_id,
        "person_id": tenure.person_id,
        "office": tenure.office,
        "country": tenure.country,
        "organisation_id": tenure.organisation_id,
        "status": tenure.status,
        "first_seen_on": tenure.first,
        "last_seen_on": tenure.last,
        "document_count": tenure.documents,
    }


def seats_of(tenures: Iterable[Tenure]) -> dict[tuple[str, str], list[Tenure]]:
    """Current tenures of single-seat offices, by office and country."""
    seats: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        if tenure.status == "current" and tenure.country and tenure.office in SINGLE_SEAT and tenure.first:
            seats[tenure.office, tenure.country].append(tenure)
    return seats


def resolve_roles(offices: pl.DataFrame, tenures: Iterable[Tenure]) -> pl.DataFrame:
    """Who is meant by an office that is named without a person: `holder` by document_id and `position` of the mention.

    The one person whom some document shows to hold that single-seat office of that country about the document's day;
    nobody where there are two, or none. `offices` have document_id, position, office, country and `on`.
    """
    held = [
        (office, country, t.person_id, t.first, t.last)
        for (office, country), seat in seats_of(tenures).items()
        for t in seat
    ]
    columns = {"office": pl.String, "country": pl.String, "holder": pl.String, "first": pl.Date, "last": pl.Date}
    seats = pl.DataFrame(held, columns, orient="row")
    asked = offices.select("office", "country", "on").unique().join(seats, on=["office", "country"])
    days = AROUND.days
    about = (pl.col("first").dt.offset_by(f"-{days}d") <= pl.col("on")) & (
        pl.col("on") <= pl.col("last").dt.offset_by(f"{days}d")
    )
    there = asked.filter(about).group_by("office", "country", "on").agg(pl.col("holder").unique())
    one = there.filter(pl.col("holder").list.len() == 1).with_columns(pl.col("holder").list.first())
    return offices.join(one, on=["office", "country", "on"]).select("document_id", "position", "holder")
