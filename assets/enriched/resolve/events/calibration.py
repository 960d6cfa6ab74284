"""Turns the raw confidence of an event's reports into a probability that an analyst would sign the row.

Here belongs the reading of `seeds/reference/calibration.yaml` and its use; the table is fitted by isotonic regression
(pool adjacent violators: Ayer et al. 1955), so that a higher raw confidence never means a lower probability.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from assets.enriched.resolve.events.matching import Report
from assets.reference import read_yaml


@cache
def _table() -> tuple[tuple[float, ...], tuple[float, ...], float]:
    content = read_yaml("calibration")
    points = sorted((float(p["raw"]), float(p["right"])) for p in content["points"])
    return tuple(raw for raw, _ in points), tuple(right for _, right in points), float(content["further_outlet"])


def calibrated(reports: Sequence[Report]) -> float:
    """The probability, 0 to 1, that the event is as its row says: the surest report's, raised by further outlets."""
    raw = max(map(raw_confidence, reports))
    outlets = {r.document.facts.outlet or r.document.facts.domain for r in reports} - {None}
    doubt = (1.0 - on_curve(raw)) * (1.0 - _table()[2]) ** max(0, len(outlets) - 1)
    return round(1.0 - doubt, 4)


def raw_confidence(report: Report) -> float:
    """What annotation gives, within 0 and 1."""
    return round(min(1.0, max(0.0, report.mention.confidence)), 4)


def on_curve(raw: float) -> float:
    """The value of the reliability curve, linear between its points."""
    xs, ys, _ = _table()
    at = bisect_right(xs, raw)
    if at in (0, len(xs)):
        return ys[0] if at == 0 else ys[-1]
    width = xs[at] - xs[at - 1]
    return ys[at - 1] + (ys[at] - ys[at - 1]) * (raw - xs[at - 1]) / width


def fit(judged: Iterable[tuple[float, bool]], bins: int = 8) -> list[tuple[float, float, int]]:
    """Points (mean raw confidence, share right, events) of a rising curve through events judged right or wrong.

    At most `bins` bins of about equal size, neighbours pooled until no share falls. Events of one raw confidence stay
    in one bin: they are alike to whoever reads it, and to part them would put the wrong ones below. A share is
    (right + 1) / (events + 2), as by Laplace's rule of succession: ten events out of ten do not make a certainty.
    """
    alike: dict[float, list[float]] = {}
    for one, is_right in sorted(judged):
        group = alike.setdefault(one, [0.0, 0.0, 0.0])
        group[:] = [group[0] + one, group[1] + is_right, group[2] + 1]
    size = max(1, -(-sum(int(count) for _, _, count in alike.values()) // bins))
    pools: list[list[float]] = []
    filling = False
    for group in alike.values():
        if filling:
            pools[-1] = [a + b for a, b in zip(pools[-1], group, strict=True)]
        else:
            pools.append(group)
        filling = pools[-1][2] < size
        while not filling and len(pools) > 1 and _poolable(pools[-2], pools[-1]):
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    while len(pools) > 1 and (filling or _poolable(pools[-2], pools[-1])):
        last = pools.pop()
        pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
        filling = False
    points = []
    highest = 0.0
    for raw, right, count in pools:
        highest = max(highest, (right + 1) / (count + 2))
        points.append((raw / count, highest, int(count)))
    return points


def _poolable(low: Sequence[float], high: Sequence[float]) -> bool:
    """Whether two neighbours (sum of raw confidence, right, events) have one confidence, or a share that falls."""
    return low[1] / low[2] >= high[1] / high[2] or round(high[0] / high[2] - low[0] / low[2], 3) <= 0
