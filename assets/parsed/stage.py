"""Parses a whole store: from the raw tables through the engine and past the gates to `articles` and `segments`.

What the published run says of a document that has not changed is taken over as it stands, but for its story and what it
is a copy of, which others may have changed (see `collection`). Here belongs the chain over all documents. One document
is parsed in `parse`; Dagster's view stands in `asset`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from assets.contract import Row
from assets.parsed import collection, step
from assets.parsed.collection import SAID, Collection, collected
from assets.parsed.records import Parsed
from assets.parsed.rows import article_row, segment_rows
from assets.parsed.step import PARSED_FROM
from assets.parsed.stories import prints
from assets.raw.records import RawDocument
from assets.raw.rows import documents as documents_of
from checks import flow, meaning
from checks.gate import gate
from checks.registry import TABLES, frame, polars_schema
from checks.results import Outcome
from runtime import held
from runtime.batches import engine
from runtime.options import RunOptions
from runtime.outputs.grown import Grown
from runtime.produced import Produced
from runtime.refusals import refused_document, refused_rows
from runtime.store import Store

PARSER_ERROR = "a fault of ours, by which no other document is held up; please report it with the document"
ASKED = (TABLES["articles"], TABLES["segments"])
KEPT: dict[str, dict[str, pl.DataType]] = {table.name: polars_schema(table) for table in ASKED}
KEPT |= {"article_faults": meaning.FAULTS}


@dataclass
class _New:
    """What became of the documents that were not taken over."""

    good: list[tuple[RawDocument, Parsed]] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)
    failed: list[Row] = field(default_factory=list)  # over which the parser failed; they are among those refused too
    passing: int = 0  # failures that the next run tries again


@dataclass(frozen=True)
class _Judged:
    """The tables of KEPT, of the documents that are published, how they have grown, and what was found of them."""

    tables: dict[str, pl.DataFrame]
    outcomes: list[Outcome]
    grown: dict[str, Grown]


def parsed(store: Store, run_id: str, raw: Mapping[str, pl.DataFrame | pl.LazyFrame], options: RunOptions) -> Produced:
    """`articles`, `segments` and this stage's refusals, from the raw tables."""
    whole = raw["documents"].lazy()
    documents = whole.select(*PARSED_FROM, "source_uri", "superseded_by").collect()
    current = documents.filter(pl.col("superseded_by").is_null())
    work = step.parse_step(store.batches)
    version = work.folder.name
    if options.full:
        engine.discard(work)
    keys = step.parse_keys(current, held.noted(store, "parsed", "parses", version))
    kept = collection.told(store, version)
    known = keys if kept is not None else keys.clear()
    before = held.take_over(store, "parsed", "parses", KEPT, known, version, engine.kept(work.folder))
    new = before.new(current)["document_id"]
    rows = whole.filter(pl.col("document_id").is_in(new.implode())).collect()
    found = _New()
    done = _parse(work, run_id, rows, keys.select("document_id", "key"), options, found)
    together = collected(before, kept, _prints(found))
    judged = _judged(run_id, before, found, rows, documents, together)
    articles = judged.tables["articles"]
    outcomes = [
        *judged.outcomes,
        flow.step_errors("articles", "parser_errors", len(found.failed), current.height, found.failed),
        flow.accounted(current, articles, found.refused),
        flow.unknown_share(judged.tables["segments"]),
    ]
    tables = judged.tables | together.tables | {
        "quarantine": frame(TABLES["quarantine"], found.refused),
        "parses": keys.join(articles, on="document_id", how="semi", maintain_order="left"),
    }  # fmt: skip
    notes = {"worked_on": done, "passing": found.passing} | held.notes(version)
    return Produced(tables, outcomes, notes, judged.grown | together.grown)


def _parse(
    work: engine.Step[RawDocument, Parsed],
    run_id: str,
    rows: pl.DataFrame,
    keys: pl.DataFrame,
    options: RunOptions,
    found: _New,
) -> int:
    """Parses the rows' documents and sorts them into good ones and refused ones; returns how many it had to parse."""
    documents = list(documents_of(rows))
    key_of = dict(keys.join(rows, on="document_id", how="semi").iter_rows())
    done = engine.run(
        work, {key_of[d.document_id]: d for d in documents}, options.workers, options.limits, options.engine
    )
    outcomes = dict(engine.results(work, key_of.values()))
    for document in documents:
        outcome = outcomes[key_of[document.document_id]]
        if isinstance(outcome, engine.Failure):
            found.passing += outcome.again
            found.failed.append(_failed(run_id, document, outcome))
        elif any(issue.quarantine for issue in outcome.issues):
            found.refused += _turned_away(run_id, document, outcome)
        else:
            found.good.append((document, outcome))
    found.refused += found.failed
    return done


def _failed(run_id: str, document: RawDocument, failure: engine.Failure) -> Row:
    rule = "parser_error" if failure.rule == "error" else failure.rule
    message = failure.error if rule != "parser_error" else f"{failure.error}: {PARSER_ERROR}"
    return refused_document(run_id, document.document_id, document.source_uri, "parsed", rule, message)


def _turned_away(run_id: str, document: RawDocument, outcome: Parsed) -> Iterable[Row]:
    for i in outcome.issues:
        if i.quarantine:
            yield refused_document(
                run_id,
                document.document_id,
                document.source_uri,
                "parsed",
                i.rule,
                i.message,
                column_name=i.column_name,
                value=i.value,
            )


def _prints(found: _New) -> pl.DataFrame:
    """What is compared of the new articles."""
    read = ((d.document_id, p.article.published.on, p.article.title, p.article.body) for d, p in found.good)
    return prints.prints_of(read)


