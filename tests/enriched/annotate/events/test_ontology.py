"""What holds of every event of a kind."""

from typing import get_args

import pytest

from assets.enriched.annotate.events import ontology
from assets.enriched.annotate.events.readings import KINDS
from assets.enriched.annotate.records import EventStatus, ParticipantRole
from assets.enriched.schema import EVENT_KINDS, EVENT_TYPES


def test_every_kind_of_the_contract_is_declared_and_read() -> None:
    assert set(KINDS) == set(EVENT_KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_types_are_those_of_the_contract(name: str) -> None:
    declared = ontology.kind(name)
    types = {declared.type, declared.ahead, *(type_ for type_, _ in declared.variants.values())}
    assert types <= set(EVENT_TYPES)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("role", get_args(ParticipantRole))
def test_roles_fit_the_kind(name: str, role: ParticipantRole) -> None:
    given = ontology.role_of(name, role)
    if ontology.kind(name).mutual:
        assert given not in {"target", "recipient"}
    if name == "visit":
        assert given in {"visitor", "host", "mediator"}


@pytest.mark.parametrize(
    ("name", "status", "kind"),
    [
        ("visit", "planned", "planned_meeting"),
        ("meeting", "hypothetical", "planned_meeting"),
        ("attack", "planned", "attack"),
    ],
)
def test_a_consultation_ahead_is_planned(name: str, status: EventStatus, kind: str) -> None:
    assert ontology.settled(name, status) == (kind, status)


@pytest.mark.parametrize(
    ("name", "lemmas", "told"),
    [
        ("attack", {"drone"}, ("ASSAULT", "drone")),
        ("sanction", {"tariff"}, ("COERCE", "restrict")),
        ("sanction", {"impose"}, ("COERCE", "restrict")),
        ("sanction", {"expel", "diplomat"}, ("SANCTION", "expel")),
        ("concession", {"release"}, ("RETREAT", "release")),
        ("concession", {"lift"}, ("CONCEDE", None)),
        ("deployment", {"frigate"}, ("MOBILIZE", "weapons")),
        ("call", set(), ("CONSULT", "phone")),
    ],
)
def test_words_of_the_clause_tell_type_and_mode(name: str, lemmas: set[str], told: tuple[str, str | None]) -> None:
    assert ontology.type_and_mode(name, "happened", lemmas, ["KOR"]) == told


def test_talks_of_three_countries_are_multilateral() -> None:
    assert ontology.type_and_mode("meeting", "happened", set(), ["KOR", "JPN", "USA"]) == ("CONSULT", "multilateral")
    assert ontology.type_and_mode("meeting", "happened", set(), ["KOR", "JPN", "KOR"]) == ("CONSULT", None)


@pytest.mark.parametrize(
    ("kind", "lemmas", "doers", "told"),
    [
        ("meeting", {"meet", "sideline"}, 2, "forum_sideline"),
        ("meeting", {"meet"}, 2, "meeting"),
        ("visit", {"sideline"}, 2, "visit"),
        ("joint_exercise", {"drill"}, 1, "exercise"),
        ("exercise", {"drill"}, 2, "joint_exercise"),
    ],
)
def test_words_and_numbers_leave_one_of_two_kinds(kind: str, lemmas: set[str], doers: int, told: str) -> None:
    assert ontology.refined(kind, lemmas, doers) == told
