"""The brief: five lines that say what changed, and sections that hold all of it."""

import re
from pathlib import Path
from typing import get_args

import pytest

from assets.enriched.schema import EVENT_KINDS
from assets.parsed.schema import SEGMENTS
from assets.reference import read_yaml
from assets.tables.brief import render, words
from assets.tables.brief.build import build, head, refusals
from assets.tables.brief.groups import by_countries, by_theme
from assets.tables.brief.model import Brief
from assets.tables.brief.pictures.charts import matrix, timeline
from assets.tables.brief.watch import WatchList
from runtime.version import ROOT
from tests.tables.brief.world import RUN, Rows, compared, pairs, refusal, today, yesterday


def brief_of(before: Rows | None, now: Rows, folder: Path, watch: WatchList | None = None) -> Brief:
    con, _, found = compared(before, now, folder)
    return build(con, RUN, "earlier" if before else None, found, watch or WatchList())


def test_the_head_says_in_five_lines_what_changed(tmp_path: Path) -> None:
    said = dict(brief_of(yesterday(), today(), tmp_path).head)
    assert said == {
        "New events": "one event: 1 uncertain.",
        "Changed": "one event got a second outlet.",
        "Office-holders": "Catherine Vautrin, defence minister of France, after Sébastien Lecornu.",
        "Documents in": "one document (Daily O'Wire 1).",
        "Turned away": "one document (empty 1).",
    }


def test_a_day_without_news_says_so_five_times(tmp_path: Path) -> None:
    _, _, found = compared(today(), today(), tmp_path)
    assert [said for _, said in head(found)] == ["None."] * 5


def test_every_new_event_stands_under_its_countries_and_its_theme(tmp_path: Path) -> None:
    _, told, found = compared(None, today(), tmp_path)
    for groups in (by_countries(found.new), by_theme(found.new)):
        assert sorted(e.event_id for g in groups for e in g.sure + g.uncertain) == sorted(told)
    assert [g.heading for g in by_countries(found.new)] == ["France – Germany", "France – Russia"]
    assert [g.heading for g in by_theme(found.new)] == ["Meetings, visits and calls", "Criticism, demands and threats"]


def test_a_pair_also_names_what_it_did_with_others(tmp_path: Path) -> None:
    now = today()
    now["event_participants"].append(now["event_participants"][-1] | {"event_id": f"ev-{1:016x}", "role": "actor"})
    _, _, found = compared(None, now, tmp_path)
    pair = next(g for g in by_countries(found.new) if g.heading == "France – Germany")
    assert [e.event_id for e in pair.with_others] == [f"ev-{1:016x}"]


def test_two_who_condemn_a_third_are_no_pair(tmp_path: Path) -> None:
    now = today()
    german = next(row for row in now["event_participants"] if row["country"] == "DEU")
    now["event_participants"].append(german | {"event_id": f"ev-{3:016x}", "role": "actor"})
    _, told, found = compared(None, now, tmp_path)
    assert told[f"ev-{3:016x}"].countries == ("DEU", "FRA", "RUS")
    pair = next(g for g in by_countries(found.new) if g.heading == "France – Germany")
    assert pair.with_others == ()


def test_every_kind_of_event_has_a_theme() -> None:
    assert set(words.themes()) == set(EVENT_KINDS)
    listed = [kind for kinds in read_yaml("themes").values() for kind in kinds]
    assert len(listed) == len(set(listed))


def test_every_rule_of_the_parser_has_its_remedy() -> None:
    source = "".join((ROOT / "assets" / "parsed" / f"{name}.py").read_text() for name in ("rejection", "parse_html"))
    rules = set(re.findall(r'(?:_refuse|Issue)\(\s*"(\w+)"', source))
    assert len(rules) > 7
    assert rules <= set(read_yaml("remedies"))


def test_refusals_are_told_by_rule_with_what_to_do() -> None:
    told = refusals(
        [
            refusal("a", "empty", "the document holds no text: put its text in"),
            refusal("b", "not_english", "The text is in another language (de); only English is read."),
            refusal("c", "empty", "the document holds no text: put its text in"),
        ]
    )
    assert [(r.rule, r.count, r.example) for r in told] == [("empty", 2, "a"), ("not_english", 1, "b")]
    assert (told[0].message, told[0].remedy) == ("the document holds no text", "put its text in")
    assert told[1].remedy == "Nothing here reads it; give an English version."


def test_what_was_said_stands_by_speaker_with_its_place(tmp_path: Path) -> None:
    [speaker] = brief_of(yesterday(), today(), tmp_path).speakers
    assert (speaker.name, speaker.person_id, len(speaker.quotes)) == ("Boris Pistorius", "per-2", 1)
    assert speaker.quotes[0].page == f"document/{2:032x}.html#at-11"


def test_the_share_that_would_be_signed_is_the_mean_of_the_estimates(tmp_path: Path) -> None:
    signed = {row.grade: (row.events, row.share) for row in brief_of(None, today(), tmp_path).signed}
    assert signed == {"confirmed": (1, 0.9), "likely": (1, 0.9), "uncertain": (1, 0.4)}


def test_the_timeline_has_a_dot_a_dated_event_within_its_frame(tmp_path: Path) -> None:
    now = today()
    now["events"][2] |= {"start_on": None, "end_on": None}
    _, _, found = compared(None, now, tmp_path)
    drawn = timeline(found.new)
    assert drawn is not None
    assert {dot.event.event_id for dot in drawn.dots} == {f"ev-{1:016x}", f"ev-{2:016x}"}
    assert drawn.outside == 1
    assert all(0 <= dot.x <= drawn.width and 0 <= dot.y <= drawn.height for dot in drawn.dots)
    assert timeline(found.new[:1]) is None


def test_the_matrix_counts_every_pair_both_ways() -> None:
    drawn = matrix(pairs([["a", "b"], ["b", "a", "c"], ["a"]]), {"a": "Ann", "b": "Bob"})
    assert drawn is not None
    assert drawn.names == ("Ann", "Bob", "c")
    assert {(row, column): n for row, column, n, _ in drawn.cells} == {
        (0, 1): 2, (1, 0): 2, (0, 2): 1, (2, 0): 1, (1, 2): 1, (2, 1): 1,
    }  # fmt: skip
    assert matrix(pairs([["a"], []]), {}) is None


@pytest.mark.parametrize("role", get_args(next(c for c in SEGMENTS.columns if c.name == "role").allowed) or ["unknown"])
def test_every_role_is_told_in_words(role: str) -> None:
    assert words.kind(role)


def test_a_colour_is_given_to_every_role_that_holds_text() -> None:
    style = (render.TEMPLATES / "style.css").read_text(encoding="utf-8")
    roles = next(c for c in SEGMENTS.columns if c.name == "role").allowed or ()
    assert {r for r in roles if f".role-{r}" not in style} == set()