def _judged(
    run_id: str,
    before: held.Held,
    found: _New,
    rows: pl.DataFrame,
    documents: pl.DataFrame,
    together: Collection,
) -> _Judged:
    """Gates the new rows, and asks what all rows mean; `rows` are the new ones of `documents`, whole.

    A document whose article or segments are refused is turned away as a whole.
    """
    sources = dict(rows.select("document_id", "source_uri").iter_rows())
    fresh = frame(TABLES["articles"], (article_row(p) for _, p in found.good))
    segments = frame(TABLES["segments"], (row for d, p in found.good for row in segment_rows(d, p)))
    judged = gate(segments, TABLES["segments"])
    own = _told(fresh, together.said(fresh["document_id"])).with_columns(near_duplicate_of=pl.lit(None, pl.String))
    article_gate = gate(
        own.join(judged.refused, on="document_id", how="anti", maintain_order="left"), TABLES["articles"]
    )
    found.refused += refused_rows(run_id, article_gate, TABLES["articles"], sources, "document")
    found.refused += refused_rows(run_id, judged, TABLES["segments"], sources, "document")
    valid = article_gate.valid
    came = {"articles": valid, "segments": _of(judged.valid, valid["document_id"])}
    came["article_faults"] = meaning.faults(came | {"documents": _of(rows, valid["document_id"])}, ASKED)
    aside, outcomes = _meaning(before, came, documents, together)
    places = dict(_of(documents, pl.Series(sorted(aside), dtype=pl.String)).select("document_id", "source_uri").rows())
    found.refused += (_set_aside(run_id, document, places[document], b) for document, b in sorted(aside.items()))
    gates = (("articles", fresh.height, article_gate), ("segments", segments.height, judged))
    outcomes += (flow.gate_outcome(name, new + before.tables[name].height, gated) for name, new, gated in gates)
    tables, grown = _whole(before, came, pl.Series(sorted(aside), dtype=pl.String), together)
    return _Judged(tables, outcomes, grown)


def _whole(
    before: held.Held, came: Mapping[str, pl.DataFrame], aside: pl.Series, together: Collection
) -> tuple[dict[str, pl.DataFrame], dict[str, Grown]]:
    """The tables of KEPT without the documents set aside, held rows first, and how they have grown.

    A held article of which others say something else now is a new row.
    """
    articles = before.tables["articles"]
    there = pl.concat([articles["document_id"], came["articles"]["document_id"]])
    said = together.said(there.filter(~there.is_in(aside.implode())))
    stand = articles.select("document_id", *SAID).join(
        said, on=["document_id", *SAID], how="semi", nulls_equal=True, maintain_order="left"
    )
    moved = articles["document_id"].filter(~articles["document_id"].is_in(stand["document_id"].implode()))
    changed = pl.concat([_of(articles, moved), came["articles"]])
    new = {name: _without(rows, aside) for name, rows in came.items()}
    new["articles"] = _told(_without(changed, aside), said)
    gone = {"articles": moved, "segments": aside, "article_faults": aside}
    grown: dict[str, Grown] = {}
    for name, rows in new.items():
        grown |= before.grown({name: rows}, gone[name])
    return {name: pl.concat([_without(before.tables[name], gone[name]), rows]) for name, rows in new.items()}, grown


def _of(rows: pl.DataFrame, documents: pl.Series) -> pl.DataFrame:
    return rows.filter(pl.col("document_id").is_in(documents.implode()))


def _without(rows: pl.DataFrame, documents: pl.Series) -> pl.DataFrame:
    return rows if documents.is_empty() else rows.filter(~pl.col("document_id").is_in(documents.implode()))


def _set_aside(run_id: str, document_id: str, source_uri: str, broken: meaning.Broken) -> Row:
    """The quarantine row of a document of which a row breaks a rule of meaning."""
    rule = broken.rule
    message = f"{rule.holds}: {rule.remedy}"
    return refused_document(run_id, document_id, source_uri, "parsed", f"{broken.table}_{rule.name}", message)


def _told(articles: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """The articles with what the collection says of them."""
    columns = [name for name in articles.columns if name not in SAID]
    own = articles.select(columns).join(said, on="document_id", how="left", maintain_order="left")
    return own.select(articles.columns)


def _meaning(
    before: held.Held, came: Mapping[str, pl.DataFrame], documents: pl.DataFrame, together: Collection
) -> tuple[dict[str, meaning.Broken], list[Outcome]]:
    """By document that is turned away, the rule of meaning that it breaks; of too many none is, and the run stops.

    What a document breaks by itself was asked of it alone; for the rest the columns that other documents decide are
    enough.
    """
    keys = {name: pl.concat([before.tables[name].select(TABLES[name].key), came[name].select(TABLES[name].key)])
            for name in ("articles", "segments")}  # fmt: skip
    articles = together.said(keys["articles"]["document_id"])
    told = documents.select("document_id", "superseded_by")
    faults = pl.concat([before.tables["article_faults"], came["article_faults"]])
    con = meaning.connection({"articles": articles, "segments": keys["segments"], "documents": told})
    try:
        found = meaning.broken(con, ASKED, faults)
    finally:
        con.close()
    aside = meaning.to_set_aside(found)
    if meaning.flooded(len(aside), articles.height):
        return {}, meaning.outcomes(ASKED, [], found)
    mended = [b for b in found if b.rule.effect == "quarantine"]
    return aside, meaning.outcomes(ASKED, mended, [b for b in found if b not in mended])
