"""Sums that must come out: every part is counted from its own rows, and what has no row is told."""

import duckdb
import pytest

from checks import accounting
from checks.registry import TABLES, ddl, frame

A, B, C = ("a" * 32, "b" * 32, "c" * 32)
TAKEN = [("a.txt", A), ("b.txt", B)]
REFUSED = [("c.txt", "empty"), ("c.txt", "empty")]


def sources(*held: tuple[str, str]) -> object:
    rows = [{"source_uri": uri, "document_id": id_, "current": True} for uri, id_ in held]
    return frame(TABLES["document_sources"], rows)


def quarantine(*rules: tuple[str, str], document_id: str | None = None) -> object:
    rows = [{"source_uri": uri, "rule": rule, "document_id": document_id} for uri, rule in rules]
    return frame(TABLES["quarantine"], rows)


def test_what_was_read_has_a_row_each() -> None:
    good = accounting.read_accounted(TAKEN, REFUSED, sources(*TAKEN), quarantine(*REFUSED), 3)  # type: ignore[arg-type]
    assert good.passed
    assert good.message == "4 read from 3 files = 2 held + 2 quarantined"


@pytest.mark.parametrize(
    ("taken", "held", "rows", "words"),
    [
        (TAKEN, TAKEN[:1], REFUSED, "1 documents are not held"),
        (TAKEN, [("a.txt", A), ("b.txt", C)], REFUSED, "1 documents are not held"),
        ([*TAKEN, ("a.txt", C)], [*TAKEN, ("a.txt", C)], REFUSED, "1 places hold several"),
        (TAKEN, TAKEN, REFUSED[:1], "1 refusals have no row"),
        (TAKEN, TAKEN, [REFUSED[0], ("c.txt", "binary")], "1 refusals have no row"),
    ],
)
def test_what_has_no_row_of_its_own_is_lost(
    taken: list[tuple[str, str]], held: list[tuple[str, str]], rows: list[tuple[str, str]], words: str
) -> None:
    wrong = accounting.read_accounted(taken, REFUSED, sources(*held), quarantine(*rows), 3)  # type: ignore[arg-type]
    assert wrong.stops
    assert words in wrong.message


def test_a_document_that_the_gate_turned_away_is_counted_by_its_row() -> None:
    rows = quarantine(("b.txt", "pattern"), document_id=B)
    assert accounting.read_accounted(TAKEN, [], sources(*TAKEN[:1]), rows, 2).passed  # type: ignore[arg-type]


def test_a_run_that_cannot_say_where_a_document_went_is_stopped() -> None:
    assert accounting.run_accounted(5, {"published": 3, "quarantined": 1, "superseded": 1}).passed
    wrong = accounting.run_accounted(5, {"published": 3, "quarantined": 1, "superseded": 0})
    assert wrong.stops
    assert "1 unaccounted for" in wrong.message


@pytest.mark.parametrize(
    ("superseded_by", "article", "refused", "passes"),
    [(None, True, False, True), (None, False, True, True), (B, False, False, True), (None, False, False, False),
     (C, False, False, False)],
)  # fmt: skip
def test_every_document_is_somewhere(superseded_by: str | None, article: bool, refused: bool, passes: bool) -> None:
    con = duckdb.connect()
    for name in ("documents", "articles", "quarantine"):
        con.execute(ddl(TABLES[name])[0].replace(" NOT NULL", ""))
    con.execute("INSERT INTO documents (document_id, superseded_by) VALUES (?, ?), (?, NULL)", [A, superseded_by, B])
    con.execute("INSERT INTO articles (document_id) VALUES (?)", [B])
    if article:
        con.execute("INSERT INTO articles (document_id) VALUES (?)", [A])
    if refused:
        con.execute("INSERT INTO quarantine (document_id, level) VALUES (?, 'document')", [A])
    outcome = accounting.documents_accounted(con)
    con.close()
    assert outcome.passed is passes
    assert outcome.stops is not passes
