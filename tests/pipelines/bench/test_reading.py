"""Reading beside peers: each peer that is installed is measured over the same text, and one that is not is told of."""

from pathlib import Path

import pytest

from pipelines.bench import reading, texts


def test_quotations_and_times_are_counted_and_timed_beside_those_of_others(tmp_path: Path) -> None:
    documents = texts.documents(texts.inboxes(tmp_path, 12)[texts.WIRE])
    found = reading.parts(documents)
    assert 0 < found["our direct quotations"] <= sum(d.raw_text.count('"') for d in documents) / 2
    assert found["our times found"] >= len(documents)
    assert found["our statements, CPU ms a 1,000 words"] > 0
    asked, read = found["expressions that we read as one day"], found["of these dateparser reads as a day"]
    assert asked >= read >= found["of these as the same day"] > 0
    if not any("textacy" in line for line in reading.missing()):
        assert found["textacy, direct quotations"] > 0


def test_a_peer_that_is_not_installed_is_told_of_and_the_rest_is_measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reading, "find_spec", lambda name: None)
    told = reading.missing()
    assert [line.split()[0] for line in told] == ["textacy", "dateparser"]
    assert all("requirements-bench.lock" in line for line in told)
    found = reading.parts(texts.documents(texts.inboxes(tmp_path, 2)[texts.WIRE]))
    assert "our times found" in found
    assert not any("textacy" in name or "dateparser" in name for name in found)


def test_reading_is_told_beside_the_plain_model_and_pages_beside_trafilatura(tmp_path: Path) -> None:
    found = reading.beside_the_model("few", texts.documents(texts.inboxes(tmp_path, 3)[texts.WIRE]))
    found |= reading.pages(texts.saved_pages(2))
    ours, plain = found["few, parsing and annotation, words a CPU s"], found["few, plain model, words a CPU s"]
    assert found["few, parsing and annotation beside the plain model"] == pytest.approx(ours / plain)
    ours, theirs = found["our reader of pages, pages a CPU s"], found["trafilatura, pages a CPU s"]
    assert found["our reader beside trafilatura"] == pytest.approx(ours / theirs)
