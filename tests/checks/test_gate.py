"""The gate against hostile and random rows: it must refuse exactly the rows that break their contract."""

import re
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.contract import Column, Reference, Table
from checks import registry
from checks.gate import StructureError, gate

PLACES = Table(
    "trial_places",
    "raw",
    "Places for the trial of references",
    (Column("place", "VARCHAR", "Its name"),),
    key=("place",),
)
TRIAL = Table(
    "trial",
    "raw",
    "A table with a rule of every kind",
    (
        Column("id", "BIGINT", "Key", minimum=0),
        Column("kind", "VARCHAR", "Vocabulary", allowed=("meeting", "visit")),
        Column("code", "VARCHAR", "Pattern", nullable=True, pattern="[A-Z]{3}"),
        Column("share", "DOUBLE", "Bounds", minimum=0, maximum=1),
        Column("short", "VARCHAR", "Length", nullable=True, max_length=3),
        Column("low", "BIGINT", "Start", nullable=True),
        Column("high", "BIGINT", "End", nullable=True),
        Column("tags", "VARCHAR[]", "List"),
        Column("place", "VARCHAR", "Reference", nullable=True),
    ),
    key=("id",),
    references=(Reference("place", "trial_places", "place"),),
    ordered=(("low", "high"),),
)
KNOWN = pl.DataFrame({"place": ["Seoul", "Hanoi"]})


@pytest.fixture(autouse=True, scope="module")
def _declared() -> Any:
    registry.TABLES[TRIAL.name] = TRIAL
    yield
    del registry.TABLES[TRIAL.name]
    registry.gate_schema.cache_clear()


def row(**changes: Any) -> dict[str, Any]:
    """A valid row, changed."""
    good = {"id": 1, "kind": "visit", "code": "KOR", "share": 0.5, "short": "abc", "low": 1, "high": 2, "tags": ["a"]}
    return good | {"place": "Seoul"} | changes


def broken_rule(candidate: dict[str, Any]) -> bool:
    """The contract of TRIAL, said again in plain Python."""
    return not (
        candidate["id"] is not None
        and candidate["id"] >= 0
        and candidate["kind"] in ("meeting", "visit")
        and (candidate["code"] is None or re.fullmatch("[A-Z]{3}", candidate["code"]))
        and candidate["share"] is not None
        and 0 <= candidate["share"] <= 1
        and (candidate["short"] is None or len(candidate["short"]) <= 3)
        and (candidate["low"] is None or candidate["high"] is None or candidate["low"] < candidate["high"])
        and candidate["tags"] is not None
        and candidate["place"] in (None, "Seoul", "Hanoi")
    )


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.one_of(st.none(), st.integers(-2, 40)),
            "kind": st.sampled_from(["meeting", "visit", "Visit", "", None]),
            "code": st.one_of(st.none(), st.sampled_from(["KOR", "KO", "KORR", "kor", "KOR\n", ""])),
            "share": st.one_of(st.none(), st.floats(-0.5, 1.5)),
            "short": st.one_of(st.none(), st.text(max_size=5)),
            "low": st.one_of(st.none(), st.integers(0, 5)),
            "high": st.one_of(st.none(), st.integers(0, 5)),
            "tags": st.one_of(st.none(), st.lists(st.text(max_size=3), max_size=2)),
            "place": st.sampled_from([None, "Seoul", "Hanoi", "Atlantis"]),
        }
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=150)
@given(ROWS)
def test_exactly_the_rows_that_break_their_contract_are_refused(rows: list[dict[str, Any]]) -> None:
    gated = gate(registry.frame(TRIAL, rows), TRIAL, {"trial_places": KNOWN})
    seen: set[int] = set()
    expected = []
    for candidate in rows:
        again = candidate["id"] in seen
        seen.add(candidate["id"])
        if not broken_rule(candidate) and not again:
            expected.append(candidate)
    assert gated.valid.to_dicts() == expected
    assert gated.valid.height + gated.refused.height == len(rows)
    assert len(gated.reasons) == gated.refused.height


