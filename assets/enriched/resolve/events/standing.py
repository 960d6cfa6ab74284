"""Which reports are as the last run had them, with all that they can be of one event with: those are not read again.

A report stands where its document, those who take part and where it was are what they were, and where no other that it
is compared with has come, gone or changed. Here belongs the following of what changed to all that it can reach, in
columns; what is left over is decided anew by `coreference`, from the reports themselves.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

import polars as pl

from assets.enriched.resolve.events.coreference import Event, Pair, reports_of, resolve_events
from assets.enriched.resolve.events.matching import ENOUGH, Countries, Report, match
from assets.enriched.resolve.events.meeting import SAID, compared, near
from assets.enriched.resolve.local_entities import Document
from assets.enriched.resolve.rulings import Reference, Rulings

PAIR = ("earlier_document", "earlier_event", "later_document", "later_event")
Read = Callable[[Collection[str]], Sequence[Document]]
"""Some documents, with their event mentions and the entity_id of each of their entities."""


@dataclass(frozen=True)
class Told:
    """What a run leaves of its reports for the next: each with its event and score, and the pairs that match.

    `reports` are as `meeting.reports_in_columns`, with `event_id` and `score`; `pairs` have PAIR and `score`.
    """

    reports: pl.DataFrame
    pairs: pl.DataFrame


@dataclass
class Events:
    """All events: those decided anew, and the ids of the others; `told` is what is left for the next run."""

    anew: list[Event]
    standing: pl.DataFrame
    told: Told
    unmatched: set[Reference] = field(default_factory=set)


def resolve_told(
    now: pl.DataFrame,
    given: Countries,
    read: Read,
    last: Told | None,
    same: pl.DataFrame | None,
    touched: pl.DataFrame,
    rulings: Rulings,
) -> Events:
    """The events that the reports `now` tell.

    `last` is what the last run left, if what it decided can stand; `same` are the documents (document_id) that are
    what they were for it, `touched` the rows of reports whose events are to be made anew in any case.
    """
    stand, gone = _standing(now, last, same)
    changed = now.join(stand, on="row", how="anti")
    asked = _asked(now, changed, gone)
    met = compared(now, asked)
    kept = _kept(last, now, stand, asked)
    begin = [asked.select("row"), met.select(row="earlier"), touched.select("row")]
    rows = _reached(now, pl.concat(begin).unique(), kept, gone)
    opened = now.join(rows, on="row", how="semi")
    reports = _reports(opened, given, read)
    at = {row: number for number, row in enumerate(reports)}
    listed = list(reports.values())
    fresh = [(match(reports[a], reports[b]), a, b) for a, b in met.iter_rows()]
    fresh = [pair for pair in fresh if pair[0] >= ENOUGH]
    known = kept.join(rows, left_on="later", right_on="row", how="semi").select("score", "earlier", "later").iter_rows()
    pairs: list[Pair] = [(score, at[a], at[b]) for score, a, b in (*known, *fresh)]
    told = opened.select("document_id", "trigger_start", "trigger_end", "kind", "before").drop_nulls("before")
    bore = {(document, start, end, kind): before for document, start, end, kind, before in told.iter_rows()}
    events, unmatched = resolve_events(listed, pairs, rulings, bore)
    standing = stand.join(rows, on="row", how="anti")
    return Events(events, standing, _left(now, standing, events, kept, fresh), unmatched)


def _standing(now: pl.DataFrame, last: Told | None, same: pl.DataFrame | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The reports that say what they said: `row`, `event_id`, `score`; and those of the last run that do not."""
    if last is None or same is None:
        nothing = now.clear().with_columns(
            pl.lit(None, pl.String).alias("event_id"), pl.lit(None, pl.Float64).alias("score")
        )
        return nothing.select("row", "event_id", "score"), nothing
    told = last.reports.with_columns(pl.col("event_id").alias("before"))
    found = now.join(same, on="document_id", how="semi").select("row", *SAID)
    found = found.join(told.select(*SAID, "event_id", "score"), on=list(SAID), how="inner", nulls_equal=True)
    gone = last.reports.join(now.join(found, on="row", how="semi"), on=["document_id", "event"], how="anti")
    return found.select("row", "event_id", "score"), gone


