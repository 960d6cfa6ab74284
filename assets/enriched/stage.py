"""Annotates and resolves a whole store: through the engine and past the gates to the enriched tables.

Here belongs the chain over all documents. One document is read in `annotate`, all together in `resolve`; Dagster's
view stands in `asset`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from assets.contract import Row
from assets.enriched import rulings_file, step
from assets.enriched.resolve.resolve import DocumentFacts, resolve_all
from assets.parsed.step import parse_key, parse_step
from assets.raw.rows import documents as documents_of
from checks import flow
from checks.gate import Gated, gate
from checks.registry import TABLES, frame, of_stage
from runtime import engine
from runtime.options import RunOptions
from runtime.produced import Produced
from runtime.progress import sink
from runtime.refusals import refused_rows
from runtime.store import Store, StoreError

if TYPE_CHECKING:
    from assets.enriched.annotate.annotate import Source


def annotated(
    store: Store,
    run_id: str,
    raw: Mapping[str, pl.DataFrame],
    records: Mapping[str, pl.DataFrame],
    options: RunOptions,
) -> Produced:
    """The index `annotations`: document_id, key of its kept result, and the error where there was one."""
    sources = _sources(store, raw["documents"], records["articles"])
    keys = {document_id: step.annotate_key(source) for document_id, source in sources.items()}
    work = step.annotate_step(store.batches)
    if options.full:
        engine.discard(work)
    items = {keys[document_id]: source for document_id, source in sources.items()}
    done = engine.run(work, items, options.workers, options.limit)
    failed = engine.failures(work, keys.values())
    uris = dict(raw["documents"].select("document_id", "source_uri").iter_rows())
    refused = [
        {
            "run_id": run_id,
            "level": "row",
            "document_id": document_id,
            "source_uri": uris[document_id],
            "stage": "enriched",
            "rule": "annotator_error" if failed[key].rule == "error" else failed[key].rule,
            "message": f"the article is published without annotations: {failed[key].error}",
        }
        for document_id, key in keys.items()
        if key in failed
    ]
    index = pl.DataFrame(
        {
            "document_id": list(keys),
            "key": list(keys.values()),
            "error": [failed[key].error if key in failed else None for key in keys.values()],
        },
        schema={"document_id": pl.String, "key": pl.String, "error": pl.String},
    )
    outcomes = [flow.step_errors("annotations", "annotator_errors", len(failed), len(keys))]
    tables = {"annotations": index, "quarantine": frame(TABLES["quarantine"], refused)}
    passing = sum(failure.again for failure in failed.values())
    return Produced(tables, outcomes, {"worked_on": done, "version": work.folder.name, "passing": passing})


def _sources(store: Store, documents: pl.DataFrame, articles: pl.DataFrame) -> dict[str, "Source"]:
    """What annotation reads of every published article, from the kept parses."""
    rows = documents.filter(pl.col("document_id").is_in(articles["document_id"].implode()))
    keys = {
        parse_key(row): document for row, document in zip(rows.iter_rows(named=True), documents_of(rows), strict=True)
    }
    found = engine.results(parse_step(store.batches), keys)
    return {
        keys[key].document_id: step.source(keys[key], result)
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
    work = step.annotate_step(store.batches)
    good = annotations.filter(pl.col("error").is_null())
    kept = dict(engine.results(work, good["key"]))
    if len(kept) < len(set(good["key"])):
        raise StoreError("the annotations were made by other code, or their batches are gone: run all assets")
    results = [kept[key] for key in good["key"]]
    resolution = resolve_all(
        [r for r in results if not isinstance(r, engine.Failure)],
        _facts(raw, records),
        rulings_file.rulings(store),
        rulings_file.previous(store),
    )
    sources = dict(raw["documents"].select("document_id", "source_uri").iter_rows())
    known: dict[str, pl.DataFrame] = {"articles": records["articles"]}
    refused: list[Row] = []
    outcomes = rulings_file.outcomes(resolution)
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
