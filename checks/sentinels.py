"""Compares what was found in our own documents of known answer with that answer.

Here belongs the comparison, free of files and of how the documents were read (see `assets/enriched/sentinels.py`). The
answers stand in `seeds/sentinels.yaml` and are loose on purpose: they ask for what any sound reading finds, so that a
better model does not fail them, and a broken one, or a broken lexicon, does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assets.contract import Severity
from checks.results import OFFENDERS, Offender, Outcome, not_measured

Answer = Mapping[str, Any]
STOPS_BELOW = 0.75  # of what one measure asks: a sound reading meets all of it
MEASURES = ("refused", "title", "published_on", "dateline", "agency", "byline", "persons", "offices", "places", "times",
            "quotes", "events", "statements")  # fmt: skip
SHOWN = 4


@dataclass(frozen=True)
class Found:
    """What a run says of one document: the rule that turned it away, or its record and what is named and told in it.

    `offices` are (name, office, country), `times` values by text; `events` and `statements` are counted.
    """

    refused: str | None = None
    title: str | None = None
    published_on: str | None = None
    dateline: tuple[str | None, str | None] = (None, None)
    agency: str | None = None
    byline: tuple[str, ...] = ()
    persons: frozenset[str] = frozenset()
    offices: frozenset[tuple[str, str, str | None]] = frozenset()
    places: frozenset[str] = frozenset()
    times: frozenset[tuple[str, str]] = frozenset()
    quotes: frozenset[str] = frozenset()
    events: int = 0
    statements: int = 0


def measure(answers: Sequence[Answer], found: Mapping[str, Found]) -> Outcome:
    """Whether the answers are met; where a measure meets too few of them the run stops. `found` is by path."""
    met: dict[str, list[bool]] = {name: [] for name in MEASURES}
    missed = []
    offenders = []
    for answer in answers:
        for name, what, good in _asked(answer, found.get(answer["path"], Found())):
            met[name].append(good)
            if not good:
                missed.append(f"{answer['path']}: {name} {what}")
                offenders.append(Offender(f"known answer: {name}", f"our own {answer['path']}", what))
    broken = [n for n, hits in met.items() if hits and sum(hits) < STOPS_BELOW * len(hits)]
    asked, found_all = sum(map(len, met.values())), sum(sum(hits) for hits in met.values())
    message = f"{found_all} of {asked} known answers found in {len(answers)} documents of our own"
    if missed:
        said = "; ".join(missed[:SHOWN])
        message += f"; not found: {said}" + (f" and {len(missed) - SHOWN} more" if len(missed) > SHOWN else "")
    if broken:
        message += f": {', '.join(broken)} cannot be trusted; install the project again, or see what was changed"
    severity: Severity = "ERROR" if broken else "WARN"
    figures = {"met": found_all / max(1, asked)}
    named = tuple(sorted(offenders, key=lambda o: o.rule.removeprefix("known answer: ") not in broken)[:OFFENDERS])
    return Outcome("annotations", "sentinels", not missed, message, severity, len(missed), figures, named)


def not_asked() -> Outcome:
    """The outcome of a run in which nothing was annotated."""
    return not_measured("annotations", "sentinels", "nothing new was annotated")


def _asked(answer: Answer, found: Found) -> Iterator[tuple[str, str, bool]]:
    """What is asked of a document: measure, what exactly, and whether it was found."""
    rule = answer.get("refused")
    yield "refused", str(rule or "by no rule"), found.refused == rule
    if rule:
        return
    for name in ("title", "agency"):
        if name in answer:
            yield name, answer[name], getattr(found, name) == answer[name]
    yield "published_on", str(answer["published_on"]), found.published_on == str(answer["published_on"])
    if "dateline" in answer:
        yield "dateline", " ".join(answer["dateline"]), found.dateline == tuple(answer["dateline"])
    wanted: dict[str, Sequence[Any]] = {
        name: answer.get(name, ()) for name in ("byline", "persons", "places", "quotes")
    }
    wanted["offices"] = [tuple(office) for office in answer.get("offices", ())]
    wanted["times"] = [(text, str(value)) for text, value in answer.get("times", {}).items()]
    for name, items in wanted.items():
        there = getattr(found, name)
        yield from ((name, str(item), item in there) for item in items)
    for name in ("events", "statements"):
        yield name, f"at least {answer[name]}, not {getattr(found, name)}", getattr(found, name) >= answer[name]