@pytest.mark.parametrize(
    ("changes", "rule", "column", "value"),
    [
        ({"id": -1}, "minimum", "id", "-1"),
        ({"kind": "party"}, "allowed", "kind", "party"),
        ({"kind": None}, "not_null", "kind", None),
        ({"code": "KORE"}, "pattern", "code", "KORE"),
        ({"share": 1.5}, "maximum", "share", "1.5"),
        ({"short": "abcd"}, "max_length", "short", "abcd"),
        ({"low": 3, "high": 3}, "ordered", "low", "3"),
        ({"place": "Atlantis"}, "reference", "place", "Atlantis"),
    ],
)
def test_a_refused_row_says_rule_column_and_value(
    changes: dict[str, Any], rule: str, column: str, value: str | None
) -> None:
    rows = [row(id=7), row(**{"id": 8} | changes)]
    gated = gate(registry.frame(TRIAL, rows), TRIAL, {"trial_places": KNOWN})
    assert gated.valid["id"].to_list() == [7]
    (reason,) = gated.reasons
    assert (reason.rule, reason.column, reason.value) == (rule, column, value)
    assert TRIAL.name in reason.message


def test_of_two_rows_with_one_key_the_first_stays() -> None:
    gated = gate(registry.frame(TRIAL, [row(share=0.1), row(share=0.2)]), TRIAL)
    assert gated.valid["share"].to_list() == [0.1]
    assert gated.reasons[0].rule == "duplicate_key"


def test_all_rows_bad_is_told_row_by_row() -> None:
    rows = registry.frame(TRIAL, [row(id=n, kind="party") for n in range(50_000)])
    gated = gate(rows, TRIAL)
    assert gated.valid.is_empty()
    assert {r.rule for r in gated.reasons} == {"allowed"}
    assert len(gated.reasons) == 50_000


@pytest.mark.parametrize(
    "fault",
    [
        lambda rows: rows.drop("kind"),
        lambda rows: rows.with_columns(extra=pl.lit(1)),
        lambda rows: rows.with_columns(pl.col("share").cast(pl.String)),
        lambda rows: rows.with_columns(pl.col("id").cast(pl.Int32)),
    ],
    ids=["column missing", "column too many", "wrong type", "narrower type"],
)
def test_a_fault_of_structure_raises_and_refuses_nothing(fault: Any) -> None:
    with pytest.raises(StructureError, match="trial"):
        gate(fault(registry.frame(TRIAL, [row()])), TRIAL)


def test_a_value_of_another_type_is_a_fault_of_the_code() -> None:
    with pytest.raises(TypeError, match=r"trial\.low wants BIGINT"):
        registry.frame(TRIAL, [row(low="first")])


@pytest.mark.parametrize("name", sorted(registry.TABLES))
def test_every_declared_table_lets_an_empty_frame_pass(name: str) -> None:
    table = registry.TABLES[name]
    assert gate(registry.frame(table, []), table).valid.columns == [c.name for c in table.columns]


@settings(deadline=None, max_examples=100)
@given(ROWS, st.lists(st.sampled_from(["Seoul", "Atlantis", None]), max_size=5))
def test_rows_that_have_passed_before_are_asked_their_references_alone(
    rows: list[dict[str, Any]], places: list[str | None]
) -> None:
    held = [row(id=100 + number, place=place) for number, place in enumerate(places)]
    together = registry.frame(TRIAL, [*held, *rows])
    fresh = pl.Series([False] * len(held) + [True] * len(rows), dtype=pl.Boolean)
    whole = gate(together, TRIAL, {"trial_places": KNOWN})
    parted = gate(together, TRIAL, {"trial_places": KNOWN}, fresh)
    assert parted.valid.equals(whole.valid)
    assert parted.refused.equals(whole.refused)
    assert parted.reasons == whole.reasons
