"""Prints rows as a grid of fixed columns, at once also where they are tens of thousands.

Here belong widths and folding. The cells come as clean text.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import IO

from rich.cells import cell_len, chop_cells

LEAST = 8  # columns are not narrowed below this width, in cells of the terminal


def write(file: IO[str], header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> None:
    """Writes header and rows, folded to a total width in terminal cells where they are wider."""
    widths = _widths(header, rows, width)
    file.write(_rule("┏", "━", "┳", "┓", widths))
    for line in _lines(header, widths, "┃"):
        file.write(line)
    file.write(_rule("┡", "━", "╇", "┩", widths))
    for row in rows:
        file.writelines(_lines(row, widths, "│"))
    file.write(_rule("└", "─", "┴", "┘", widths))


def _widths(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Each column as wide as its widest line, the widest ones narrowed until all fit."""
    widths = [max(_wide(name), 1) for name in header]
    for row in rows:
        for n, cell in enumerate(row):
            widths[n] = max(widths[n], _wide(cell))
    over = sum(widths) + 3 * len(widths) + 1 - width
    while over > 0 and max(widths, default=0) > LEAST:
        widest = max(widths)
        second = max((w for w in widths if w < widest), default=LEAST)
        many = [n for n, w in enumerate(widths) if w == widest]
        cut = max(1, min(widest - max(second, LEAST), -(-over // len(many))))
        for n in many:
            widths[n] -= cut
        over -= cut * len(many)
    return widths


def _wide(cell: str) -> int:
    if cell.isascii() and "\n" not in cell:
        return len(cell)
    return max((cell_len(line) for line in cell.split("\n")), default=0)


def _lines(row: Sequence[str], widths: Sequence[int], bar: str) -> Iterator[str]:
    """The printed lines of one row."""
    parts = [_folded(cell, width) for cell, width in zip(row, widths, strict=True)]
    for line in zip_longest(*parts, fillvalue=""):
        padded = (
            f" {part}{' ' * (width - (len(part) if part.isascii() else cell_len(part)))} "
            for part, width in zip(line, widths, strict=True)
        )
        yield bar + bar.join(padded) + bar + "\n"


def _folded(cell: str, width: int) -> list[str]:
    """A cell in lines of at most that width, broken at spaces where there are any."""
    if _wide(cell) <= width:
        return cell.split("\n")
    folded: list[str] = []
    for line in cell.split("\n"):
        held = ""
        for word in line.split(" "):
            longer = f"{held} {word}" if held else word
            if cell_len(longer) <= width:
                held = longer
                continue
            if held:
                folded.append(held)
            *whole, held = chop_cells(word, width) or [""]
            folded += whole
        folded.append(held)
    return folded


def _rule(left: str, line: str, cross: str, right: str, widths: Sequence[int]) -> str:
    return left + cross.join(line * (width + 2) for width in widths) + right + "\n"
