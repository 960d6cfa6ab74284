"""Annotates and resolves a whole store: through the engine and past the gates to the enriched tables.

Of a document that has not changed, the index and the rows of what it says by itself are taken over from the published
run; who and what its numbers are is decided anew over all documents, over columns.

Here belongs the chain over all documents. One document is read in `annotate`, all together in `resolve`; Dagster's
view stands in `asset`.
"""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from assets.contract import Row
from assets.enriched import judging, rulings_file, sentinels, step
from assets.enriched.resolve.document_rows import OWN_TABLES
from assets.enriched.resolve.entity import untouched
from assets.enriched.resolve.entity.untouched import Earlier
from assets.enriched.resolve.events.standing import Told
from assets.enriched.resolve.local_entities import Acts, Document, DocumentFacts, Text
from assets.enriched.resolve.named.columns import in_time
from assets.enriched.resolve.resolve import Read, Resolution, own_tables, resolve_documents
from assets.parsed.step import parse_step
from assets.raw.rows import documents as raw_documents
from checks import flow, meaning
from checks.registry import TABLES, frame, polars_schema
from checks.sentinels import not_asked
from runtime import held
from runtime.batches import engine
from runtime.options import RunOptions
from runtime.produced import Produced
from runtime.progress import sink
from runtime.store import Store, StoreError

if TYPE_CHECKING:
    from assets.enriched.annotate.annotate import Source
    from assets.enriched.annotate.records import Annotation

OWN = {name: polars_schema(table) for name, table in OWN_TABLES.items()}
KEPT = OWN | {"own_faults": meaning.FAULTS}
TOLD = ("told_reports", "told_pairs")  # what `Told` holds
BY_EVENTS = "told_faults"  # what events break by themselves
FACTS = [
    name for name in DocumentFacts.__dataclass_fields__ if name not in ("document_id", "raw_text")
]  # of `articles`
AT_ONCE = 2_000  # documents of which all annotations are held as records at one time
INDEX = {"document_id": pl.String(), "key": pl.String(), "error": pl.String()}


def annotated(
    store: Store,
    run_id: str,
    raw: Mapping[str, pl.DataFrame | pl.LazyFrame],
    records: Mapping[str, pl.DataFrame],
    options: RunOptions,
) -> Produced:
    """The index `annotations`: document_id, key of its kept result, and the error where there was one.

    Before anything is annotated the sentinel documents are; where they are not understood, nothing is.
    """
    work = step.annotate_step(store.batches)
    if options.full:
        engine.discard(work)
    parses = records["parses"].select("document_id", "key")
    version = f"{parse_step(store.batches).folder.name} {work.folder.name}"
    before = _annotated_before(store, parses, version, engine.kept(work.folder))
    due = before.new(parses)
    rows = raw["documents"].lazy().filter(pl.col("document_id").is_in(due["document_id"].implode())).collect()
    sources = _sources(store, rows, due)
    keys = {document_id: step.annotate_key(source) for document_id, source in sources.items()}
    near = sorted(sources, key=lambda document_id: step.alike(sources[document_id]))  # copies are read together
    items = {keys[document_id]: sources[document_id] for document_id in near}
    done, watched = 0, not_asked()
    if engine.due(work, items):
        watched = sentinels.watched(store, options)
        done = 0 if watched.stops else engine.run(work, items, options.workers, options.limits, options.engine)
    failed = engine.failures(work, keys.values())
    uris = dict(rows.select("document_id", "source_uri").iter_rows())
    refused = [
        _without_annotations(run_id, document_id, uris[document_id], failed[key])
        for document_id, key in keys.items()
        if key in failed
    ]
    fresh = pl.DataFrame(
        {
            "document_id": list(keys),
            "key": list(keys.values()),
            "error": [failed[key].error if key in failed else None for key in keys.values()],
        },
        schema=INDEX,
    )
    index = before.tables["annotations"].vstack(fresh)
    good = index.filter(pl.col("error").is_null()).select("document_id")
    tables = {
        "annotations": index,
        "annotated_from": parses.join(good, on="document_id", how="semi", maintain_order="left"),
        "quarantine": frame(TABLES["quarantine"], refused),
    }
    outcomes = [watched, flow.step_errors("annotations", "annotator_errors", len(failed), index.height, refused)]
    passing = sum(failure.again for failure in failed.values())
    return Produced(tables, outcomes, {"worked_on": done, "passing": passing} | held.notes(version))


