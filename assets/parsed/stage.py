"""Parses a whole store: from the raw tables through the engine and past the gates to `articles` and `segments`.

Here belongs the chain over all documents. One document is parsed in `parse`; Dagster's view stands in `asset`.
"""

from collections.abc import Mapping

import polars as pl

from assets.contract import Row
from assets.parsed import step
from assets.parsed.records import Parsed
from assets.parsed.rows import article_row, segment_rows
from assets.parsed.stories import grouping
from assets.raw.records import RawDocument
from assets.raw.rows import documents as documents_of
from checks import flow, meaning
from checks.gate import gate
from checks.registry import TABLES, frame
from checks.results import Outcome
from runtime import engine
from runtime.options import RunOptions
from runtime.produced import Produced
from runtime.refusals import refused_document, refused_rows
from runtime.store import Store

PARSER_ERROR = "a fault of ours, by which no other document is held up; please report it with the document"


def parsed(store: Store, run_id: str, raw: Mapping[str, pl.DataFrame], options: RunOptions) -> Produced:
    """`articles`, `segments` and this stage's refusals, from the raw tables."""
    current = raw["documents"].filter(pl.col("superseded_by").is_null())
    documents = list(documents_of(current))
    keys = {d.document_id: step.parse_key(row) for d, row in zip(documents, current.iter_rows(named=True), strict=True)}
    work = step.parse_step(store.batches)
    if options.full:
        engine.discard(work)
    done = engine.run(work, {keys[d.document_id]: d for d in documents}, options.workers, options.limit)
    found = dict(engine.results(work, keys.values()))
    good: list[tuple[RawDocument, Parsed]] = []
    refused: list[Row] = []
    failed: list[Row] = []
    errors = passing = 0
    for document in documents:
        outcome = found[keys[document.document_id]]
        if isinstance(outcome, engine.Failure):
            errors += 1
            passing += outcome.again
            rule = "parser_error" if outcome.rule == "error" else outcome.rule
            message = outcome.error if rule != "parser_error" else f"{outcome.error}: {PARSER_ERROR}"
            failed.append(refused_document(run_id, document.document_id, document.source_uri, "parsed", rule, message))
        elif issues := [issue for issue in outcome.issues if issue.quarantine]:
            refused += [
                refused_document(
                    run_id,
                    document.document_id,
                    document.source_uri,
                    "parsed",
                    i.rule,
                    i.message,
                    column_name=i.column_name,
                    value=i.value,
                )
                for i in issues
            ]
        else:
            good.append((document, outcome))
    refused += failed
    articles, segments, outcomes = _gated_articles(run_id, good, refused, raw["documents"])
    outcomes += [
        flow.step_errors("articles", "parser_errors", errors, len(documents), failed),
        flow.accounted(current, articles, refused),
        flow.unknown_share(segments),
    ]
    quarantine = frame(TABLES["quarantine"], refused)
    notes = {"worked_on": done, "version": work.folder.name, "passing": passing}
    return Produced({"articles": articles, "segments": segments, "quarantine": quarantine}, outcomes, notes)


def _gated_articles(
    run_id: str, good: list[tuple[RawDocument, Parsed]], refused: list[Row], held: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, list[Outcome]]:
    """The valid rows of both tables; a document whose article or segments are refused is turned away as a whole.

    `held` are the rows of `documents`, which the rules of meaning compare with.
    """
    groups = grouping.group(
        [grouping.StoryInput(d.document_id, p.article.title, p.article.body, p.article.published.on) for d, p in good]
    )
    sources = {d.document_id: d.source_uri for d, _ in good}
    articles = frame(TABLES["articles"], (article_row(p, groups[d.document_id]) for d, p in good))
    segments = frame(TABLES["segments"], (row for d, p in good for row in segment_rows(d, p)))
    judged = gate(segments, TABLES["segments"])
    broken = judged.refused["document_id"].unique()
    article_gate = gate(articles.filter(~pl.col("document_id").is_in(broken.implode())), TABLES["articles"])
    refused += refused_rows(run_id, article_gate, TABLES["articles"], sources, "document")
    refused += refused_rows(run_id, judged, TABLES["segments"], sources, "document")
    segments = _of(judged.valid, article_gate.valid)
    aside, outcomes = _meaning(_without_lost_originals(article_gate.valid), segments, held)
    refused += (
        refused_document(
            run_id, d, sources[d], "parsed", f"{b.table}_{b.rule.name}", f"{b.rule.holds}: {b.rule.remedy}"
        )
        for d, b in sorted(aside.items())
    )
    articles_kept = article_gate.valid.filter(~pl.col("document_id").is_in(list(aside)))
    outcomes += [
        flow.gate_outcome("articles", articles.height, article_gate),
        flow.gate_outcome("segments", judged.valid.height + judged.refused.height, judged),
    ]
    return _without_lost_originals(articles_kept), _of(segments, articles_kept), outcomes


def _of(segments: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    return segments.filter(pl.col("document_id").is_in(articles["document_id"].implode()))


def _meaning(
    articles: pl.DataFrame, segments: pl.DataFrame, held: pl.DataFrame
) -> tuple[dict[str, meaning.Broken], list[Outcome]]:
    """By document that is turned away, the rule of meaning that it breaks; of too many none is, and the run stops."""
    tables = (TABLES["articles"], TABLES["segments"])
    con = meaning.connection({"articles": articles, "segments": segments, "documents": held})
    try:
        found = meaning.broken(con, tables)
    finally:
        con.close()
    aside = meaning.to_set_aside(found)
    if meaning.flooded(len(aside), articles.height):
        return {}, meaning.outcomes(tables, [], found)
    mended = [b for b in found if b.rule.effect == "quarantine"]
    return aside, meaning.outcomes(tables, mended, [b for b in found if b not in mended])


def _without_lost_originals(articles: pl.DataFrame) -> pl.DataFrame:
    """An article whose near duplicate's original was turned away stands by itself."""
    original = pl.col("near_duplicate_of")
    return articles.with_columns(pl.when(original.is_in(articles["document_id"].implode())).then(original))
