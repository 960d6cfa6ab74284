"""The file of earlier benches: the last one that is alike is what the next is compared with."""

from pathlib import Path

from pipelines.bench import past


def test_the_last_bench_of_a_size_is_compared_with(tmp_path: Path) -> None:
    path = tmp_path / "build" / "bench.jsonl"
    assert past.before(path, "peers 100") == {}
    past.keep(path, "peers 100", {"words": 1_000.0, "pages": 50.0})
    past.keep(path, "peers 100", {"words": 2_000.0, "pages": 50.0})
    past.keep(path, "peers 900", {"words": 9_000.0})
    past.keep(path, "growth 100", {"words": 7_000.0})
    assert past.before(path, "peers 100") == {"words": 2_000.0, "pages": 50.0}
    assert len(path.read_text(encoding="utf-8").splitlines()) == 4


def test_a_line_of_an_older_bench_is_none_that_is_alike(tmp_path: Path) -> None:
    path = tmp_path / "bench.jsonl"
    past.keep(path, "peers 100", {"words": 1.0})
    path.write_text(path.read_text(encoding="utf-8").replace('"what": "peers 100"', '"size": 100'), encoding="utf-8")
    assert past.before(path, "peers 100") == {}


def test_what_has_moved_is_told_and_what_has_not_is_not() -> None:
    last = {"words": 2_000.0, "pages": 50.0, "gone": 1.0, "stage": 0.1}
    assert past.moved(last, {"words": 1_500.0, "pages": 52.0, "new": 3.0, "stage": 0.2}) == [
        "words: 2,000.00 before, 1,500.00 now (-25%)"
    ]
