"""Resolves annotations across documents: the order of the resolving modules. Pure: no Dagster, no files.

Here belongs the order, and the rows of the contract's enriched tables. A decision belongs to the module it is about.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assets.enriched.annotate.records import Annotation

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What resolution reads of a document beside its annotation."""

    document_id: str
    raw_text: str
    published_on: dt.date | None
    outlet: str | None
    domain: str | None
    story_id: str | None
    near_duplicate_of: str | None
    dateline_country: str | None = None


def resolve(annotations: Sequence[Annotation], facts: Mapping[str, DocumentFacts]) -> dict[str, list[Row]]:
    """The rows of every enriched table by table name, columns as in `assets/enriched/schema.py`."""
    tables: dict[str, list[Row]] = {
        name: []
        for name in (
            "sentences",
            "mentions",
            "time_mentions",
            "entities",
            "tenures",
            "events",
            "event_participants",
            "event_reports",
            "statements",
            "statement_speakers",
        )
    }
    entities: dict[str, Row] = {}
    for annotation in annotations:
        text = facts[annotation.document_id].raw_text
        for s in annotation.sentences:
            tables["sentences"].append(
                {
                    "document_id": annotation.document_id,
                    "sentence_no": s.sentence_no,
                    "paragraph_no": s.paragraph_no,
                    "raw_start": s.start,
                    "raw_end": s.end,
                    "text": text[s.start : s.end],
                }
            )
        for m in annotation.mentions:
            entity_id = None
            if m.entity is not None:
                local = annotation.entities[m.entity]
                entity_id = f"{local.kind[:3]}-{hashlib.sha256(local.name.lower().encode()).hexdigest()[:12]}"
                entities.setdefault(
                    entity_id,
                    {
                        "entity_id": entity_id,
                        "kind": local.kind,
                        "name": local.name,
                        "country": local.country,
                        "latitude": local.latitude,
                        "longitude": local.longitude,
                        "aliases": local.aliases,
                        "first_seen_on": None,
                        "last_seen_on": None,
                        "document_count": 1,
                    },
                )
            key = f"{annotation.document_id}:{m.start}:{m.end}"
            tables["mentions"].append(
                {
                    "mention_id": f"me-{hashlib.sha256(key.encode()).hexdigest()[:16]}",
                    "document_id": annotation.document_id,
                    "sentence_no": m.sentence_no,
                    "raw_start": m.start,
                    "raw_end": m.end,
                    "text": text[m.start : m.end],
                    "kind": m.kind,
                    "entity_id": entity_id,
                    "method": m.method,
                    "confidence": m.confidence,
                }
            )
        for t in annotation.times:
            tables["time_mentions"].append(
                {
                    "document_id": annotation.document_id,
                    "sentence_no": t.sentence_no,
                    "raw_start": t.start,
                    "raw_end": t.end,
                    "text": text[t.start : t.end],
                    "timex_type": t.timex_type,
                    "value": t.value,
                    "start_on": t.start_on,
                    "end_on": t.end_on,
                    "precision": t.precision,
                    "method": t.method,
                }
            )
    tables["entities"] = list(entities.values())
    return tables
