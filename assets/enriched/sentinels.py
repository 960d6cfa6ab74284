"""Reads our own documents of known answer through all stages, beside a run and in its own workers; publishes none.

Here belongs the reading. What is compared, and when a run stops over it, belongs to `checks/sentinels.py`. Nothing is
kept between runs: what was found an hour ago does not say that the model is whole now.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from assets.contract import Row
from assets.enriched import step
from assets.enriched.resolve.resolve import DocumentFacts, resolve
from assets.parsed.records import Parsed
from assets.parsed.step import parse_keys, parse_step
from assets.raw.readers.inbox import read_file
from assets.raw.records import RawDocument
from assets.raw.rows import document_row
from assets.reference import SEEDS
from checks.registry import TABLES, frame
from checks.results import Outcome
from checks.sentinels import Found, measure
from runtime.batches import engine
from runtime.options import RunOptions
from runtime.progress import Silent, reporting_to
from runtime.store import Store, now

INBOX, ANSWERS = SEEDS / "documents", SEEDS / "sentinels.yaml"


def watched(store: Store, options: RunOptions) -> Outcome:
    """The outcome of reading the sentinel documents with today's code, model and reference data."""
    answers: list[dict[str, Any]] = yaml.safe_load(ANSWERS.read_text(encoding="utf-8"))
    with reporting_to(Silent()):
        return measure(answers, found(store.home / "work" / "sentinels", [a["path"] for a in answers], options))


def found(folder: Path, paths: Iterable[str], options: RunOptions) -> dict[str, Found]:
    """What is found in these documents, by path; `folder` holds what the workers leave, and is emptied."""
    documents = {
        d.source_uri: d for path in paths for d in read_file(INBOX / path, INBOX) if isinstance(d, RawDocument)
    }
    parsed = _parsed(folder, documents, options)
    articles = {uri: p for uri, p in parsed.items() if not any(i.quarantine for i in p.issues)}
    tables = _resolved(folder, documents, articles, options)
    refused = {u: next(i.rule for i in p.issues if i.quarantine) for u, p in parsed.items() if u not in articles}
    return {uri: Found(refused=rule) for uri, rule in refused.items()} | {
        uri: _found(articles[uri], documents[uri], tables) for uri in articles
    }


def _parsed(folder: Path, documents: Mapping[str, RawDocument], options: RunOptions) -> dict[str, Parsed]:
    work = replace(parse_step(folder), folder=folder / "parse")
    rows = frame(TABLES["documents"], (document_row(d, "", now()) for d in documents.values()))
    keys = dict(zip(documents, parse_keys(rows)["key"], strict=True))
    engine.discard(work)
    engine.run(work, {keys[uri]: d for uri, d in documents.items()}, 1, options.limits, options.engine)
    kept = dict(engine.results(work, keys.values()))
    engine.discard(work)
    return {uri: result for uri, key in keys.items() if isinstance(result := kept.get(key), Parsed)}


def _resolved(
    folder: Path, documents: Mapping[str, RawDocument], articles: Mapping[str, Parsed], options: RunOptions
) -> dict[str, list[Row]]:
    """The rows of the enriched tables over these documents alone."""
    work = replace(step.annotate_step(folder), folder=folder / "annotate")
    sources = [step.source(documents[uri], parsed) for uri, parsed in articles.items()]
    engine.discard(work)
    engine.run(work, {step.annotate_key(source): source for source in sources}, 1, options.limits, options.engine)
    kept = [r for _, r in engine.results(work, map(step.annotate_key, sources)) if not isinstance(r, engine.Failure)]
    engine.discard(work)
    return resolve(kept, {d.document_id: _facts(d, articles[uri]) for uri, d in documents.items() if uri in articles})


def _facts(document: RawDocument, parsed: Parsed) -> DocumentFacts:
    article = parsed.article
    return DocumentFacts(
        document.document_id, document.raw_text, article.published.on, article.outlet, article.domain, None, None
    )


def _found(parsed: Parsed, document: RawDocument, tables: Mapping[str, list[Row]]) -> Found:
    """What all that says of one document."""
    article = parsed.article
    line, own = article.dateline, document.document_id

    def of(table: str) -> Iterator[Row]:
        return (row for row in tables[table] if row["document_id"] == own)

    named = {row["entity_id"] for row in of("mentions")}
    entities = {row["entity_id"]: row for row in tables["entities"] if row["entity_id"] in named}
    told = list(of("statements"))
    return Found(
        title=article.title,
        published_on=str(article.published.on) if article.published.on else None,
        dateline=(line.place, line.country) if line else (None, None),
        agency=article.agency,
        byline=tuple(article.byline),
        persons=frozenset(row["name"] for row in entities.values() if row["kind"] == "person"),
        offices=frozenset(
            (entities[row["person_id"]]["name"], row["office"], row["country"])
            for row in tables["tenures"]
            if row["person_id"] in entities
        ),
        places=frozenset(row["name"] for row in entities.values() if row["kind"] in ("country", "place")),
        times=frozenset((row["text"], row["value"]) for row in of("time_mentions")),
        quotes=frozenset(row["content"] for row in told if row["kind"] == "direct"),
        events=len({row["event_id"] for row in of("event_reports")}),
        statements=len(told),
    )
