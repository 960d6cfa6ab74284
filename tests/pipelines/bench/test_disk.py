"""What a store takes on disk: files are counted once, and a year goes on as the later days went."""

import json
import os
from pathlib import Path

import pytest

from pipelines.bench import __main__ as command
from pipelines.bench import disk, past


def test_a_year_goes_on_as_the_later_half_of_the_days_went() -> None:
    sizes = [100, 400, 700, 710, 720]  # all published files that are kept are there from the third day on
    assert disk.rate(sizes) == 10
    assert disk.at(365, sizes) == 720 + 361 * 10
    assert disk.rate([100]) == 0
    taken = [dict.fromkeys(disk.KEPT, size) for size in sizes]
    found = disk.figures(taken, [100, 110, 120, 130, 140])
    assert found["disk beside raw text, first run"] == pytest.approx(3.0)
    assert found["disk beside raw text, after 4 days"] == pytest.approx(3 * 720 / 140)
    files = 720 * (140 + 3_610) / 140
    assert found["disk beside raw text, after a year, reckoned"] == pytest.approx(
        (2 * (720 + 3_610) + files) / (140 + 3_610)
    )


def test_a_file_with_two_names_is_counted_once_and_a_link_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "one").write_bytes(b"x" * 1_000)
    os.link(tmp_path / "a" / "b" / "one", tmp_path / "a" / "two")
    assert disk.size_of(tmp_path / "a") == 1_000
    assert disk.size_of(tmp_path / "none") == 0


@pytest.mark.slow
def test_a_bench_is_kept_and_shown_beside_what_is_asked(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(past, "FILE", tmp_path / "bench.jsonl")
    command.main(["disk", "1", "3"])
    (line,) = (tmp_path / "bench.jsonl").read_text(encoding="utf-8").splitlines()
    said = json.loads(line)
    assert said["what"] == "disk 1 3"
    assert (
        said["figures"]["disk beside raw text, after 1 days"] > said["figures"]["disk beside raw text, first run"] > 3
    )
    assert "What is asked, and what was found" in capfd.readouterr().out


def test_a_bench_that_is_none_is_refused() -> None:
    with pytest.raises(SystemExit, match=r"'grow' is no bench.*growth \[SIZE"):
        command.main(["grow"])
