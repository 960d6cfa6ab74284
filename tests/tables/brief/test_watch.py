"""The watch list: what it may hold, what is said where it may not, and what it finds."""

from pathlib import Path

import pytest

from assets.tables.brief.watch import Hit, WatchError, WatchList, hits, read_watch, unknown_people
from tests.tables.brief.world import compared, opened, today, yesterday


def written(folder: Path, text: str) -> Path:
    path = folder / "watch.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_is_read_with_its_countries_and_kinds_normalised(tmp_path: Path) -> None:
    path = written(
        tmp_path, "countries: [North Korea, jpn, French]\nkinds: [Weapons test]\nwords: ['  radar   dispute ']\n"
    )
    assert read_watch(path) == WatchList(
        countries=("North Korea", "Japan", "France"), kinds=("weapons_test",), words=("radar dispute",)
    )
    assert read_watch(path).countries == ("PRK", "JPN", "FRA")


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n"])
def test_without_a_file_or_content_nothing_is_watched_for(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "watch.yaml" if text is None else written(tmp_path, text)
    assert not read_watch(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("countries: [Frnace]", "countries, item 1: 'Frnace' is no country that is known: did you mean France"),
        ("countries: [NO]", "countries, item 1: False is no text: write it in quotes"),
        ("kinds: [meeting, meating]", "kinds, item 2: 'meating' is no kind of event: did you mean meeting"),
        ("peple: [Gen Nakatani]", "peple: is not one of people, countries, kinds, words"),
        ("people: Gen Nakatani", "people: must be a list"),
        ("words: ['']", "words, item 1: it is empty"),
        ("- Gen Nakatani", "must hold lists under the names people, countries, kinds, words"),
        ("people: [", "is no YAML that can be read"),
    ],
)
def test_what_is_wrong_is_said_with_place_and_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WatchError) as caught:
        read_watch(written(tmp_path, text))
    assert said in str(caught.value)
    assert str(caught.value).startswith("watch.yaml")
    assert "pydantic" not in str(caught.value)


def found(watch: WatchList, folder: Path) -> list[Hit]:
    con, _, changes = compared(yesterday(), today(), folder)
    said = {
        "statement_id": "st-9",
        "said_on": None,
        "cue": "said",
        "kind": "direct",
        "content": "We agree",
        "speaker": "Pistorius",
    }
    at = {"document_id": f"{2:032x}", "raw_start": 11}
    return hits(con, watch, changes, [said | at | {"speaker_ids": ["per-2"]}])


@pytest.mark.parametrize(
    ("watch", "what"),
    [
        (WatchList(people=("boris pistorius",)), ["event", "statement"]),
        (WatchList(people=("LECORNU",)), ["event"]),
        (WatchList(countries=("Russia",)), ["event"]),
        (WatchList(countries=("France",)), ["event", "event", "office"]),
        (WatchList(kinds=("condemnation",)), ["event"]),
        (WatchList(kinds=("attack",)), []),
        (WatchList(words=("MET",)), ["document"]),
        (WatchList(words=("me",)), []),
        (WatchList(words=("a.c (", "met")), ["document"]),
    ],
)
def test_what_is_new_and_watched_for_is_found(tmp_path: Path, watch: WatchList, what: list[str]) -> None:
    assert [hit.what for hit in found(watch, tmp_path)] == what


def test_a_hit_says_why_and_leads_to_its_page(tmp_path: Path) -> None:
    [hit, office] = found(WatchList(people=("Catherine Vautrin",)), tmp_path)
    assert (hit.watched, hit.news, hit.page) == (("Catherine Vautrin",), "new", f"event/ev-{3:016x}.html")
    assert office.text == "Catherine Vautrin is named as defence minister, before Sébastien Lecornu"


def test_people_whom_no_document_names_are_told() -> None:
    assert unknown_people(opened(today()), WatchList(people=("Lecornu", "Nobody"))) == ["Nobody"]
