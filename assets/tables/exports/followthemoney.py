"""Turns a published warehouse into FollowTheMoney entities, for Aleph and the tools around it.

Here belongs the mapping onto the published FtM schema (followthemoney.tech): people are Person, organisations
Organization or PublicBody, a country that takes part is the PublicBody that acts for it, places are Address, offices
Position and tenures Occupancy, events Event, articles Article, and a report is the Documentation that ties the two. A
day on which an office-holder was seen is a `date` of the Occupancy: when the office began is not known. A statement is
the Documentation that ties its speaker to the article that prints it.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import duckdb

from assets.enriched.resolve.ids import digest
from assets.knowledge.countries import by_code
from assets.reference import read_yaml

PUBLIC = frozenset(read_yaml("bodies")["public_bodies"])
NOT_EXPOSED = frozenset(read_yaml("political_exposure")["not_exposed"])
DIPLOMATS = frozenset(read_yaml("political_exposure")["diplomats"])
BATCH = 1000

ENTITIES = """SELECT e.entity_id, e.kind, e.name, e.aliases, e.country, e.latitude, e.longitude,
  list(DISTINCT t.office ORDER BY t.office) FILTER (t.status <> 'designate') AS offices
FROM entities AS e LEFT JOIN tenures AS t ON t.person_id = e.entity_id GROUP BY ALL ORDER BY e.entity_id"""
TENURES = """SELECT t.tenure_id, t.person_id, t.office, t.country, t.organisation_id, o.name AS organisation, t.status,
  t.first_seen_on, t.last_seen_on
FROM tenures AS t LEFT JOIN entities AS o ON o.entity_id = t.organisation_id ORDER BY t.tenure_id"""
EVENTS = """SELECT e.event_id, e.event_type, e.event_kind, e.status, e.start_on, e.end_on, e.country, e.summary,
  e.place_id, p.name AS place, e.forum_id,
  list_sort(list(DISTINCT x.entity_id) FILTER (x.entity_id IS NOT NULL)) AS involved
FROM events AS e
LEFT JOIN entities AS p ON p.entity_id = e.place_id
LEFT JOIN event_participants AS x ON x.event_id = e.event_id
GROUP BY ALL ORDER BY e.event_id"""
ARTICLES = """SELECT document_id, title, url, outlet, agency, byline, published_on, body FROM articles
ORDER BY document_id"""
REPORTS = """SELECT r.event_id, r.document_id, r.trigger_start, r.reported_kind, s.text, a.published_on
FROM event_reports AS r
JOIN articles AS a USING (document_id)
LEFT JOIN sentences AS s ON s.document_id = r.document_id AND s.sentence_no = r.sentence_no
ORDER BY r.event_id, r.document_id, r.trigger_start"""
STATEMENTS = """SELECT q.statement_id, q.document_id, q.cue, q.quoted, q.said_on, unnest(q.speaker_ids) AS speaker_id
FROM quotations AS q ORDER BY q.statement_id, speaker_id"""

Row = dict[str, Any]


def write_entities(connection: duckdb.DuckDBPyConnection, file: TextIO) -> None:
    """Writes every entity as one JSON object a line: id, schema, properties (lists of strings)."""
    for entity in entities(connection):
        file.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")


def entities(connection: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """Every entity, the pointed-to before what points to them."""
    for row in _rows(connection, ENTITIES):
        yield from _thing(row)
    seen: set[str] = set()
    for row in _rows(connection, TENURES):
        position = _position(row)
        if position["id"] not in seen:
            seen.add(position["id"])
            yield position
        yield _occupancy(row, position["id"])
    for row in _rows(connection, ARTICLES):
        yield _article(row)
    for row in _rows(connection, EVENTS):
        yield _event(row)
    for row in _rows(connection, REPORTS):
        yield _documentation(row)
    for row in _rows(connection, STATEMENTS):
        yield _statement(row)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[Row]:
    """The rows of a query as dicts, read in batches on a cursor of its own."""
    cursor = connection.cursor()
    try:
        cursor.execute(query)
        names = [column[0] for column in cursor.description or ()]
        while batch := cursor.fetchmany(BATCH):
            for values in batch:
                yield dict(zip(names, values, strict=True))
    finally:
        cursor.close()


def _entity(identity: str, schema: str, **properties: object) -> Row:
    """An FtM entity: every property a list of strings, empty ones left out."""
    filled: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = value if isinstance(value, list | tuple) else [value]
        texts = [str(v) for v in values if v is not None and str(v).strip()]
        if texts:
            filled[name] = list(dict.fromkeys(texts))
    return {"id": identity, "schema": schema, "properties": filled}


def _country(code: str | None) -> str | None:
    """FtM writes countries as ISO 3166 alpha-2 in lower case."""
    country = by_code(code) if code else None
    return country.alpha2.lower() if country else None


def _thing(row: Row) -> Iterable[Row]:
    """What an entity is in FtM; equipment, agreements and offices have no counterpart there."""
    kind, country = row["kind"], _country(row["country"])
    names = {"name": row["name"], "alias": row["aliases"]}
    if kind == "person":
        yield _entity(row["entity_id"], "Person", country=country, topics=_topics(row["offices"] or []), **names)
    elif kind == "country":
        yield _entity(row["entity_id"], "PublicBody", country=country, **names)
    elif kind in ("organisation", "forum"):
        public = country and any(word in row["name"].lower() for word in PUBLIC)
        yield _entity(row["entity_id"], "PublicBody" if public else "Organization", country=country, **names)
    elif kind == "place":
        point = {"latitude": row["latitude"], "longitude": row["longitude"]}
        yield _entity(row["entity_id"], "Address", full=row["name"], country=country, **point)


def _topics(offices: Iterable[str]) -> list[str]:
    """FtM's topics of somebody who holds or held these offices."""
    held = set(offices)
    return [*(["role.pep"] if held - NOT_EXPOSED else []), *(["role.diplo"] if held & DIPLOMATS else [])]


