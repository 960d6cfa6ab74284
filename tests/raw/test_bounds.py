"""The bounded gzip stream: it gives what was packed, and refuses what is broken or expands beyond reason."""

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.raw import bounds
from assets.raw.bounds import Expanded, Refused


def expanded(data: bytes) -> tuple[bytes, str | None]:
    stream = Expanded(io.BytesIO(data), "a.gz")
    content = io.BufferedReader(stream).read()
    return content, stream.failure.rule if stream.failure else None


@settings(deadline=None)
@given(st.lists(st.binary(max_size=2000), max_size=4))
def test_members_come_back_in_order(members: list[bytes]) -> None:
    assert expanded(b"".join(map(gzip.compress, members))) == (b"".join(members), None)


def test_a_truncated_stream_gives_what_came_before_and_says_so() -> None:
    assert expanded(gzip.compress(b"first") + gzip.compress(b"second" * 100)[:-9])[0].startswith(b"first")
    assert expanded(gzip.compress(b"some text" * 100)[:-9])[1] == "truncated"


@pytest.mark.parametrize(
    "data", [b"no gzip at all", gzip.compress(b"text" * 100)[:20] + b"\xff" * 40], ids=["no gzip", "corrupt tail"]
)
def test_a_broken_stream_is_named(data: bytes) -> None:
    assert expanded(data)[1] in {"corrupt", "truncated"}


def test_a_bomb_is_stopped_before_it_fills_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "FREE_EXPANSION_BYTES", 1_000_000)
    content, failure = expanded(gzip.compress(bytes(30_000_000)))
    assert failure == "expansion"
    assert len(content) < 10_000_000


def test_a_container_says_why_it_broke_off(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"line\n")[:-3])
    with bounds.opened(tmp_path / "a.gz") as container:
        container.check()
        container.stream.read()
        with pytest.raises(Refused) as refused:
            container.check()
    assert refused.value.rule == "truncated"


def test_a_document_beyond_the_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_DOCUMENT_BYTES", 10)
    assert bounds.read_bounded(io.BytesIO(b"0123456789")) == b"0123456789"
    with pytest.raises(Refused) as refused:
        bounds.read_bounded(io.BytesIO(b"0123456789a"))
    assert refused.value.rule == "too_large"


def test_a_refusal_shows_a_short_value() -> None:
    refusal = Refused("rule", "message", "v" * 1000).at("path#1")
    assert (refusal.source_uri, refusal.rule, refusal.value) == ("path#1", "rule", "v" * 200)