def _asked(now: pl.DataFrame, changed: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame:
    """The reports whose earlier ones are looked for anew: those that changed, and those that such a one came near."""
    rows = [changed.select("row")]
    rows += [pairs.filter(pl.col("other") > pl.col("row")).select(row="other") for pairs in near(changed, now)]
    rows += [pairs.select(row="other") for pairs in near(gone, now)]
    return pl.concat(rows).unique().sort("row")


def _kept(last: Told | None, now: pl.DataFrame, stand: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """The pairs of the last run that are not looked for anew: `score`, `earlier` and `later` by row."""
    rows = now.join(stand, on="row", how="semi").select("row", "document_id", "event")
    nothing = pl.DataFrame(schema={"score": pl.Float64, "earlier": rows.schema["row"], "later": rows.schema["row"]})
    if last is None:
        return nothing
    pairs = last.pairs
    for side in ("earlier", "later"):
        names = {"row": side, "document_id": f"{side}_document", "event": f"{side}_event"}
        pairs = pairs.join(rows.rename(names), on=[f"{side}_document", f"{side}_event"], how="inner")
    return pairs.select("score", "earlier", "later").join(asked, left_on="later", right_on="row", how="anti")


def _reached(now: pl.DataFrame, rows: pl.DataFrame, pairs: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame:
    """These rows and all that hang together with them: by pairs, or by the id that they bore or lend."""
    bore = now.select("row", id="before").drop_nulls()
    ids = gone.select(id="event_id")
    lends = now.select("row", id="lends")
    while True:
        ids = pl.concat([ids, *(side.join(rows, on="row", how="semi").select("id") for side in (bore, lends))]).unique()
        more = [rows, bore.join(ids, on="id", how="semi").select("row")]
        for one, other in (("earlier", "later"), ("later", "earlier")):
            more.append(pairs.join(rows, left_on=one, right_on="row", how="semi").select(row=other))
        reached = pl.concat(more).unique()
        if reached.height == rows.height:
            return reached.sort("row")
        rows = reached


def _reports(rows: pl.DataFrame, given: Countries, read: Read) -> dict[int, Report]:
    """The reports themselves, by row, in order."""
    places = {
        (document_id, event): row for row, document_id, event in rows.select("row", "document_id", "event").iter_rows()
    }
    wanted = {document_id for document_id, _ in places}
    found = reports_of(read(sorted(wanted)) if wanted else (), given)
    numbered = ((places.get((report.document.document_id, report.position)), report) for report in found)
    return {row: report for row, report in numbered if row is not None}


def _left(
    now: pl.DataFrame, standing: pl.DataFrame, events: Iterable[Event], kept: pl.DataFrame, fresh: Iterable[Pair]
) -> Told:
    """What the next run is told: all reports with their events, and all pairs."""
    anew = pl.DataFrame(
        [
            (report.document.document_id, report.position, event.event_id, score)
            for event in events
            for report, score in zip(event.reports, event.scores, strict=True)
        ],
        pl.Schema(
            {"document_id": pl.String(), "event": now.schema["event"], "event_id": pl.String(), "score": pl.Float64()}
        ),
        orient="row",
    )
    stood = now.select("row", "document_id", "event").join(standing, on="row", how="inner").select(anew.columns)
    reports = now.join(pl.concat([stood, anew]), on=["document_id", "event"], how="inner", maintain_order="left")
    schema = pl.Schema({"score": pl.Float64(), "earlier": now.schema["row"], "later": now.schema["row"]})
    pairs = pl.concat([kept, pl.DataFrame(list(fresh), schema, orient="row")])
    for side in ("earlier", "later"):
        names = {"row": side, "document_id": f"{side}_document", "event": f"{side}_event"}
        pairs = pairs.join(now.select("row", "document_id", "event").rename(names), on=side, how="inner")
    return Told(reports, pairs.select(*PAIR, "score"))
