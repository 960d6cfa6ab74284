"""Annotates and resolves a whole store: through the engine and past the gates to the enriched tables.

Here belongs the chain over all documents. One document is read in `annotate`, all together in `resolve`; Dagster's
view stands in `asset`.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import polars as pl

from assets.enriched import judging, rulings_file, sentinels, step
from assets.enriched.resolve.resolve import DocumentFacts, Resolution, resolve_all
from assets.parsed.step import parse_key, parse_step
from assets.raw.rows import documents as documents_of
from checks import flow
from checks.registry import TABLES, frame
from checks.sentinels import not_asked
from runtime import engine
from runtime.options import RunOptions
from runtime.produced import Produced
from runtime.progress import sink
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
    """The index `annotations`: document_id, key of its kept result, and the error where there was one.

    Before anything is annotated the sentinel documents are; where they are not understood, nothing is.
    """
    sources = _sources(store, raw["documents"], records["articles"])
    keys = {document_id: step.annotate_key(source) for document_id, source in sources.items()}
    work = step.annotate_step(store.batches)
    if options.full:
        engine.discard(work)
    items = {keys[document_id]: source for document_id, source in sources.items()}
    done, watched = 0, not_asked()
    if items.keys() - engine.kept(work.folder):
        watched = sentinels.watched(store, options)
        done = 0 if watched.stops else engine.run(work, items, options.workers, options.limit)
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
    outcomes = [watched, flow.step_errors("annotations", "annotator_errors", len(failed), len(keys), refused)]
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
    found = (kept[key] for key in good["key"])
    results = [result for result in found if not isinstance(result, engine.Failure)]
    facts, rulings, previous = _facts(raw, records), rulings_file.rulings(store), rulings_file.previous(store)

    def resolved(without: Collection[str]) -> Resolution:
        left = [result for result in results if result.document_id not in without]
        resolution = resolve_all(left, facts, rulings, previous)
        rulings_file.mark_first_seen(store, run_id, resolution.tables["events"])
        return resolution

    judged = judging.judge(resolved, {"documents": raw["documents"], "articles": records["articles"]})
    sources = dict(raw["documents"].select("document_id", "source_uri").iter_rows())
    refused = [*judging.refused(judged, run_id, sources)]
    sink().advance("resolve", 1)
    quarantine = frame(TABLES["quarantine"], refused)
    outcomes = [*rulings_file.outcomes(judged.resolution), *judged.outcomes]
    return Produced(judged.tables | {"quarantine": quarantine}, outcomes)


def _facts(raw: Mapping[str, pl.DataFrame], records: Mapping[str, pl.DataFrame]) -> dict[str, DocumentFacts]:
    joined = records["articles"].join(raw["documents"].select("document_id", "raw_text"), on="document_id")
    names = [name for name in DocumentFacts.__dataclass_fields__ if name in joined.columns]
    return {row["document_id"]: DocumentFacts(**row) for row in joined.select(names).iter_rows(named=True)}
