"""Judges published events by our own labels: which rows an analyst would sign, what is wrong with the others.

Here belongs the comparison of rows with labels (their form: `seeds/README.md`), as pure functions over two records,
and the one query that reads the rows. The report of the verdicts is `own_labels`.

An event is right where a label of one of its documents has its kind, its status, its parties and its day. Parties are
right where none of the row's is false and half of the label's or more are there; a state or a body of it may stand for
its people. A day is right within those of the label, and a row of the label's sentence that says no day says nothing
false; a label without a day asks for such a row, except where it is central: news of no stated day may bear that of the
report. A label is met, for recall, only by a row that has its day. Any other event is wrong, by the first of `CAUSES`
in which the nearest label of the same sentence differs. Where the labels of a document are not `complete`, an event in
a sentence that no label quotes counts neither way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from assets.knowledge.countries import by_name

TITLES = frozenset({"king", "queen", "prince", "crown", "sheikh", "ayatollah", "sir", "mr", "ms", "i", "ii", "iii"})
CAUSES = ("no event", "kind", "status", "parties", "day")
EVENTS = """WITH parties AS (
  SELECT p.event_id, list({
    'names': [n.name] || n.aliases, 'stands_for': CASE WHEN p.level IN ('state', 'organisation') THEN p.country END
  } ORDER BY n.entity_id) AS parties
  FROM event_participants AS p JOIN entities AS n USING (entity_id) GROUP BY p.event_id)
SELECT e.event_id, e.event_kind, e.status, e.start_on::VARCHAR, max(r.confidence), list(DISTINCT s.source_uri),
  list(DISTINCT t.text), any_value(p.parties)
FROM events AS e
JOIN event_reports AS r USING (event_id)
JOIN document_sources AS s USING (document_id)
LEFT JOIN sentences AS t ON t.document_id = r.document_id AND t.sentence_no = r.sentence_no
LEFT JOIN parties AS p USING (event_id)
GROUP BY e.event_id, e.event_kind, e.status, e.start_on
ORDER BY e.event_id"""


@dataclass(frozen=True)
class Party:
    """One side of a published event: all its names, folded, and the country for which a state or body stands."""

    names: frozenset[str]
    stands_for: str | None = None


@dataclass(frozen=True)
class Row:
    """One published event: `day` is ISO 8601, `evidence` the folded sentences of its reports, `confidence`
    that of the surest of them."""

    event_id: str
    kind: str
    status: str
    day: str | None
    confidence: float
    uris: tuple[str, ...]
    evidence: tuple[str, ...]
    parties: tuple[Party, ...]


@dataclass(frozen=True)
class Asked:
    """One side of a labelled event: its folded name, the words of it that tell a person or body, its country's code."""

    name: str
    words: frozenset[str]
    country: str | None


@dataclass(frozen=True)
class Label:
    """One labelled event of a document, of the days from `day` to `last`; `quote` is folded."""

    uri: str
    register: str
    kind: str
    status: str
    day: str | None
    last: str | None
    quote: str
    central: bool
    parties: tuple[Asked, ...]


@dataclass(frozen=True)
class Verdict:
    """What the labels say of one row: the label that it meets, or the cause for which it meets none."""

    row: Row
    register: str
    met: Label | None
    cause: str | None

    @property
    def right(self) -> bool:
        """Whether an analyst would sign the row."""
        return self.met is not None


@dataclass(frozen=True)
class Judged:
    """The verdicts on all rows that the labels speak of, and the central labels that no row meets."""

    verdicts: tuple[Verdict, ...]
    labels: tuple[Label, ...]
    missed: tuple[Label, ...] = field(default=())


