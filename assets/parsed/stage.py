"""Parses a whole store: from the raw tables through the engine and past the gates to `articles` and `segments`.

What the published run says of a document that has not changed is taken over as it stands; only near duplicates and
stories are decided again, over the kept prints of all articles. Here belongs the chain over all documents. One document
is parsed in `parse`; Dagster's view stands in `asset`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from assets.contract import Row
from assets.parsed import step
from assets.parsed.records import Parsed
from assets.parsed.rows import article_row, segment_rows
from assets.parsed.stories import prints
from assets.parsed.stories.grouping import grouped
from assets.raw.records import RawDocument
from assets.raw.rows import documents as documents_of
from checks import flow, meaning
from checks.gate import gate
from checks.registry import TABLES, frame, polars_schema
from checks.results import Outcome
from runtime import held
from runtime.batches import engine
from runtime.options import RunOptions
from runtime.produced import Produced
from runtime.refusals import refused_document, refused_rows
from runtime.store import Store

PARSER_ERROR = "a fault of ours, by which no other document is held up; please report it with the document"
OF_THE_COLLECTION = ("near_duplicate_of", "story_id")  # columns of `articles` that other documents decide
ASKED = (TABLES["articles"], TABLES["segments"])
KEPT: dict[str, dict[str, pl.DataType]] = {table.name: polars_schema(table) for table in ASKED}
KEPT |= {"prints": prints.SCHEMA, "article_faults": meaning.FAULTS}


@dataclass
class _New:
    """What became of the documents that were not taken over."""

    good: list[tuple[RawDocument, Parsed]] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)
    failed: list[Row] = field(default_factory=list)  # over which the parser failed; they are among those refused too
    passing: int = 0  # failures that the next run tries again


@dataclass(frozen=True)
class _Judged:
    """The tables of KEPT, of the documents that are published, and what was found of them."""

    tables: dict[str, pl.DataFrame]
    outcomes: list[Outcome]


def parsed(store: Store, run_id: str, raw: Mapping[str, pl.DataFrame], options: RunOptions) -> Produced:
    """`articles`, `segments` and this stage's refusals, from the raw tables."""
    current = raw["documents"].filter(pl.col("superseded_by").is_null())
    work = step.parse_step(store.batches)
    if options.full:
        engine.discard(work)
    keys = step.parse_keys(current)
    before = held.take_over(store, "parsed", "parses", KEPT, keys, work.folder.name, engine.kept(work.folder))
    rows = before.new(current)
    found = _New()
    done = _parse(work, run_id, rows, keys, options, found)
    judged = _tables(run_id, before, found, raw["documents"])
    articles = judged.tables["articles"]
    outcomes = [
        *judged.outcomes,
        flow.step_errors("articles", "parser_errors", len(found.failed), current.height, found.failed),
        flow.accounted(current, articles, found.refused),
        flow.unknown_share(judged.tables["segments"]),
    ]
    tables = judged.tables | {
        "quarantine": frame(TABLES["quarantine"], found.refused),
        "parses": keys.join(articles, on="document_id", how="semi", maintain_order="left"),
    }
    return Produced(tables, outcomes, {"worked_on": done, "passing": found.passing} | held.notes(work.folder.name))


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


