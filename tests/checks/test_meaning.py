"""Rules of meaning: each is a condition that runs, tolerates what it says, and tells rows, examples and remedy."""

import datetime as dt
import re
from collections.abc import Iterator

import duckdb
import polars as pl
import pytest

from assets.contract import Column, Rule, Table
from assets.raw.records import Supplied
from assets.raw.rows import supplied_json
from checks import meaning
from checks.registry import TABLES, ddl, frame

LINKING = ("event_reports", "statements", "entity_merges", "articles")
RULE = Rule("small", "n is small", "t.n > 9", "warn", "look at it", 0.1, 0.5)
TRIAL = Table("trial", "raw", "", (Column("document_id", "VARCHAR", ""), Column("n", "INTEGER", "")), ("document_id",))


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    for table in TABLES.values():
        connection.execute(ddl(table)[0])
    connection.execute("CREATE TABLE trial (document_id VARCHAR, n INTEGER)")
    yield connection
    connection.close()


def trial(con: duckdb.DuckDBPyConnection, wrong: int, of: int, rule: Rule = RULE) -> list[meaning.Broken]:
    con.execute("INSERT INTO trial SELECT 'd' || i, CASE WHEN i < ? THEN 10 ELSE 0 END FROM range(?) r(i)", [wrong, of])
    return meaning.broken(con, [Table(**{**TRIAL.__dict__, "rules": (rule,)})])


@pytest.mark.parametrize("name", sorted(name for name, table in TABLES.items() if table.rules))
def test_every_rule_can_be_asked_and_holds_of_nothing(con: duckdb.DuckDBPyConnection, name: str) -> None:
    meaning.known(con)
    for rule in TABLES[name].rules:
        con.execute(f"SELECT count(*) FROM {name} t WHERE {rule.broken}")
        assert rule.holds
        assert rule.remedy
        assert rule.tolerated == 0 or rule.effect == "warn", f"{rule.name}: only a rule that warns tolerates"
        assert rule.tolerated < rule.stops_above
    assert len({rule.name for rule in TABLES[name].rules}) == len(TABLES[name].rules)
    assert meaning.broken(con, [TABLES[name]]) == []


@pytest.mark.parametrize(("wrong", "said", "stops"), [(2, 0, False), (10, 0, False), (11, 1, False), (51, 1, True)])
def test_a_rule_that_warns_tolerates_a_share_and_stops_above_another(
    con: duckdb.DuckDBPyConnection, wrong: int, said: int, stops: bool
) -> None:
    found = trial(con, wrong, 100)
    assert len(found) == said
    assert [b.stops for b in found] == [stops] * said
    assert meaning.to_set_aside(found) == {}


def test_a_share_of_few_rows_is_not_worth_a_word(con: duckdb.DuckDBPyConnection) -> None:
    assert trial(con, 2, 3) == []


def test_rows_lead_to_the_documents_that_are_set_aside(con: duckdb.DuckDBPyConnection) -> None:
    (one,) = trial(con, 2, 100, Rule("small", "n is small", "t.n > 9", "quarantine", "read it"))
    assert set(meaning.to_set_aside([one])) == one.documents == {"d0", "d1"}
    assert one.said == "small: 2 of 100 rows, as d0, d1 (n is small; read it)"


def test_rows_without_a_document_lead_to_theirs_through_another_table(con: duckdb.DuckDBPyConnection) -> None:
    for table in LINKING:
        con.execute(ddl(TABLES[table])[0].replace("CREATE", "CREATE OR REPLACE").replace("NOT NULL", ""))
    con.execute("INSERT INTO event_reports BY NAME SELECT 'e' AS event_id, 'of_event' AS document_id")
    con.execute("INSERT INTO statements BY NAME SELECT 's' AS statement_id, 'of_statement' AS document_id")
    for name, day in (("early", "2020-01-01"), ("meant", "2024-05-01"), ("late", "2025-01-01")):
        con.execute(f"INSERT INTO entity_merges BY NAME SELECT 'p' AS entity_id, '{name}' AS document_id")
        con.execute(f"INSERT INTO articles BY NAME SELECT '{name}' AS document_id, DATE '{day}' AS published_on")
    held = {name: pl.DataFrame(con.execute(f"FROM {name}").to_arrow_table()) for name in LINKING}
    on = dt.date(2024, 5, 1)

    def lead(table: str, **row: object) -> set[str]:
        return set(meaning.documents_of(TABLES[table], pl.DataFrame([row]), held))

    assert lead("events", event_id="e") == lead("event_participants", event_id="e") == {"of_event"}
    assert lead("statement_speakers", statement_id="s") == {"of_statement"}
    assert lead("entities", entity_id="p") == {"early", "meant", "late"}
    assert lead("tenures", person_id="p", first_seen_on=on, last_seen_on=on) == {"meant"}
    assert lead("mentions", document_id="d") == {"d"}