def published(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Every event of a warehouse, in order of its id."""
    found = []
    for event_id, kind, status, day, sure, uris, evidence, parties in con.execute(EVENTS).fetchall():
        sides = tuple(Party(frozenset(folded(n) for n in p["names"] if n), p["stands_for"]) for p in parties or ())
        said = tuple(folded(text) for text in evidence if text)
        found.append(Row(event_id, kind, status, day, float(sure), tuple(sorted(uris)), said, sides))
    return found


def judge(rows: Sequence[Row], documents: Sequence[Mapping[str, Any]]) -> Judged:
    """Verdicts on the rows by labels, which are one mapping a document as `seeds/README.md` describes."""
    by_uri = {document["source_uri"]: document for document in documents}
    labels = {uri: _labels(document) for uri, document in by_uri.items()}
    verdicts = []
    for row in rows:
        known = [uri for uri in row.uris if uri in labels]
        if known:
            wanted = [label for uri in known for label in labels[uri]]
            complete = all(by_uri[uri].get("complete") for uri in known)
            verdict = _verdict(row, wanted, by_uri[known[0]].get("register", ""), complete)
            verdicts += [verdict] if verdict else []
    read = {uri for row in rows for uri in row.uris}
    every = tuple(label for uri, held in labels.items() for label in held if uri in read or by_uri[uri].get("complete"))
    met = [label for label in every if any(_meets(v.row, label) for v in verdicts if label.uri in v.row.uris)]
    missed = tuple(label for label in every if label.central and label not in met)
    return Judged(tuple(verdicts), every, missed)


def _labels(document: Mapping[str, Any]) -> list[Label]:
    return [
        Label(
            uri=document["source_uri"],
            register=document.get("register", ""),
            kind=event["event_kind"],
            status=event["status"],
            day=event.get("start_on"),
            last=event.get("end_on") if event.get("date_precision") == "day" else event.get("start_on"),
            quote=folded(event.get("quote") or ""),
            central=bool(event.get("central")),
            parties=tuple(_party(participant) for participant in event.get("participants", ())),
        )
        for event in document.get("events", ())
    ]


def _party(participant: str | Mapping[str, Any]) -> Asked:
    """A participant; of a bare name the country that it is. A country is told by its whole name alone."""
    name = participant if isinstance(participant, str) else str(participant["name"])
    state = by_name(name)
    code = state.code if state else None
    country = code if isinstance(participant, str) else participant.get("country")
    return Asked(folded(name), frozenset() if state else _telling(folded(name)), country)


def _verdict(row: Row, labels: Sequence[Label], register: str, complete: bool) -> Verdict | None:
    """What labels say of a row; none where they say nothing of its sentences and are not complete."""
    met = next((label for label in labels if _differs(row, label) is None), None)
    if met is not None:
        return Verdict(row, register, met, None)
    near = [cause for label in labels if _quotes(label, row) for cause in [_differs(row, label)] if cause]
    if near:
        return Verdict(row, register, None, max(near, key=CAUSES.index))
    return Verdict(row, register, None, "no event") if complete else None


def _differs(row: Row, label: Label) -> str | None:
    """The first in which a row is not what a label says, of `CAUSES`; none where it is."""
    if row.kind != label.kind:
        return "kind"
    if row.status != label.status:
        return "status"
    if not _same_parties(row, label):
        return "parties"
    return None if _same_day(row, label) else "day"


def _same_day(row: Row, label: Label) -> bool:
    if row.day is None or (label.day is None and label.central):
        return _quotes(label, row)
    return label.day is not None and label.day <= row.day <= (label.last or label.day)


def _meets(row: Row, label: Label) -> bool:
    """Whether a row is what a label says, and as precise on its day."""
    return _differs(row, label) is None and (label.day is None or row.day is not None)


def _same_parties(row: Row, label: Label) -> bool:
    """Whether a row names nobody whom the label does not, and at least half of those whom it does."""
    told = sum(any(_is(party, side) for side in row.parties) for party in label.parties)
    true = all(any(_is(party, side) for party in label.parties) for side in row.parties)
    return true and 2 * told >= len(label.parties)


def _is(party: Asked, side: Party) -> bool:
    """Whether a side of a row is one of a label, by a name, by the surname alone, or by the country it stands for."""
    if party.name in side.names or (party.country is not None and party.country == side.stands_for):
        return True
    told = [_telling(name) for name in side.names]
    return any(told) and all(words <= party.words for words in told)


def _telling(name: str) -> frozenset[str]:
    """The words of a folded name that tell who it is, without titles and the numbers of monarchs."""
    return frozenset(word for word in name.split() if word.isalpha() and word not in TITLES)


def _quotes(label: Label, row: Row) -> bool:
    """Whether a sentence of the row's evidence holds what the label quotes, or is part of it."""
    return bool(label.quote) and any(label.quote in text or text in label.quote for text in row.evidence)


def folded(text: str) -> str:
    """Text as compared: case, hyphens and white space do not count."""
    return " ".join(text.casefold().replace("-", " ").split()).strip(" .,")