def _tables(run_id: str, before: held.Held, found: _New, raw: pl.DataFrame) -> _Judged:
    """Gates the new rows, and asks what all rows mean; `raw` are the rows of `documents`.

    A document whose article or segments are refused is turned away as a whole.
    """
    sources = dict(raw.select("document_id", "source_uri").iter_rows())
    fresh = frame(TABLES["articles"], (article_row(p) for _, p in found.good))
    new_prints = prints.prints_of((d.document_id, p.article.title, p.article.body) for d, p in found.good)
    groups = _groups(before, fresh, new_prints)
    segments = frame(TABLES["segments"], (row for d, p in found.good for row in segment_rows(d, p)))
    judged = gate(segments, TABLES["segments"])
    whole = _told(fresh, groups).join(judged.refused, on="document_id", how="anti", maintain_order="left")
    by_itself = whole.with_columns(pl.lit(None, pl.String).alias("near_duplicate_of"))
    article_gate = gate(by_itself, TABLES["articles"])
    found.refused += refused_rows(run_id, article_gate, TABLES["articles"], sources, "document")
    found.refused += refused_rows(run_id, judged, TABLES["segments"], sources, "document")
    valid = article_gate.valid.select("document_id")
    tables = {
        name: before.tables[name].vstack(rows.join(valid, on="document_id", how="semi", maintain_order="left"))
        for name, rows in (("articles", fresh), ("segments", judged.valid), ("prints", new_prints))
    }
    tables["articles"] = _told(tables["articles"], groups)
    tables["article_faults"] = before.tables["article_faults"].vstack(_faults(before, tables, raw))
    aside, outcomes = _meaning(_without_lost_originals(tables["articles"]), tables, raw)
    found.refused += (_set_aside(run_id, document, sources[document], b) for document, b in sorted(aside.items()))
    kept = {name: rows.filter(~pl.col("document_id").is_in(sorted(aside))) for name, rows in tables.items()}
    kept["articles"] = _without_lost_originals(kept["articles"])
    gates = (("articles", fresh.height, article_gate), ("segments", segments.height, judged))
    outcomes += (flow.gate_outcome(name, new + before.tables[name].height, gated) for name, new, gated in gates)
    return _Judged(kept, outcomes)


def _set_aside(run_id: str, document_id: str, source_uri: str, broken: meaning.Broken) -> Row:
    """The quarantine row of a document of which a row breaks a rule of meaning."""
    rule = broken.rule
    message = f"{rule.holds}: {rule.remedy}"
    return refused_document(run_id, document_id, source_uri, "parsed", f"{broken.table}_{rule.name}", message)


def _groups(before: held.Held, fresh: pl.DataFrame, new_prints: pl.DataFrame) -> pl.DataFrame:
    """The story and the original of every article, held or new."""
    read = ("document_id", "published_on", "body")
    articles = before.tables["articles"].select(read).vstack(fresh.select(read))
    return grouped(articles.join(before.tables["prints"].vstack(new_prints), on="document_id"))


def _told(articles: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """The articles with what the collection says of them."""
    own = articles.drop(OF_THE_COLLECTION)
    return own.join(groups, on="document_id", how="left", maintain_order="left").select(articles.columns)


def _faults(before: held.Held, tables: Mapping[str, pl.DataFrame], raw: pl.DataFrame) -> pl.DataFrame:
    """What new documents break by themselves."""
    asked = {name: before.new(tables[name]) for name in ("articles", "segments")}
    of_new = raw.join(asked["articles"], on="document_id", how="semi")
    return meaning.faults(asked | {"documents": of_new}, ASKED)


def _meaning(
    articles: pl.DataFrame, kept: Mapping[str, pl.DataFrame], raw: pl.DataFrame
) -> tuple[dict[str, meaning.Broken], list[Outcome]]:
    """By document that is turned away, the rule of meaning that it breaks; of too many none is, and the run stops."""
    con = meaning.connection({"articles": articles, "segments": kept["segments"], "documents": raw})
    try:
        found = meaning.broken(con, ASKED, kept["article_faults"])
    finally:
        con.close()
    aside = meaning.to_set_aside(found)
    if meaning.flooded(len(aside), articles.height):
        return {}, meaning.outcomes(ASKED, [], found)
    mended = [b for b in found if b.rule.effect == "quarantine"]
    return aside, meaning.outcomes(ASKED, mended, [b for b in found if b not in mended])


def _without_lost_originals(articles: pl.DataFrame) -> pl.DataFrame:
    """An article whose near duplicate's original was turned away stands by itself."""
    original = pl.col("near_duplicate_of")
    return articles.with_columns(pl.when(original.is_in(articles["document_id"].implode())).then(original))