def _annotated_before(store: Store, parses: pl.DataFrame, version: str, kept: set[str]) -> held.Held:
    """The index of those articles whose annotation the published run has, and whose result is still kept."""
    before = held.take_over(store, "annotated", "annotated_from", {"annotations": INDEX}, parses, version)
    good = before.tables["annotations"].filter(pl.col("error").is_null())
    index = good.filter(pl.col("key").is_in(pl.Series(list(kept), dtype=pl.String).implode()))
    return held.Held(before.index.join(index, on="document_id", how="semi"), {"annotations": index})


def _without_annotations(run_id: str, document_id: str, source_uri: str, failure: engine.Failure) -> Row:
    """The quarantine row of an article over which annotation failed."""
    return {
        "run_id": run_id,
        "level": "row",
        "document_id": document_id,
        "source_uri": source_uri,
        "stage": "enriched",
        "rule": "annotator_error" if failure.rule == "error" else failure.rule,
        "message": f"the article is published without annotations: {failure.error}",
    }


def _sources(store: Store, documents: pl.DataFrame, parses: pl.DataFrame) -> dict[str, "Source"]:
    """What annotation reads of these documents, from the kept parses."""
    key_of = dict(parses.iter_rows())
    by_key = {key_of[document.document_id]: document for document in raw_documents(documents)}
    found = engine.results(parse_step(store.batches), by_key)
    return {
        by_key[key].document_id: step.source(by_key[key], result)
        for key, result in found
        if not isinstance(result, engine.Failure)
    }


def enriched(
    store: Store,
    run_id: str,
    raw: Mapping[str, pl.DataFrame | pl.LazyFrame],
    records: Mapping[str, pl.DataFrame | pl.LazyFrame],
    annotations: pl.DataFrame,
    options: RunOptions,
) -> Produced:
    """The resolved tables and this stage's refusals. Texts, which may be long, are read of those that are asked for."""
    sink().begin("resolve", 1)
    work = step.annotate_step(store.batches)
    keys = annotations.filter(pl.col("error").is_null()).select("document_id", "key")
    held_keys = keys.clear() if options.full else keys
    before = held.take_over(store, "enriched", "resolved_from", KEPT, held_keys, work.folder.name)
    documents, due = raw["documents"].lazy(), before.new(keys)
    new = documents.join(due.lazy(), on="document_id", how="semi").collect()
    articles = _articles(records["articles"].lazy(), due)
    fresh = _own(work, due, new)
    own = {name: before.tables[name].vstack(rows) for name, rows in fresh.items()}
    known = {"documents": new, "articles": articles}
    earlier = _earlier(store, before, articles, work.folder.name)
    by_events = judging.NOTHING_BEFORE.of_events if earlier is None else earlier.tables[BY_EVENTS]
    judged_before = judging.Before(before.index["document_id"], before.tables["own_faults"], by_events)
    alone = judging.alone(own, known, judged_before)
    facts = articles.join(keys, on="document_id", how="semi").select("document_id", *FACTS)
    resolving = _resolving(store, run_id, facts, own, earlier, _documents(work, keys, facts, documents))
    judged = judging.judge(resolving, known, judged_before, alone)
    sources = dict(documents.select("document_id", "source_uri").collect().iter_rows())
    quarantine = frame(TABLES["quarantine"], [*judging.refused(judged, run_id, sources)])
    sink().advance("resolve", 1)
    kept = _without({"resolved_from": keys, "own_faults": judged.faults} | own, judged.blamed)
    kept[BY_EVENTS] = judged.of_events
    if judged.resolution.told is not None:
        kept |= dict(zip(TOLD, (judged.resolution.told.reports, judged.resolution.told.pairs), strict=True))
    outcomes = [*rulings_file.outcomes(judged.resolution), *judged.outcomes]
    blamed = pl.Series(sorted(judged.blamed), dtype=pl.String)
    grown = before.grown(_without(fresh, judged.blamed), blamed)
    tables = judged.tables | kept | {"quarantine": quarantine}
    return Produced(tables, outcomes, held.notes(work.folder.name), grown)


def _results(work: "engine.Step[Source, Annotation]", keys: pl.Series, kind: type[Any] | None) -> list[Any]:
    """The kept annotations, of `kind` if only part of them is read. Raises StoreError where one is missing."""
    found = dict(engine.results(work, keys, kind))
    if len(found) < keys.n_unique():
        raise StoreError("the annotations were made by other code, or their batches are gone: run all assets")
    return [found[key] for key in keys if not isinstance(found[key], engine.Failure)]


