"""The gazetteer: forms in any print are found, others are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.enriched.annotate.names.gazetteer import expand, is_capitals, matches, phrase_key, words_of


def found(text: str) -> set[tuple[str, str, str]]:
    """The text, kind and name of every match."""
    return {(text[m.start : m.end], m.entry.kind, m.entry.name) for m in matches(words_of(text))}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("the S. Korean side", "nationality", "South Korea"),
        ("al-Qa'ida fighters", "organisation", "al-Qaeda"),
        ("the North Atlantic Treaty Organisation", "organisation", "NATO"),
        ("at the Shangri-La Dialogue", "forum", "Shangri-La Dialogue"),
        ("two F-35s landed", "equipment", "F-35"),
        ("the minister of the interior", "office", "interior minister"),
        ("Vice-Foreign Minister", "office", "deputy foreign minister"),
        ("the Director General of the Defence Agency", "office", "defence minister"),
    ],
)
def test_forms_are_found_however_printed(text: str, kind: str, name: str) -> None:
    assert (kind, name) in {(k, n) for _, k, n in found(text)}


@pytest.mark.parametrize(
    "text", ["they told us so", "a turkey dinner", "who said it", "Defence. Minister", "the press, secretary"]
)
def test_other_words_are_none(text: str) -> None:
    assert not {
        f for f in found(text) if f[2] in ("United States", "Turkey", "defence minister", "World Health Organization")
    }
    assert not {f for f in found(text) if f[0].lower().startswith(("defence. m", "press, s"))}


@pytest.mark.parametrize("text", ["Five neighbouring states agreed", "Member States agreed", "the states agreed"])
def test_states_are_not_the_united_ones(text: str) -> None:
    assert not [m for m in matches(words_of(text)) if m.entry.country == "USA"]


def test_the_states_are_the_united_ones() -> None:
    assert [m.entry.country for m in matches(words_of("He flew back to the States."))] == ["USA"]


def test_a_template_is_every_choice_of_it() -> None:
    phrases = set(expand("(first|) {rank} of (army|navy)", {"rank": ["chief", "head"]}))
    assert "first chief of army" in phrases
    assert "head of navy" in phrases
    assert len(phrases) == 8


def test_spellings_share_a_key() -> None:
    assert phrase_key("the Ministry of Defence") == phrase_key("Ministry of Defense")
    assert phrase_key("Médecins Sans Frontières") == phrase_key("Medecins sans frontieres")


def test_text_in_capitals_is_known_for_it() -> None:
    assert is_capitals("THE FOREIGN MINISTERS OF BOTH STATES MET IN GENEVA ON FRIDAY.")
    assert not is_capitals("The foreign ministers of NATO met in GENEVA on Friday.")


@given(st.text(max_size=200))
def test_matches_lie_within_any_text(text: str) -> None:
    for match in matches(words_of(text)):
        assert 0 <= match.start < match.end <= len(text)
        assert match.first <= match.last
