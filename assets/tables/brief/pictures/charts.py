"""Lays out the pictures of the brief, which its templates draw as SVG: a timeline of events, and who met whom.

Here belongs the geometry, in units of the picture. Colours belong to the style sheet.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assets.tables.brief import words
from assets.tables.brief.lines import Told

WIDTH, LEFT, RIGHT, LANE, TOP = 720, 190, 14, 30, 8
WINDOW = dt.timedelta(days=400)  # what is older is left out where most is not
TICKS = 5
MOST_DOTS = 400
MOST_NODES = 12
SHADES = 5
CELL = 28
CHARACTER = 7  # about the width of a letter in the pictures' type


@dataclass(frozen=True, slots=True)
class Dot:
    """An event on the timeline."""

    x: float
    y: float
    event: Told


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes (theme, y), ticks (x, label) and dots; `outside` counts events that are older or have no day."""

    width: int
    height: int
    lanes: tuple[tuple[str, float], ...]
    ticks: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]
    outside: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who met whom: names in order, and a cell (row, column, count, shade 1 to 5) for every pair that met."""

    names: tuple[str, ...]
    cells: tuple[tuple[int, int, int, int], ...]
    left: int
    top: int
    cell: int = CELL
    pairs: tuple[tuple[str, str, int], ...] = field(default=())

    @property
    def width(self) -> int:
        """Of the whole picture."""
        return self.left + len(self.names) * self.cell + self.top - 16

    @property
    def height(self) -> int:
        """Of the whole picture."""
        return self.top + len(self.names) * self.cell + 4


def timeline(events: Sequence[Told]) -> Timeline | None:
    """Events with a day, by theme, over the time that most of them fall in; None where fewer than two have one."""
    dated = sorted((e for e in events if e.start_on), key=lambda e: (e.start_on or dt.date.min, e.event_id))
    if len(dated) < 2:
        return None
    last = dated[-1].start_on or dt.date.max
    recent = [e for e in dated if e.start_on and last - e.start_on <= WINDOW]
    shown = (recent if 2 * len(recent) >= len(dated) else dated)[-MOST_DOTS:]
    first = shown[0].start_on or last
    themes = [theme for theme in dict.fromkeys(words.themes().values()) if any(e.theme == theme for e in shown)]
    days = max((last - first).days, 1)
    at = {theme: TOP + LANE * (n + 0.5) for n, theme in enumerate(themes)}
    dots = []
    crowd: Counter[tuple[str, int]] = Counter()
    for event in shown:
        x = LEFT + (WIDTH - LEFT - RIGHT) * ((event.start_on or first) - first).days / days
        place = (event.theme, round(x / 8))
        dots.append(Dot(round(x, 1), at[event.theme] + _aside(crowd[place]), event))
        crowd[place] += 1
    bottom = TOP + LANE * len(themes)
    return Timeline(WIDTH, bottom + 28, tuple(at.items()), _ticks(first, last), tuple(dots), len(events) - len(shown))


def _aside(nth: int) -> float:
    """How far the nth of several dots at one point stands off the middle of its lane."""
    step = (nth + 1) // 2 * 4 % (LANE // 2)
    return float(step if nth % 2 else -step)


def _ticks(first: dt.date, last: dt.date) -> tuple[tuple[float, str], ...]:
    """Days along the axis, evenly, each at the grain that the span asks for."""
    days = max((last - first).days, 1)
    count = min(TICKS, days + 1)
    form = "%Y" if days > 365 * TICKS else "%b %Y" if days > 31 * TICKS else "%-d %b"
    found: dict[str, float] = {}
    for n in range(count):
        part = n / max(count - 1, 1)
        day = first + dt.timedelta(days=round(days * part))
        found.setdefault(day.strftime(form), round(LEFT + (WIDTH - LEFT - RIGHT) * part, 1))
    return tuple((x, label) for label, x in found.items())


def matrix(met: Mapping[tuple[str, str], int], names: Mapping[str, str]) -> Matrix | None:
    """Who met whom, of those who met most; `met` says how often a pair of ids did, each pair in order of its ids.

    None where nobody met anybody.
    """
    often: Counter[str] = Counter()
    for (a, b), count in met.items():
        often[a] += count
        often[b] += count
    chosen = {node for node, _ in sorted(often.items(), key=lambda item: (-item[1], item[0]))[:MOST_NODES]}
    shown = {pair: count for pair, count in met.items() if chosen.issuperset(pair)}
    there = sorted({node for pair in shown for node in pair}, key=lambda node: (names.get(node, node), node))
    place = {node: n for n, node in enumerate(there)}
    most = max(shown.values(), default=0)
    cells, pairs = [], []
    for (a, b), count in sorted(shown.items(), key=lambda item: (-item[1], item[0])):
        shade = -(-SHADES * count // most)
        cells += [(place[a], place[b], count, shade), (place[b], place[a], count, shade)]
        pairs.append((names.get(a, a), names.get(b, b), count))
    if not cells:
        return None
    labels = tuple(names.get(node, node) for node in there)
    longest = max(map(len, labels)) * CHARACTER
    return Matrix(labels, tuple(sorted(cells)), longest + 12, round(longest * 0.75) + 16, CELL, tuple(pairs))