def _articles(articles: pl.LazyFrame, due: pl.DataFrame) -> pl.DataFrame:
    """What is known of articles; the `body` of those alone that are due."""
    bodies = articles.select("document_id", "body").join(due.lazy(), on="document_id", how="semi")
    return (
        articles.select("document_id", *FACTS)
        .join(bodies, on="document_id", how="left", maintain_order="left")
        .collect()
    )


def _own(
    work: "engine.Step[Source, Annotation]", keys: pl.DataFrame, documents: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """What documents say by themselves, by the names of OWN; so many are read at a time."""
    found = []
    for some in keys.iter_slices(AT_ONCE):
        of_some = documents.join(some, on="document_id", how="semi").select("document_id", "raw_text")
        read: dict[str, Text] = dict(of_some.iter_rows())
        annotations = _results(work, some["key"], None)
        found.append(own_tables((annotation, read[annotation.document_id]) for annotation in annotations))
    return {name: pl.concat([tables[name] for tables in found or [own_tables(())]]) for name in OWN}


def _documents(
    work: "engine.Step[Source, Annotation]", keys: pl.DataFrame, articles: pl.DataFrame, documents: pl.LazyFrame
) -> Read:
    """What reads some documents back, as far as resolution asks."""

    def read(wanted: Collection[str]) -> list[Document]:
        ids = pl.DataFrame({"document_id": list(wanted)}, {"document_id": pl.String})
        texts = documents.select("document_id", "raw_text").join(ids.lazy(), on="document_id", how="semi").collect()
        acts = {
            acts.document_id: acts for acts in _results(work, keys.join(ids, on="document_id", how="semi")["key"], Acts)
        }
        rows = articles.join(ids, on="document_id", how="semi").join(texts, on="document_id", how="inner")
        told = rows.select("document_id", "raw_text", *FACTS).iter_rows()
        return [Document(acts[document_id], DocumentFacts(document_id, *said)) for document_id, *said in told]

    return read


def _resolving(
    store: Store,
    run_id: str,
    articles: pl.DataFrame,
    own: Mapping[str, pl.DataFrame],
    earlier: Earlier | None,
    read: Read,
) -> Callable[[Collection[str]], Resolution]:
    """What resolves all documents but some. `own` has the rows of what each says by itself."""
    rulings, previous = rulings_file.rulings(store), rulings_file.previous(store)
    facts = in_time(
        articles.select(
            "document_id",
            pl.col("published_on").alias("on"),
            pl.coalesce("story_id", "document_id").alias("story"),
            pl.coalesce("outlet", "domain").alias("outlet"),
        )
    )

    def resolved(without: Collection[str]) -> Resolution:
        left = _without({"facts": facts} | dict(own), without)
        resolution = resolve_documents(left.pop("facts"), left, read, rulings, previous, earlier)
        rulings_file.mark_first_seen(store, run_id, resolution.tables["events"])
        return resolution

    return resolved


def _earlier(store: Store, before: held.Held, articles: pl.DataFrame, version: str) -> Earlier | None:
    """What the published run has resolved, where that can stand: by this code, without a ruling then or now."""
    manifest = held.published_by_this_code(store)
    if before.index.is_empty() or manifest is None or manifest.settings.get("overrules") or store.rulings_digest():
        return None
    tables = {name: held.noted(store, "enriched", name, version) for name in (*untouched.TABLES, *TOLD, BY_EVENTS)}
    told = held.noted(store, "parsed", "articles", parse_step(store.batches).folder.name)
    if told is None or any(rows is None for rows in tables.values()):
        return None
    read = articles.select("document_id", *FACTS).join(before.index, on="document_id", how="semi")
    same = read.join(told.select("document_id", *FACTS), on=["document_id", *FACTS], how="semi", nulls_equal=True)
    there = {name: rows for name, rows in tables.items() if rows is not None}
    return Earlier(there, same.select("document_id"), Told(*(there[name] for name in TOLD)))


def _without(own: Mapping[str, pl.DataFrame], left_out: Collection[str]) -> dict[str, pl.DataFrame]:
    """The rows of all documents but some."""
    if not left_out:
        return dict(own)
    return {name: rows.filter(~pl.col("document_id").is_in(sorted(left_out))) for name, rows in own.items()}
