"""The figures that Dagster plots: each is what a query of its own says, and none is made up where there is nothing."""

from pathlib import Path

import pytest

from assets.tables.figures import figures, throughput
from assets.tables.warehouse import open_read_only
from tests.tables.conftest import ROWS, answers, fill


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("figures") / "w.duckdb", ROWS)


def found(path: Path) -> dict[str, float]:
    con = open_read_only(path)
    try:
        return figures(con)
    finally:
        con.close()


def test_figures_are_what_the_tables_hold(held: Path) -> None:
    told = found(held)
    [counts] = answers(held, "SELECT (SELECT count(*) FROM articles) AS a, (SELECT count(*) FROM events) AS e")
    assert (told["documents"], told["events"]) == (counts["a"], counts["e"])
    [refused] = answers(held, "SELECT count(DISTINCT source_uri) AS n FROM quarantine WHERE level = 'document'")
    assert told["quarantine_rate"] == pytest.approx(refused["n"] / (refused["n"] + counts["a"]), abs=1e-3)
    [signed] = answers(held, "SELECT avg(confidence) AS signed FROM events")
    assert told["expected_signed_share"] == pytest.approx(signed["signed"], abs=1e-3)
    shares = [told[f"events_{grade}_share"] for grade in ("confirmed", "likely", "uncertain")]
    assert sum(shares) == pytest.approx(1, abs=1e-3)
    [likely] = answers(held, "SELECT avg((confidence >= 0.6 AND outlet_count <= 1)::INT) AS share FROM events")
    assert told["events_likely_share"] == pytest.approx(likely["share"], abs=1e-3)


def test_of_nothing_there_is_no_share(tmp_path: Path) -> None:
    assert found(fill(tmp_path / "w.duckdb", {})) == {"documents": 0, "events": 0, "documents_quarantined": 0}


def test_throughput_is_of_new_documents() -> None:
    assert throughput(30, 12) == {"documents_a_second": 2.5}
    assert throughput(0, 12) == {}
