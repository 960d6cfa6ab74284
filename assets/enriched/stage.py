"""Runs the pure stages over a whole store: through the engine, past the gates, into tables and check outcomes.

Here belongs the chain from one stage's tables to the next one's. Dagster's view of it stands in the `asset.py` files.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from assets.enriched.resolve.resolve import DocumentFacts, resolve_all
from assets.parsed import stories
from assets.parsed.records import Parsed
from assets.raw.records import RawDocument
from checks import flow
from checks.gate import Gated, gate
from checks.registry import TABLES, frame, of_stage
from checks.results import Outcome
from pipelines import engine, intake, rulings, work
from pipelines.progress import sink
from pipelines.rows import Row, article_row, refused_document, refused_rows, segment_rows
from pipelines.store import Store, StoreError

if TYPE_CHECKING:
    from assets.enriched.annotate.annotate import Source

WORKERS = max(1, os.cpu_count() or 1)


@dataclass
class Produced:
    """What a stage made of its inputs: tables, outcomes of its checks, and notes for later stages."""

    tables: dict[str, pl.DataFrame]
    outcomes: list[Outcome]
    notes: dict[str, Any] = field(default_factory=dict)


def parsed(
    store: Store, run_id: str, raw: Mapping[str, pl.DataFrame], *, full: bool, workers: int = WORKERS
) -> Produced:
    """`articles`, `segments` and this stage's refusals, from the raw tables."""
    current = raw["documents"].filter(pl.col("superseded_by").is_null())
    documents = list(intake.documents(current))
    keys = {d.document_id: work.parse_key(row) for d, row in zip(documents, current.iter_rows(named=True), strict=True)}
    step = work.parse_step(store.batches)
    _forget(step, full)
    done = engine.run(step, {keys[d.document_id]: d for d in documents}, workers)
    found = dict(engine.results(step, keys.values()))
    good: list[tuple[RawDocument, Parsed]] = []
    refused: list[Row] = []
    errors = 0
    for document in documents:
        outcome = found[keys[document.document_id]]
        if isinstance(outcome, engine.Failure):
            errors += 1
            refused.append(refused_document(run_id, document, "parsed", "parser_error", outcome.error))
        elif issues := [issue for issue in outcome.issues if issue.quarantine]:
            refused += [
                refused_document(
                    run_id, document, "parsed", i.rule, i.message, column_name=i.column_name, value=i.value
                )
                for i in issues
            ]
        else:
            good.append((document, outcome))
    articles, segments, outcomes = _gated_articles(run_id, good, refused)
    outcomes += [
        flow.step_errors("articles", "parser_errors", errors, len(documents)),
        flow.accounted(current, articles, refused),
        flow.unknown_share(segments),
    ]
    quarantine = frame(TABLES["quarantine"], refused)
    notes = {"worked_on": done, "version": step.folder.name}
    return Produced({"articles": articles, "segments": segments, "quarantine": quarantine}, outcomes, notes)


def _gated_articles(
    run_id: str, good: list[tuple[RawDocument, Parsed]], refused: list[Row]
) -> tuple[pl.DataFrame, pl.DataFrame, list[Outcome]]:
    """The valid rows of both tables; a document whose article or segments are refused is turned away as a whole."""
    groups = stories.group(
        [stories.StoryInput(d.document_id, p.article.title, p.article.body, p.article.published.on) for d, p in good]
    )
    sources = {d.document_id: d.source_uri for d, _ in good}
    articles = frame(TABLES["articles"], (article_row(p, groups[d.document_id]) for d, p in good))
    segments = frame(TABLES["segments"], (row for d, p in good for row in segment_rows(d, p)))
    judged = gate(segments, TABLES["segments"])
    broken = judged.refused["document_id"].unique()
    article_gate = gate(articles.filter(~pl.col("document_id").is_in(broken.implode())), TABLES["articles"])
    refused += refused_rows(run_id, article_gate, TABLES["articles"], sources, "document")
    refused += refused_rows(run_id, judged, TABLES["segments"], sources, "document")
    kept = article_gate.valid["document_id"]
    segments = judged.valid.filter(pl.col("document_id").is_in(kept.implode()))
    outcomes = [
        flow.gate_outcome("articles", articles.height, article_gate),
        flow.gate_outcome("segments", judged.valid.height + judged.refused.height, judged),
    ]
    return _without_lost_originals(article_gate.valid), segments, outcomes


def _without_lost_originals(articles: pl.DataFrame) -> pl.DataFrame:
    """An article whose near duplicate's original was turned away stands by itself."""
    original = pl.col("near_duplicate_of")
    return articles.with_columns(pl.when(original.is_in(articles["document_id"].implode())).then(original))