def _position(row: Row) -> Row:
    """The office itself, whoever holds it."""
    country = by_code(row["country"]) if row["country"] else None
    owner = row["organisation"] or (country.name if country else None)
    name = f"{row['office']}, {owner}" if owner else row["office"]
    identity = f"pos-{digest(row['office'], row['country'], row['organisation_id'])}"
    body = row["organisation_id"] if (row["organisation_id"] or "").startswith("org-") else None
    return _entity(identity, "Position", name=name, country=_country(row["country"]), organization=body)


def _occupancy(row: Row, position: str) -> Row:
    """A person in an office, on the days it was seen."""
    days = [row["first_seen_on"], row["last_seen_on"]]
    return _entity(
        row["tenure_id"], "Occupancy", holder=row["person_id"], post=position, status=row["status"], date=days
    )


def _article(row: Row) -> Row:
    """A document that is evidence."""
    return _entity(
        f"doc-{row['document_id']}",
        "Article",
        title=row["title"],
        name=row["title"] or row["document_id"],
        author=row["byline"],
        publishedAt=row["published_on"],
        publisher=row["outlet"] or row["agency"],
        sourceUrl=row["url"],
        bodyText=row["body"],
    )


def _event(row: Row) -> Row:
    """An event with its parties; its place is an address both as text and as an entity."""
    place = row["place_id"] if (row["place_id"] or "").startswith("pla-") else None
    parties = [party for party in row["involved"] or [] if party[:3] in ("per", "org", "cou", "for")]
    return _entity(
        row["event_id"],
        "Event",
        name=row["summary"],
        summary=row["summary"],
        startDate=row["start_on"],
        endDate=row["end_on"],
        location=row["place"],
        addressEntity=place,
        country=_country(row["country"]),
        involved=parties,
        organizer=row["forum_id"],
        keywords=[row["event_kind"], row["event_type"], row["status"]],
    )


def _documentation(row: Row) -> Row:
    """A report: the article that tells the event, and the sentence."""
    return _entity(
        f"rep-{digest(row['event_id'], row['document_id'], row['trigger_start'])}",
        "Documentation",
        document=f"doc-{row['document_id']}",
        entity=row["event_id"],
        role=row["reported_kind"],
        summary=row["text"],
        date=row["published_on"],
    )


def _statement(row: Row) -> Row:
    """A statement: the article that prints it, who said it, and the words."""
    return _entity(
        f"say-{digest(row['statement_id'], row['speaker_id'])}",
        "Documentation",
        document=f"doc-{row['document_id']}",
        entity=row["speaker_id"],
        role=row["cue"] or "said",
        summary=row["quoted"],
        date=row["said_on"],
    )
