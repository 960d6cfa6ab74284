"""What several reports of one event make of its confidence.

Each report's confidence is already the probability that an analyst would sign its row (`annotate.events.confidence`).
Here belongs what further outlets add to it; how much stands in `seeds/reference/calibration.yaml`.
"""

from collections.abc import Sequence
from functools import cache

from assets.enriched.resolve.events.matching import Report
from assets.reference import read_yaml


@cache
def _further_outlet() -> float:
    return float(read_yaml("calibration")["further_outlet"])


def calibrated(reports: Sequence[Report]) -> float:
    """The probability, 0 to 1, that the event is as its row says: the surest report's, raised by further outlets."""
    outlets = {r.document.facts.outlet or r.document.facts.domain for r in reports} - {None}
    doubt = 1.0 - max(map(report_confidence, reports))
    return round(1.0 - doubt * (1.0 - _further_outlet()) ** max(0, len(outlets) - 1), 4)


def report_confidence(report: Report) -> float:
    """What annotation gives, within 0 and 1."""
    return round(min(1.0, max(0.0, report.mention.confidence)), 4)
