"""Records through Arrow: whatever a stage hands on comes back equal, whatever its fields are."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.enriched.annotate.records import Annotation
from assets.parsed.records import Parsed
from runtime.arrow_records import arrow_type, from_arrow, to_arrow

DAYS = st.dates()
MOMENTS = st.datetimes(min_value=dt.datetime(1700, 1, 1), max_value=dt.datetime(2200, 1, 1), timezones=st.just(dt.UTC))


@pytest.mark.parametrize("kind", [Parsed, Annotation])
def test_records_of_a_stage_come_back_equal(kind: type) -> None:
    @settings(deadline=None, max_examples=60)
    @given(st.lists(st.builds(kind), max_size=3))
    def back(records: list[object]) -> None:
        assert from_arrow(kind, to_arrow(kind, records)) == records

    st.register_type_strategy(dt.datetime, MOMENTS)
    st.register_type_strategy(int, st.integers(-(2**62), 2**62))
    st.register_type_strategy(float, st.floats(allow_nan=False))
    st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
    try:
        back()
    finally:
        for changed in (dt.datetime, int, float, str):
            st.register_type_strategy(changed, _builtin(changed))


def _builtin(kind: type) -> st.SearchStrategy[object]:
    return {dt.datetime: st.datetimes(), int: st.integers(), float: st.floats(), str: st.text()}[kind]


@dataclass
class Inner:
    name: str
    day: dt.date | None = None


@dataclass
class Outer:
    kind: Literal["a", "b"]
    pair: tuple[int, str]
    many: tuple[Inner, ...]
    maybe: Inner | None = None
    nested: list[list[int]] = field(default_factory=list)
    added: dict[str, int] | None = None


@dataclass
class Strange:
    either: int | str


def test_types_follow_the_annotations() -> None:
    inner = pa.struct([("name", pa.string()), ("day", pa.date32())])
    assert arrow_type(Inner) == inner
    assert arrow_type(tuple[int, str]) == pa.struct([("_0", pa.int64()), ("_1", pa.string())])
    assert arrow_type(list[Inner | None]) == pa.list_(inner)


@pytest.mark.parametrize("kind", [Outer, Strange, object])
def test_a_type_without_a_place_in_a_file_is_refused_by_name(kind: type) -> None:
    with pytest.raises(TypeError, match="no Arrow type here"):
        arrow_type(kind)
