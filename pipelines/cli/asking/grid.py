"""Prints rows as a grid of fixed columns, at once also where they are tens of thousands.

Here belong widths and folding. The cells come as clean text.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import IO

from rich.cells import cell_len, chop_cells

LEAST = 8  # columns are not narrowed below this width, in cells of the terminal
WORD = 12  # words so wide, as days, are kept whole where others can be narrowed


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
    wordy = [LEAST] * len(widths)
    if sum(widths) + 3 * len(widths) + 1 > width:
        wordy = [_longest_word(row[n] for row in rows) for n in range(len(widths))]
    for floors in (wordy, [LEAST] * len(widths)):
        _narrow(widths, floors, sum(widths) + 3 * len(widths) + 1 - width)
    return widths


def _narrow(widths: list[int], floors: Sequence[int], over: int) -> None:
    """Takes `over` cells off the widest columns, off none below its floor."""
    while over > 0 and (free := [n for n, floor in enumerate(floors) if widths[n] > floor]):
        widest = max(widths[n] for n in free)
        many = [n for n in free if widths[n] == widest]
        next_one = max(*(widths[n] for n in free if widths[n] < widest), *(floors[n] for n in many), 0)
        cut = max(1, min(widest - next_one, -(-over // len(many))))
        for n in many:
            widths[n] -= cut
        over -= cut * len(many)


def _longest_word(cells: Iterable[str]) -> int:
    """The width of a column's longest word, as a day or a number; LEAST where one is longer than WORD."""
    longest = LEAST
    for cell in cells:
        longest = max([longest, *(_wide(word) for word in cell.split())])
        if longest > WORD:
            return LEAST
    return longest


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
