"""The schedule and the sensor, ticked for real, and the pure look at the inbox behind the sensor."""

import datetime as dt
import json
import os
import shutil
from pathlib import Path

import dagster as dg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import jobs
from pipelines.definitions import defs
from pipelines.jobs import look, marks
from runtime.resources import default_home
from runtime.store import Store


def test_the_schedule_is_daily_and_off_and_asks_for_the_whole_job() -> None:
    assert jobs.daily.default_status == dg.DefaultScheduleStatus.STOPPED
    assert jobs.daily.job_name == "everything"
    tick = jobs.daily.evaluate_tick(
        dg.build_schedule_context(scheduled_execution_time=dt.datetime(2024, 5, 1, 5, tzinfo=dt.UTC))
    )
    assert len(tick.run_requests or []) == 1
    assert jobs.daily.cron_schedule == "0 5 * * *"


@pytest.mark.parametrize("said", ["24", "-1", "5.5", "noon", ""])
def test_an_hour_that_is_none_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_HOUR", said)
    with pytest.raises(ValueError, match="0 to 23"):
        jobs.hour()


def test_one_setting_changes_the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_HOUR", "17")
    assert jobs.hour() == 17


class Ticks:
    """The sensor over one inbox, tick after tick, with the cursor that Dagster would keep."""

    def __init__(self, inbox: Path) -> None:
        self.inbox = inbox
        self.cursor: str | None = None
        self.instance = dg.DagsterInstance.ephemeral()

    def tick(self) -> list[dg.RunRequest]:
        context = dg.build_sensor_context(
            instance=self.instance, cursor=self.cursor, repository_def=defs.get_repository_def()
        )
        result = jobs.new_files.evaluate_tick(context)
        self.cursor = result.cursor
        return list(result.run_requests or [])


@pytest.fixture
def ticks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ticks:
    monkeypatch.setenv("COMMUNIQUE_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("COMMUNIQUE_HOME", str(tmp_path / "home"))
    (tmp_path / "inbox").mkdir()
    return Ticks(tmp_path / "inbox")


def leave(request: dg.RunRequest) -> list[str]:
    found: list[str] = request.run_config.get("ops", {}).get("raw", {}).get("config", {}).get("leave", [])
    return found


def test_the_sensor_is_off_until_switched_on() -> None:
    assert jobs.new_files.default_status == dg.DefaultSensorStatus.STOPPED


def test_a_file_is_asked_for_once_when_it_has_come_to_rest(ticks: Ticks) -> None:
    assert ticks.tick() == []
    (ticks.inbox / "a.txt").write_text("One day in Oslo.")
    assert ticks.tick() == []
    (request,) = ticks.tick()
    assert leave(request) == []
    assert ticks.tick() == []


def test_a_file_still_being_written_waits_and_the_others_do_not(ticks: Ticks) -> None:
    (ticks.inbox / "a.txt").write_text("One day in Oslo.")
    growing = ticks.inbox / "growing.txt"
    growing.write_text("Two")
    ticks.tick()
    growing.write_text("Two days")
    (request,) = ticks.tick()
    assert leave(request) == ["growing.txt"]
    (later,) = ticks.tick()
    assert leave(later) == []
    assert later.run_key != request.run_key
    assert ticks.tick() == []


def test_ten_thousand_files_are_one_run(ticks: Ticks) -> None:
    for number in range(10_000):
        (ticks.inbox / f"{number}.txt").touch()
    ticks.tick()
    assert len(ticks.tick()) == 1
    assert ticks.tick() == []
    assert len(ticks.cursor or "") == 32
    assert len(list(looks().iterdir())) <= 2


def looks() -> Path:
    return Store(default_home()).dagster_home / "looks"


def test_a_tick_whose_cursor_was_not_kept_is_done_again(ticks: Ticks) -> None:
    (ticks.inbox / "a.txt").write_text("One day in Oslo.")
    ticks.tick()
    before = ticks.cursor
    (first,) = ticks.tick()
    ticks.cursor = before
    (again,) = ticks.tick()
    assert again.run_key == first.run_key


def test_what_was_seen_may_be_lost_and_no_file_is(ticks: Ticks) -> None:
    (ticks.inbox / "a.txt").write_text("One day in Oslo.")
    ticks.tick()
    (first,) = ticks.tick()
    shutil.rmtree(looks())
    assert ticks.tick() == []
    (again,) = ticks.tick()
    assert again.run_key == first.run_key  # by which Dagster knows that it has run


def test_a_change_asks_again_and_a_removal_does_not(ticks: Ticks) -> None:
    for name in ("a.txt", "b.txt"):
        (ticks.inbox / name).write_text(name)
    ticks.tick()
    first = ticks.tick()
    (ticks.inbox / "b.txt").unlink()
    assert ticks.tick() == []
    (ticks.inbox / "a.txt").write_text("changed now")
    ticks.tick()
    (second,) = ticks.tick()
    assert second.run_key != first[0].run_key


def test_an_inbox_that_is_not_there_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMMUNIQUE_INBOX", str(tmp_path / "none"))
    assert Ticks(tmp_path).tick() == []


def test_marks_tell_size_and_time_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    before = marks(tmp_path)
    os.utime(path, ns=(5, 5))
    assert marks(tmp_path) != before
    assert list(before) == ["a.txt"]


STATES = st.dictionaries(st.sampled_from("abcde"), st.sampled_from(["1", "2", "3"]), max_size=5)


@given(st.lists(STATES, max_size=12))
def test_every_file_at_rest_is_asked_for_exactly_once(states: list[dict[str, str]]) -> None:
    cursor: str | None = None
    before: dict[str, str] = {}
    asked: set[tuple[str, str]] = set()
    for state in states:
        found = {name: f"{name}{mark}" for name, mark in state.items()}
        seen = look(found, cursor)
        resting = {(n, m) for n, m in state.items() if before.get(n) == m}
        assert set(seen.moving) == set(state) - {n for n, _ in resting}
        assert (seen.due is not None) == bool(resting - asked)
        asked = (asked | resting if seen.due else asked) & set(state.items())
        cursor, before = seen.cursor, state
        assert isinstance(json.loads(cursor), list)
