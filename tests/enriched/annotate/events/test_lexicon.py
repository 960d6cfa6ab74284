"""The lexicon: every entry is of the contract's vocabulary, patterns ask for what they say, and no word is lost."""

import pytest

from assets.enriched.annotate.events.frames import FRAMES
from assets.enriched.annotate.events.lexicon import lexicon
from assets.enriched.annotate.events.parties import flag_of
from assets.enriched.schema import EVENT_KINDS, EVENT_TYPES
from assets.knowledge import countries
from assets.reference import read_csv, read_yaml


def test_senses_are_of_the_contract() -> None:
    for name, sense in lexicon().senses.items():
        if sense.type == "NONE":
            continue
        assert sense.type in EVENT_TYPES, name
        assert sense.kind in EVENT_KINDS, name
        assert sense.frame in FRAMES, name
        assert sense.tone in {"friendly", "hostile", "neutral"}, name


def test_every_kind_of_the_contract_can_be_told() -> None:
    by_status_or_forum = {"forum_sideline", "planned_meeting"}
    told = {sense.kind for sense in lexicon().senses.values()} | by_status_or_forum
    assert set(EVENT_KINDS) <= told


def test_yaml_read_no_word_as_a_truth_value() -> None:
    for entry in read_yaml("events/verbs").values():
        assert all(isinstance(word, str) for word in (*entry["verbs"], *entry.get("to", ())))
    for entry in read_yaml("events/nouns")["events"].values():
        assert all(isinstance(word, str) for word in (*entry["nouns"], *entry.get("to", ())))


def test_the_most_demanding_pattern_comes_first() -> None:
    for patterns in lexicon().verbs.values():
        weights = [pattern.weight for pattern in patterns]
        assert weights == sorted(weights, reverse=True)


def test_a_pattern_asks_for_particle_and_object() -> None:
    (shield,) = [p for p in lexicon().verbs["hold"] if p.particles == ("as",)]
    assert shield.objects == {"shield"}
    assert shield.sense.type == "ASSAULT"
    assert "sanction" in next(p for p in lexicon().verbs["lift"] if p.objects).objects


@pytest.mark.parametrize(("ship", "country"), [("USS Juneau", "USA"), ("HMS Ark Royal", "GBR"), ("Sea Star", None)])
def test_flags_of_ships(ship: str, country: str | None) -> None:
    assert flag_of(ship) == country


def test_flags_are_countries() -> None:
    assert all(countries.by_code(row["country"]) for row in read_csv("events/ships"))