def _forget(step: engine.Step[Any, Any], full: bool) -> None:
    """A full run keeps no finished batch; other versions' batches are dropped when a run publishes."""
    if full:
        shutil.rmtree(step.folder, ignore_errors=True)


def annotated(
    store: Store,
    run_id: str,
    raw: Mapping[str, pl.DataFrame],
    records: Mapping[str, pl.DataFrame],
    *,
    full: bool,
    workers: int = WORKERS,
) -> Produced:
    """The index `annotations`: document_id, key of its kept result, and the error where there was one."""
    sources = _sources(store, raw["documents"], records["articles"])
    keys = {document_id: work.annotate_key(source) for document_id, source in sources.items()}
    step = work.annotate_step(store.batches)
    _forget(step, full)
    done = engine.run(step, {keys[document_id]: source for document_id, source in sources.items()}, workers)
    failed = engine.failures(step, keys.values())
    uris = dict(raw["documents"].select("document_id", "source_uri").iter_rows())
    refused = [
        {
            "run_id": run_id,
            "level": "row",
            "document_id": document_id,
            "source_uri": uris[document_id],
            "stage": "enriched",
            "rule": "annotator_error",
            "message": f"the article is published without annotations: {failed[key]}",
        }
        for document_id, key in keys.items()
        if key in failed
    ]
    index = pl.DataFrame(
        {
            "document_id": list(keys),
            "key": list(keys.values()),
            "error": [failed.get(key) for key in keys.values()],
        },
        schema={"document_id": pl.String, "key": pl.String, "error": pl.String},
    )
    outcomes = [flow.step_errors("annotations", "annotator_errors", len(failed), len(keys))]
    tables = {"annotations": index, "quarantine": frame(TABLES["quarantine"], refused)}
    return Produced(tables, outcomes, {"worked_on": done, "version": step.folder.name})


def _sources(store: Store, documents: pl.DataFrame, articles: pl.DataFrame) -> dict[str, "Source"]:
    """What annotation reads of every published article, from the kept parses."""
    rows = documents.filter(pl.col("document_id").is_in(articles["document_id"].implode()))
    keys = {
        work.parse_key(row): document
        for row, document in zip(rows.iter_rows(named=True), intake.documents(rows), strict=True)
    }
    found = engine.results(work.parse_step(store.batches), keys)
    return {
        keys[key].document_id: work.source(keys[key], result)
        for key, result in found
        if not isinstance(result, engine.Failure)
    }


def enriched(
    store: Store,
    run_id: str,
    raw: Mapping[str, pl.DataFrame],
    records: Mapping[str, pl.DataFrame],
    annotations: pl.DataFrame,
) -> Produced:
    """The resolved tables and this stage's refusals."""
    sink().begin("resolve", 1)
    step = work.annotate_step(store.batches)
    good = annotations.filter(pl.col("error").is_null())
    kept = dict(engine.results(step, good["key"]))
    if len(kept) < len(set(good["key"])):
        raise StoreError("the annotations were made by other code, or their batches are gone: run all assets")
    results = [kept[key] for key in good["key"]]
    resolution = resolve_all(
        [r for r in results if not isinstance(r, engine.Failure)],
        _facts(raw, records),
        rulings.overrules(store),
        rulings.previous(store),
    )
    sources = dict(raw["documents"].select("document_id", "source_uri").iter_rows())
    known: dict[str, pl.DataFrame] = {"articles": records["articles"]}
    refused: list[Row] = []
    outcomes = rulings.outcomes(resolution)
    for table in _by_reference():
        rows = frame(table, resolution.tables[table.name])
        judged: Gated = gate(rows, table, known)
        known[table.name] = judged.valid
        refused += refused_rows(run_id, judged, table, sources)
        outcomes.append(flow.gate_outcome(table.name, rows.height, judged))
    sink().advance("resolve", 1)
    tables = {t.name: known[t.name] for t in of_stage("enriched")}
    return Produced(tables | {"quarantine": frame(TABLES["quarantine"], refused)}, outcomes)


def _by_reference() -> list[Any]:
    """The enriched tables, each behind those it points to."""
    waiting = list(of_stage("enriched"))
    ordered: list[Any] = []
    while waiting:
        names = {t.name for t in waiting}
        ready = [t for t in waiting if not any(r.table in names - {t.name} for r in t.references)]
        ordered += ready
        waiting = [t for t in waiting if t not in ready]
    return ordered


def _facts(raw: Mapping[str, pl.DataFrame], records: Mapping[str, pl.DataFrame]) -> dict[str, DocumentFacts]:
    joined = records["articles"].join(raw["documents"].select("document_id", "raw_text"), on="document_id")
    names = [name for name in DocumentFacts.__dataclass_fields__ if name in joined.columns]
    return {row["document_id"]: DocumentFacts(**row) for row in joined.select(names).iter_rows(named=True)}
