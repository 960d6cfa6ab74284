"""Between whom an event took place: opposite sides, or those who act with each other."""

from pathlib import Path
from typing import Any

import pytest

from assets.enriched.annotate.events.ontology import kind
from assets.enriched.schema import EVENT_KINDS
from tests.tables.conftest import answers, entity, event, fill, party

COUNTRIES = {"fra": "FRA", "deu": "DEU", "rus": "RUS"}
ENTITIES = [entity(f"cou-{key}", "country", code, code) for key, code in COUNTRIES.items()]


def of(folder: Path, kind: str, event_type: str, roles: dict[str, str]) -> Path:
    """A warehouse with one event of these parties: country by role."""
    held: dict[str, list[dict[str, Any]]] = {
        "entities": ENTITIES,
        "events": [event(1, kind, event_type)],
        "event_participants": [party(1, f"cou-{key}", role, COUNTRIES[key]) for key, role in roles.items()],
    }
    return fill(folder / "w.duckdb", held)


def dyads(path: Path) -> set[tuple[str, str]]:
    return {(row["country_a"], row["country_b"]) for row in answers(path, "SELECT * FROM dyads")}


def gdelt(path: Path) -> set[tuple[str | None, str | None]]:
    found = answers(path, "SELECT Actor1CountryCode AS one, Actor2CountryCode AS other FROM gdelt_events")
    return {(row["one"], row["other"]) for row in found}


def test_those_who_condemn_a_third_together_are_in_no_conflict(tmp_path: Path) -> None:
    path = of(tmp_path, "condemnation", "ACCUSE", {"fra": "actor", "deu": "actor", "rus": "target"})
    assert dyads(path) == {("DEU", "RUS"), ("FRA", "RUS")}
    assert gdelt(path) == {("DEU", "RUS"), ("FRA", "RUS")}


def test_a_joint_condemnation_of_nobody_named_is_no_pair_and_stands_alone_in_gdelt(tmp_path: Path) -> None:
    path = of(tmp_path, "condemnation", "ACCUSE", {"fra": "actor", "deu": "actor"})
    assert dyads(path) == set()
    assert gdelt(path) == {("DEU", None), ("FRA", None)}
    [row] = answers(path, 'SELECT "Actor Country" AS actor, "Recipient Country" AS recipient FROM polecat_events')
    assert (row["actor"], row["recipient"]) == ("DEU; FRA", None)


def test_two_who_are_attacked_by_nobody_known_are_no_pair(tmp_path: Path) -> None:
    path = of(tmp_path, "attack", "ASSAULT", {"fra": "target", "deu": "target"})
    assert dyads(path) == set()
    assert gdelt(path) == {(None, "DEU"), (None, "FRA")}


@pytest.mark.parametrize(
    "roles", [{"fra": "actor", "deu": "actor", "rus": "actor"}, {"fra": "actor", "deu": "host", "rus": "visitor"}]
)
def test_those_who_meet_are_pairs_with_each_other(tmp_path: Path, roles: dict[str, str]) -> None:
    every = {("DEU", "FRA"), ("DEU", "RUS"), ("FRA", "RUS")}
    path = of(tmp_path, "meeting", "CONSULT", roles)
    assert dyads(path) == every
    assert gdelt(path) == every


def test_two_visitors_of_one_host_are_no_pair(tmp_path: Path) -> None:
    path = of(tmp_path, "visit", "CONSULT", {"fra": "visitor", "deu": "visitor", "rus": "host"})
    assert gdelt(path) == {("DEU", "RUS"), ("FRA", "RUS")}


def test_a_mediator_stands_between_the_sides(tmp_path: Path) -> None:
    path = of(tmp_path, "attack", "ASSAULT", {"fra": "actor", "deu": "mediator", "rus": "target"})
    assert dyads(path) == {("FRA", "RUS")}


@pytest.mark.parametrize(
    ("other", "pairs"),
    [("actor", {("DEU", "FRA"), ("DEU", "RUS"), ("FRA", "RUS")}), ("recipient", {("DEU", "RUS"), ("FRA", "RUS")})],
)
def test_a_commitment_is_with_each_other_unless_it_is_to_a_third(
    tmp_path: Path, other: str, pairs: set[tuple[str, str]]
) -> None:
    path = of(tmp_path, "commitment", "AGREE", {"fra": "actor", "deu": "actor", "rus": other})
    assert dyads(path) == pairs


def test_what_is_done_with_each_other_is_what_the_ontology_says(warehouse: Path) -> None:
    found = {row["event_kind"]: row["always"] for row in answers(warehouse, "SELECT * FROM mutual_kinds")}
    assert {name for name, always in found.items() if always} == {name for name in EVENT_KINDS if kind(name).mutual}
    assert set(found) <= set(EVENT_KINDS)
