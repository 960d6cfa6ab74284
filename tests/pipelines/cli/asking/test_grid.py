"""The grid: every line as wide as the others and no wider than asked; nothing of a cell is lost."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pipelines.cli.asking import grid

CELLS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), exclude_characters="┃│\xa0"), max_size=60
)


def drawn(header: list[str], rows: list[list[str]], width: int) -> list[str]:
    file = io.StringIO()
    grid.write(file, header, rows, width)
    return file.getvalue().splitlines()


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6))
def test_lines_are_of_one_width_and_hold_all_that_the_cells_hold(rows: list[list[str]]) -> None:
    lines = drawn(["a", "b", "c"], rows, 50)
    assert len({cell_len(line) for line in lines}) == 1
    assert cell_len(lines[0]) <= 50
    shown = "".join("".join(line.split("│")) for line in lines if line.startswith("│"))
    assert sorted(c for c in shown if not c.isspace()) == sorted(
        c for row in rows for cell in row for c in cell if not c.isspace()
    )


@pytest.mark.parametrize(
    ("text", "lines"), [("one two three", ["one two", "three"]), ("abcdefghijkl", ["abcdefgh", "ijkl"])]
)
def test_a_wide_cell_is_folded_at_spaces_where_there_are_any(text: str, lines: list[str]) -> None:
    body = [line for line in drawn(["x"], [[text]], 12) if line.startswith("│")]
    assert [line.strip("│").strip() for line in body] == lines


def test_narrow_rows_keep_their_width_and_lines_their_breaks() -> None:
    assert drawn(["n", "who"], [["1", "Ann\nBo"]], 80) == [
        "┏━━━┳━━━━━┓",
        "┃ n ┃ who ┃",
        "┡━━━╇━━━━━┩",
        "│ 1 │ Ann │",
        "│   │ Bo  │",
        "└───┴─────┘",
    ]


def test_days_and_numbers_stay_whole_where_other_columns_can_be_narrowed() -> None:
    names = ["month", "consultations", "agreements", "goldstein_mean", "place"]
    lines = drawn(names, [["2024-11-01", "1", "0", "-2.5", "Vostochny Cosmodrome in the Amur region"]], 60)
    assert "│ 2024-11-01 │" in "".join(lines)
    assert {cell_len(line) for line in lines} == {60}
