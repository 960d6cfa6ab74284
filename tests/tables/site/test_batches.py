"""A site that is kept over many runs is, byte for byte, one that is written anew; also where runs were killed."""

import copy
import datetime as dt
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assets.tables.brief import changes
from assets.tables.site import index, prints, touched
from assets.tables.site.write import write
from assets.tables.snapshots import of_folder
from tests.tables.brief.world import (
    TEXT,
    Rows,
    changed,
    document,
    opened,
    segment,
    snapshot,
    source,
    statement,
    today,
    yesterday,
)
from tests.tables.conftest import DAY, article, entity, event, party, report
from tests.tables.site.conftest import pages

COUNTRIES, PEOPLE = ("FRA", "DEU", "JPN", "KOR"), 6


def news(number: int, version: int) -> list[tuple[str, dict[str, Any]]]:
    """What one document brings; another version of it is another document, with another day and other parties."""
    choose = random.Random(number * 100 + version)
    own = number * 10 + version
    one, other = choose.sample(range(PEOPLE), 2)
    day = DAY + dt.timedelta(days=choose.randrange(900))
    told = event(number, choose.choice(["meeting", "visit"]), "CONSULT", start_on=day, end_on=day)
    outlet = choose.choice(["The Courier", "Daily Wire", "Post"])
    seats = [(f"per-{n}", "actor", COUNTRIES[n % 4], "defence minister") for n in (one, other)]
    return [
        ("documents", document(own, TEXT)),
        ("document_sources", source(own)),
        ("articles", article(own, outlet)),
        ("segments", segment(own, TEXT)),
        ("statements", statement(own)),
        ("statement_speakers", {"statement_id": f"st-{own:016x}", "entity_id": f"per-{one}", "speaker_text": "He"}),
        ("events", told | {"summary": f"Event {number} as version {version} tells it."}),
        *(("event_participants", party(number, *seat)) for seat in seats),
        ("event_reports", report(number, own)),
    ]


def held(versions: dict[int, int]) -> Rows:
    """The rows of a store that holds these documents, each in a version; who is named in more is known from more."""
    rows: Rows = {"entities": [], "tenures": []}
    for number, version in versions.items():
        for table, row in news(number, version):
            rows.setdefault(table, []).append(row)
    for n in range(PEOPLE):
        named = sum(p["entity_id"] == f"per-{n}" for p in rows.get("event_participants", []))
        if named:
            person = entity(f"per-{n}", "person", f"Person {n}", COUNTRIES[n % 4])
            rows["entities"].append(person | {"document_count": named})
    return rows


def brought(rows: Rows, folder: Path, run_id: str, before: tuple[str, Rows] | None = None) -> None:
    """The site of these rows; where it is known what was there `before`, of what has changed alone."""
    con = opened(rows)
    try:
        if before is not None:
            there = of_folder(snapshot(before[1], folder.with_name("before")))
            changes.open_before(con, there, changed(con, there))
        write(con, folder, run_id, since=before[0] if before else None)
    finally:
        con.close()


def counting(take: Callable[..., None], looked: dict[str, int], name: str) -> Callable[..., None]:
    def counted(*told: Any) -> None:
        looked[name] += 1
        take(*told)

    return counted


@pytest.mark.parametrize("seed", range(2))
def test_batches_in_any_order_with_replaced_documents_leave_the_site_of_a_whole_run(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both where all pages are looked at and where only those are that a change leads to; one after another, too."""
    choose = random.Random(seed)
    versions: dict[int, int] = {}
    before: tuple[str, Rows] | None = None
    looked = {"all": 0, "touched": 0}
    for name, take in (("all", prints.take), ("touched", touched.take)):
        monkeypatch.setattr(
            f"assets.tables.site.{take.__module__.rpartition('.')[2]}.take", counting(take, looked, name)
        )
    waiting = choose.sample(range(1, 19), 18)
    for step in range(5):
        batch, waiting = waiting[: (size := choose.randrange(1, 6))], waiting[size:]
        versions |= dict.fromkeys(batch, 0)
        for number in choose.sample(sorted(versions), min(step, len(versions))):
            versions[number] += 1
        if step > 2:
            versions.pop(choose.choice(sorted(versions)))
        rows = held(versions)
        brought(rows, tmp_path / "kept", f"run{step}")
        brought(rows, tmp_path / "told", f"run{step}", before if step != 3 else ("another", {}))
        brought(rows, tmp_path / f"fresh{step}", f"run{step}")
        assert pages(tmp_path / "kept", gone=False) == pages(tmp_path / f"fresh{step}"), step
        assert pages(tmp_path / "told") == pages(tmp_path / "kept"), step
        before = (f"run{step}", rows)
    assert looked == {"all": 12, "touched": 3}
    gone = pages(tmp_path / "kept").keys() - pages(tmp_path / "kept", gone=False).keys()
    assert gone, "nothing was ever replaced"


class Killed(BaseException):
    """Stands for the end of the process."""


def until(moment: int, replace: Callable[..., None]) -> Callable[..., None]:
    """`os.replace` of a process that is killed before its file number `moment` is in its place."""
    left = iter(range(moment))

    def put(source: Any, target: Any) -> None:
        if next(left, None) is None:
            raise Killed
        replace(source, target)

    return put


@pytest.mark.parametrize("back", [False, True], ids=["goes on", "goes back"])
def test_a_run_that_is_killed_leaves_a_site_that_the_next_one_completes(
    back: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the next run publishes what stood there before: no page of the killed one stays."""
    first, second = opened(yesterday()), opened(today())
    write(first, tmp_path / "fresh0", "one")
    write(second, tmp_path / "fresh1", "one")
    files = 0
    for moment in range(100):
        home = tmp_path / f"home{moment}"
        write(first, home, "one")
        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", until(moment, os.replace))
            try:
                write(second, home, "two")
            except Killed:
                files += 1
            else:
                break
        write(first if back else second, home, "three")
        assert pages(home, gone=False) == pages(tmp_path / ("fresh0" if back else "fresh1")), moment
    assert files > 8
    first.close()
    second.close()


def test_pages_that_another_version_made_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    con = opened(today())
    write(con, tmp_path, "one")
    spoiled = tmp_path / "person" / "per-2.html"
    spoiled.write_text("of an earlier version", encoding="utf-8")
    assert write(con, tmp_path, "one").anew == 0
    monkeypatch.setattr("assets.tables.site.write.fingerprint", lambda: "other templates")
    assert write(con, tmp_path, "one").anew == 1
    spoiled.write_text("of an earlier version", encoding="utf-8")
    assert write(con, tmp_path, "one", "another version").anew == 1
    con.close()


def test_what_earlier_versions_kept_of_pages_goes(tmp_path: Path) -> None:
    (tmp_path / index.BEFORE_THAT).write_text("{}", encoding="utf-8")
    con = opened(copy.deepcopy(today()))
    write(con, tmp_path, "one")
    assert not (tmp_path / index.BEFORE_THAT).exists()
    con.close()
