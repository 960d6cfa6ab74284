"""The short form of `make faults`: killed and damaged stores give, after one run more, what a calm one holds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.faults import clock, damage, disk, heavy, kills, readers
from pipelines.faults.scene import Found, Scene, Wanted

SEED = 20240515  # not the one of `make faults`: the short form looks elsewhere
DAMAGED = (
    "manifests/*.json",
    "dagster/history/runs/index.db",
    "lake/catalog.sqlite",
    "lake/data/main/*/ducklake-*.parquet",
)


pytestmark = pytest.mark.xdist_group("faults")  # one scene, one worker


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The inbox, and what undisturbed runs publish of it."""
    made = Scene(tmp_path_factory.mktemp("faults"))
    made.prepare()
    assert [len(made.before.tables[name]) for name in ("documents", "articles", "quarantine")] == [6, 6, 2]
    assert [len(made.after.tables[name]) for name in ("documents", "articles", "quarantine")] == [9, 8, 2]
    return made


@pytest.mark.slow
def test_killed_runs_are_recovered_by_the_next(scene: Scene) -> None:
    found = kills.kills(scene, 2, SEED, by_time=False)
    assert (found.struck, found.injected, found.recovered, found.lost, found.wrong) == (2, 2, 2, 0, [])
    assert (found.documents, found.published, found.quarantined, found.superseded) == (8 + 11, 6 + 8, 4, 1)


@pytest.mark.slow
def test_damaged_files_are_mended_by_the_next_run(scene: Scene) -> None:
    found = damage.damages(scene, ("half",), DAMAGED)
    assert (found.injected, found.recovered, found.wrong) == (len(DAMAGED), len(DAMAGED), [])


def test_every_kind_of_file_is_there_once_by_its_newest(scene: Scene) -> None:
    home = scene.folder / "calm"
    found = damage.kinds(home)
    assert {"warehouse.duckdb", "warehouses/*.duckdb", "work/batches/annotate/*/*.parquet", *DAMAGED} <= found.keys()
    folders = {damage.OWN.sub("*", path.relative_to(home).parent.as_posix()) for path in home.rglob("*.*")}
    assert {damage.OWN.sub("*", path.parent.as_posix()) for path in found.values()} <= folders
    assert found["manifests/*.json"].stem == (home / "warehouse.duckdb").resolve().stem


@pytest.mark.slow
def test_two_runs_at_once_publish_everything(scene: Scene) -> None:
    found = damage.together(scene)
    assert (found.recovered, found.wrong) == (1, [])


@pytest.mark.slow
def test_a_run_goes_on_without_a_worker_that_is_killed(scene: Scene) -> None:
    found = kills.worker_killed(scene, 1, SEED)
    assert (found.injected, found.recovered, found.wrong) == (1, 1, [])


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault", [lambda s: disk.full(s, (512,)), lambda s: disk.short_files(s, (20,)), disk.read_only]
)
def test_what_cannot_be_written_is_said_and_published_when_it_can(
    scene: Scene, fault: Callable[[Scene], Found]
) -> None:
    found = fault(scene)
    if found.skipped:
        pytest.skip(found.skipped[0])
    assert (found.struck, found.injected, found.recovered, found.wrong) == (1, 1, 1, [])


@pytest.mark.slow
def test_runs_stand_in_their_order_though_the_clock_is_set_back(scene: Scene) -> None:
    found = clock.set_back(scene)
    if found.skipped:
        pytest.skip(found.skipped[0])
    assert (found.struck, found.recovered, found.wrong) == (2, 2, [])


@pytest.mark.slow
def test_a_client_sees_what_it_has_opened_until_it_is_killed(scene: Scene) -> None:
    found = readers.client_killed(scene)
    assert (found.struck, found.recovered, found.wrong) == (2, 2, [])


@pytest.mark.slow
def test_readers_see_nothing_between_two_publications(scene: Scene) -> None:
    found, watched = readers.publications(scene, 2, 3)
    assert (found.struck, found.recovered, found.wrong) == (2, 2, [])
    assert (watched.half, watched.errors) == ([], [])
    assert watched.openings > 6


@pytest.mark.slow
def test_heavy_pages_are_read_or_set_aside_within_their_limit(tmp_path: Path) -> None:
    worker = heavy.Watched()
    found = {
        name: heavy.cost(heavy.PAGES[name](300_000), tmp_path, worker, 6.0)
        for name in ("links", "tables in tables", "one paragraph")
    }
    worker.end()
    assert {name: one.outcome for name, one in found.items()} == {
        "links": "parsed", "tables in tables": "too_deep", "one paragraph": "parsed"
    }  # fmt: skip
    assert all(one.seconds < 12 and 50 < one.megabytes < 1_000 for one in found.values())


def test_a_half_state_and_an_error_are_told(tmp_path: Path) -> None:
    output = tmp_path / "reader.txt"
    output.write_text('["r1", "3"]\n["r2", "2"]\n["error: no"]\nTraceback\n')
    watched = readers._watched([output], {("r1", "3")})
    assert (watched.openings, watched.half, watched.errors) == (4, ["r2 2"], ["error: no", "Traceback"])


def test_what_is_lost_is_told() -> None:
    found, wanted = Found(), Wanted({"documents": ["('a',)", "('b',)"]}, ["a", "b"], 1)
    found.judge("killed", {"documents": ["('a',)"], "articles": ["a"], "quarantine": []}, wanted)
    found.judge("killed again", "exit 1: no", wanted)
    assert found.wrong == ["killed: documents differ", "killed again: exit 1: no"]
    assert (found.injected, found.recovered, found.documents, found.lost) == (2, 0, 6, 1 + 1 + 3)