@pytest.mark.parametrize("name", sorted(meaning.OF_DOCUMENTS))
def test_a_rule_that_a_document_decides_names_nothing_that_other_documents_make(name: str) -> None:
    table, together = TABLES[name], {"entities", "entity_merges", "tenures", "events", "event_reports", "story_id"}
    alone = [rule for rule in table.rules if meaning.asked_alone(table, rule)]
    assert alone
    assert table.column("document_id")
    for rule in alone:
        assert together.isdisjoint(re.findall(r"\w+", rule.broken)), rule.name
        assert not rule.broken.count("t.entity_id"), rule.name


def test_what_documents_break_by_themselves_is_told_as_if_it_were_asked_anew(con: duckdb.DuckDBPyConnection) -> None:
    days = [(f"d{n}", n, n + 1, dt.date(2024, 5, 2), dt.date(2024, 5, 1 if n < 5 else 3)) for n in range(12)]
    columns = ("document_id", "raw_start", "raw_end", "start_on", "end_on")
    rows = frame(TABLES["time_mentions"], [dict(zip(columns, day, strict=True)) | {"value": "?"} for day in days])
    held = {"time_mentions": rows, "sentences": frame(TABLES["sentences"], [])}
    parts = [rows.filter(rows["document_id"].is_in([day[0] for day in days[a:b]])) for a, b in ((0, 3), (3, 12))]
    told = pl.concat(meaning.faults(held | {"time_mentions": part}, [TABLES["time_mentions"]]) for part in parts)
    asked = meaning.connection(held)
    anew, again = (meaning.broken(asked, [TABLES["time_mentions"]], known) for known in (None, told))
    assert anew == again
    assert {b.rule.name for b in anew} == {"in_its_sentence", "end_on_after", "value_parses"}
    assert next(b for b in anew if b.rule.name == "end_on_after").documents == {f"d{n}" for n in range(5)}
    spoiled = meaning.broken(asked, [TABLES["time_mentions"]], told.clear())
    assert spoiled == []


@pytest.mark.parametrize(("documents", "of", "flood"), [(20, 21, False), (21, 1000, False), (21, 100, True)])
def test_too_many_documents_are_a_flood(documents: int, of: int, flood: bool) -> None:
    assert meaning.flooded(documents, of) is flood


def test_what_the_ontology_allows_is_known(con: duckdb.DuckDBPyConnection) -> None:
    meaning.known(con)
    asked = "SELECT count(*) FROM known_acts WHERE kind = ? AND type = ? AND status = ?"
    assert con.execute(asked, ["meeting", "CONSULT", "happened"]).fetchone() == (1,)
    assert con.execute(asked, ["meeting", "CONSULT", "planned"]).fetchone() == (0,)
    assert con.execute(asked, ["meeting", "ASSAULT", "happened"]).fetchone() == (0,)
    assert con.execute("SELECT count(*) FROM known_countries WHERE code = 'KOR'").fetchone() == (1,)
    assert con.execute("SELECT count(*) FROM known_modes WHERE mode = 'phone'").fetchone() == (1,)


@pytest.mark.parametrize("given", ["The Minister’s “short” visit", "Besuch in Köln", 'He said "no"\nto all', "Визит"])
def test_a_title_that_was_given_beside_the_text_is_its_own_whatever_its_letters(given: str) -> None:
    [rule] = [rule for rule in TABLES["articles"].rules if rule.name == "title_of_its_text"]
    document = {"document_id": "d", "raw_text": "A text.", "supplied": supplied_json(Supplied(title=given))}
    titles = {"own": " ".join(given.split()), "other": "Of something else"}
    articles = [{"document_id": "d", "title": title, "story_id": which} for which, title in titles.items()]
    held = {"documents": frame(TABLES["documents"], [document]), "articles": frame(TABLES["articles"], articles)}
    with meaning.connection(held) as con:
        found = con.execute(f"SELECT t.story_id FROM articles t WHERE {rule.broken}").fetchall()
    assert found == [("other",)]
