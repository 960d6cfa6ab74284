"""What changed since an earlier run: each kind of change alone, and nothing where nothing did."""

import copy
import datetime as dt
from pathlib import Path

import pytest

from assets.tables.brief.changes import CALLED_OFF, CAME_TRUE, CONFLICT, CORRECTED, SECOND_OUTLET
from tests.tables.brief.world import LATER, Rows, compared, document, sentence, today, yesterday
from tests.tables.conftest import DAY, article, report

FIRST, PLAN = f"ev-{1:016x}", f"ev-{2:016x}"


def test_nothing_changed_where_the_same_is_published_again(tmp_path: Path) -> None:
    _, _, found = compared(today(), today(), tmp_path)
    assert (found.new, found.changed, found.gone, found.holders, found.came, found.turned_away) == (
        [],
        [],
        [],
        [],
        [],
        [],
    )


def test_all_is_new_in_the_first_run(tmp_path: Path) -> None:
    _, told, found = compared(None, today(), tmp_path)
    assert found.first
    assert [e.event_id for e in found.new] == list(told)
    assert len(found.came) == 2


def test_a_days_news_is_told_apart(tmp_path: Path) -> None:
    _, _, found = compared(yesterday(), today(), tmp_path)
    assert [e.kind for e in found.new] == ["condemnation"]
    assert [(c.event.event_id, c.kinds) for c in found.changed] == [(FIRST, (SECOND_OUTLET,))]
    assert "Daily O'Wire" in found.changed[0].words[0]
    assert [row["document_id"] for row in found.came] == [f"{2:032x}"]
    assert [row["rule"] for row in found.turned_away] == ["empty"]


def test_a_new_holder_comes_with_whom_the_seat_had_before(tmp_path: Path) -> None:
    _, _, found = compared(yesterday(), today(), tmp_path)
    [holder] = found.holders
    assert (holder["name"], holder["previous"], holder["previous_seen_on"]) == (
        "Catherine Vautrin",
        "Sébastien Lecornu",
        DAY,
    )


def test_an_older_sighting_is_no_succession(tmp_path: Path) -> None:
    now = today()
    now["tenures"][1] |= {"first_seen_on": DAY - dt.timedelta(days=900), "last_seen_on": DAY - dt.timedelta(days=900)}
    _, _, found = compared(yesterday(), now, tmp_path)
    assert found.holders[0]["previous"] is None


@pytest.mark.parametrize(("status", "kind"), [("happened", CAME_TRUE), ("denied", CALLED_OFF)])
def test_a_plan_comes_true_or_is_called_off(tmp_path: Path, status: str, kind: str) -> None:
    now = yesterday()
    now["events"][1]["status"] = status
    _, _, found = compared(yesterday(), now, tmp_path)
    assert [(c.event.event_id, c.kinds) for c in found.changed] == [(PLAN, (kind,))]


def test_reports_that_contradict_each_other_are_told_once(tmp_path: Path) -> None:
    before = yesterday()
    before["event_reports"][0]["reported_start_on"] = DAY
    now = copy.deepcopy(before)
    with_second(now)
    now["event_reports"][-1]["reported_start_on"] = DAY + dt.timedelta(days=3)
    _, told, found = compared(before, now, tmp_path / "one")
    assert [c.kinds for c in found.changed] == [(CONFLICT,)]
    assert "25 March 2024 (Daily Wire)" in found.changed[0].words[0]
    assert "reports differ about the day" in told[FIRST].sure.why
    _, _, again = compared(now, now, tmp_path / "two")
    assert again.changed == []


def test_two_people_in_one_seat_are_a_conflict_about_the_parties(tmp_path: Path) -> None:
    now = yesterday()
    now["event_participants"].append(now["event_participants"][0] | {"entity_id": "per-3"})
    _, told, found = compared(yesterday(), now, tmp_path)
    assert [c.about for c in told[FIRST].conflicts] == ["parties"]
    assert found.changed[0].kinds == (CONFLICT, CORRECTED)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start_on": LATER, "end_on": LATER}, "its day was 22 March 2024, now 31 March 2024"),
        ({"place_id": "pla-2"}, "its place was Toulon, now Berlin"),
        ({"place_id": None}, "its place was Toulon, now not known"),
    ],
)  # fmt: skip
def test_what_was_corrected_is_told_with_what_it_was(tmp_path: Path, change: dict[str, object], words: str) -> None:
    now = yesterday()
    now["events"][0] |= change
    _, _, found = compared(yesterday(), now, tmp_path)
    assert [(c.kinds, c.words) for c in found.changed] == [((CORRECTED,), (words,))]


def test_other_parties_are_told_by_name(tmp_path: Path) -> None:
    now = yesterday()
    now["event_participants"][0]["entity_id"] = "per-3"
    _, _, found = compared(yesterday(), now, tmp_path)
    assert found.changed[0].words == (
        "its parties were Sébastien Lecornu and Boris Pistorius, now Boris Pistorius and Catherine Vautrin",
    )


def test_what_is_gone_is_told_with_its_sentence(tmp_path: Path) -> None:
    now = yesterday()
    for name in ("events", "event_participants", "event_reports"):
        now[name] = [row for row in now[name] if row["event_id"] != PLAN]
    _, _, found = compared(yesterday(), now, tmp_path)
    assert found.gone == [(PLAN, "Event 2.")]


def test_near_duplicates_do_not_confirm(tmp_path: Path) -> None:
    now = today()
    now["articles"][1]["near_duplicate_of"] = f"{1:032x}"
    _, told, _ = compared(None, now, tmp_path)
    assert told[FIRST].sure.grade == "likely"
    _, told, _ = compared(None, today(), tmp_path)
    assert told[FIRST].sure.words == "confirmed by 2 independent outlets"


def with_second(rows: Rows) -> None:
    """A second document reports the first event."""
    rows["documents"].append(document(2))
    rows["articles"].append(article(2, "Daily Wire"))
    rows["sentences"].append(sentence(2))
    rows["event_reports"].append(report(1, 2))


def test_who_was_seen_long_before_is_not_said_to_be_followed(tmp_path: Path) -> None:
    now = today()
    now["tenures"][1] |= {"first_seen_on": DAY + dt.timedelta(days=1100), "last_seen_on": DAY + dt.timedelta(days=1100)}
    _, _, found = compared(yesterday(), now, tmp_path)
    assert [(h["name"], h["previous"]) for h in found.holders] == [("Catherine Vautrin", None)]


def test_parties_are_told_by_the_names_that_they_had_then_and_have_now(tmp_path: Path) -> None:
    before, now = yesterday(), yesterday()
    before["entities"][0]["name"] = "Lecornu"
    now["event_participants"][0]["entity_id"] = "per-3"
    _, _, found = compared(before, now, tmp_path)
    assert "its parties were Lecornu and Boris Pistorius, now" in found.changed[0].words[0]
