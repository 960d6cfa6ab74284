"""Lays out who met whom as a network: those who met most on a circle, a line a pair, thicker the more often they met.

Here belongs the geometry, in units of the picture; whom to draw is decided in `charts`.
"""

from dataclasses import dataclass
from math import cos, pi, sin

from assets.tables.brief.pictures.charts import CHARACTER, Matrix

RADIUS, ROOM = 120.0, 26.0
THIN, THICK = 1.5, 7.0
LEAST = 3  # of fewer no network is to be seen


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody on the circle, with the place and the side of the name."""

    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """A pair that met `count` times."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    count: int
    said: str


@dataclass(frozen=True, slots=True)
class Network:
    """The whole picture."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def network(met: Matrix | None) -> Network | None:
    """The network of those in the table; None where fewer than three are."""
    if met is None or len(met.names) < LEAST:
        return None
    order = _order(met)
    side = max(map(len, order)) * CHARACTER + ROOM
    width, height = 2 * (RADIUS + side), 2 * (RADIUS + ROOM)
    nodes = {name: _node(name, n / len(order), width / 2, height / 2) for n, name in enumerate(order)}
    most = max(count for _, _, count in met.pairs)
    lines = [
        Line(nodes[a].x, nodes[a].y, nodes[b].x, nodes[b].y, _thick(count, most), count, f"{a} and {b}: {count}")
        for a, b, count in reversed(met.pairs)
    ]
    return Network(width, height, tuple(nodes.values()), tuple(lines))


def _order(met: Matrix) -> list[str]:
    """Around the circle: beside each, of those who are left, the one met most, so that few lines cross."""
    often = {(a, b): count for one, other, count in met.pairs for a, b in ((one, other), (other, one))}
    left = list(met.names)
    found = [max(left, key=lambda name: sum(n for (a, _), n in often.items() if a == name))]
    left.remove(found[0])
    while left:
        found.append(max(left, key=lambda name: often.get((found[-1], name), 0)))
        left.remove(found[-1])
    return found


def _node(name: str, part: float, x: float, y: float) -> Node:
    """The point at that part of the circle, from its top clockwise, with its name outside."""
    across, down = sin(2 * pi * part), -cos(2 * pi * part)
    anchor = "middle" if abs(across) < 0.2 else "start" if across > 0 else "end"
    out = RADIUS + 10
    return Node(
        name,
        round(x + RADIUS * across, 1),
        round(y + RADIUS * down, 1),
        round(x + out * across, 1),
        round(y + out * down + (4 if anchor != "middle" else 10 if down > 0 else -2), 1),
        anchor,
    )


def _thick(count: int, most: int) -> float:
    return round(THIN + (THICK - THIN) * (count - 1) / max(most - 1, 1), 1)
