"""Writes into the documentation how far events can be trusted, by kind: `python -m checks.pages.trust .`.

Here belong the short table of `docs/trust.md` and the sentence of `README.md`. Both are taken from the figures that
`docs/quality.md` puts down for the event reader as it stands (`python -m training.figures`), so that a page for readers
never says another thing than the measurement.
"""

import math
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assets.enriched.schema import EVENT_KINDS

FEW = 20  # rows below which a share says little
BEGIN, END = "<!-- figures: written by make docs -->", "<!-- end of figures -->"
_LINE = re.compile(
    r"^(\w+) +rows +(\d+) signed +([\d.]+|–) +\| of +(\d+) labels signed +([\d.]+|–), found +([\d.]+|–)", re.MULTILINE
)
_SURE = re.compile(r"^confidence ([\d.]+): ([\d.]+) signed of (\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: rows judged and the share signed; labelled events and the shares of these signed and found (0 to 1)."""

    name: str
    rows: int
    signed: float
    labels: int
    recalled: float
    found: float

    @property
    def between(self) -> tuple[float, float]:
        """Where the true share lies, 19 times in 20, by the rows alone (Wilson's interval)."""
        n, z = self.rows, 1.96
        middle = (self.signed + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(self.signed * (1 - self.signed) / n + z * z / (4 * n * n))
        return middle - half, middle + half


def figures(quality: str) -> dict[str, Figure]:
    """The figures of the page by name: `all`, sources of one word, kinds. Raises ValueError where there are none."""
    found = {line[1]: Figure(line[1], int(line[2]), *_shares(line)) for line in _LINE.finditer(quality)}
    if "all" not in found:
        raise ValueError("docs/quality.md has no line 'all rows … signed …': put the output of training.figures there")
    return found


def _shares(line: re.Match[str]) -> tuple[float, int, float, float]:
    signed, recalled, found = (0.0 if line[n] == "–" else float(line[n]) for n in (3, 5, 6))
    return signed, int(line[4]), recalled, found


def by_kind(quality: str) -> str:
    """The tables by kind and by confidence, as Markdown."""
    known = figures(quality)
    kinds = sorted((known[k] for k in EVENT_KINDS if k in known), key=lambda f: (-f.signed, f.name))
    lines = ["| kind | signed | likely between | rows judged | of labelled events found |", "|---|---|---|---|---|"]
    lines += [_row(kind) for kind in kinds if kind.rows >= FEW]
    lines += [_row(known["all"])]
    few = sorted([k.name for k in kinds if k.rows < FEW] + [k for k in EVENT_KINDS if k not in known])
    lines += ["", f"Fewer than {FEW} rows were judged of {', '.join(few)}: rely on none of these unread."]
    lines += ["", "| `confidence` about | signed | rows judged |", "|---|---|---|"]
    lines += [f"| {sure} | {float(signed):.0%} | {rows} |" for sure, signed, rows in _SURE.findall(quality)]
    return "\n".join(lines)


def _row(kind: Figure) -> str:
    low, high = kind.between
    name = "**all**" if kind.name == "all" else f"`{kind.name}`"
    return f"| {name} | {kind.signed:.0%} | {low:.0%} to {high:.0%} | {kind.rows} | {kind.found:.0%} |"


def in_short(quality: str) -> str:
    """The sentences of the README, as Markdown."""
    known = figures(quality)
    kinds = sorted((f for k in EVENT_KINDS if (f := known.get(k)) and f.rows >= FEW), key=lambda f: (-f.signed, f.name))
    best, worst = (", ".join(f"`{f.name}` {f.signed:.0%}" for f in part) for part in (kinds[:3], kinds[-3:]))
    every = known["all"]
    return (
        f"Of {every.rows} published events of texts that the model had not seen, a strict analyst would sign"
        f" {every.signed:.0%}\nas they stand (kind, status, every party, day); {every.found:.0%} of all labelled events"
        f" are found. Best are\n{best}; worst {worst}. So read the sentence\nbehind a row before you build on it,"
        " and filter by `confidence`."
    )


def _between_marks(page: str, text: str) -> str:
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{text}\n{END}{tail}"


def written(root: Path) -> Iterator[tuple[Path, str]]:
    """Each page with its figures brought up to date."""
    quality = (root / "docs" / "quality.md").read_text(encoding="utf-8")
    for page, text in ((root / "docs" / "trust.md", by_kind(quality)), (root / "README.md", in_short(quality))):
        yield page, _between_marks(page.read_text(encoding="utf-8"), text)


if __name__ == "__main__":
    for path, content in written(Path(sys.argv[1])):
        path.write_text(content, encoding="utf-8")
