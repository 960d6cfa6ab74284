"""Decides when a document was published, from every source that says something about it.

Sources are supplied data, the page's metadata, a dump's header line, printed stamps, the address, the dateline, and
the weekday that the report names. Each day gets the weight of its sources; the heaviest day wins, is named with its
source, and is less sure where others disagree. All sources are kept as evidence. Here belongs the decision; the grammar
of stamps is in `timestamps`, of datelines in `dateline`.
"""

import datetime as dt
from dataclasses import dataclass, field

from assets.knowledge.almanac import day, weekday_number
from assets.parsed.dateline.year import infer_year, reported_weekday
from assets.parsed.dates.address import url_day, url_month
from assets.parsed.dates.day_order import settled
from assets.parsed.dates.own_day import own_day, today_of
from assets.parsed.dates.timestamps import Stamp, find_stamps, parse_stamp
from assets.parsed.records import Dateline, Method, Precision, Published

# Weights order the sources as an archivist trusts them: what the user gives, what the page declares, what it prints.
WEIGHTS = {
    "supplied": 20.0,
    "metadata": 5.0,
    "header": 2.6,
    "printed": 2.5,
    "dateline": 2.2,
    "url": 2.1,
    "text": 0.8,
}
EARLIER = 1.0  # added to a header's day that lies before all other stamps
CONFIDENCE = {
    "supplied": 1.0,
    "metadata": 0.95,
    "header": 0.9,
    "url": 0.85,
    "dateline": 0.92,
    "text": 0.6,
    "updated": 0.5,
}
_NEAR = dt.timedelta(days=1)  # zones and presses: sources one day apart support each other
_SAME_REPORT = dt.timedelta(days=10)  # a dateline is no older than this against its page


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that may say when a document was published. Whatever is not known stays empty.

    `supplied` and `metadata` are dates or date-times as given. `header` are the stamps of a dump's header lines (an
    address or a word like "date" beside them), `printed` the stamps that the page prints as its own, in order,
    `updated` those of later changes. `text` is title and body, for weekdays and years; `known_years` are years shown
    elsewhere in the document, as in its copyright line; `yearless` are days (month, number) printed beside the headline
    without a year, as sites print those of the current one. `today` bounds what can be true.
    """

    supplied: str | None = None
    metadata: str | None = None
    header: tuple[Stamp, ...] = ()
    printed: tuple[Stamp, ...] = ()
    updated: tuple[Stamp, ...] = ()
    url: str | None = None
    domain: str | None = None
    dateline: Dateline | None = None
    text: str = ""
    known_years: tuple[int, ...] = ()
    yearless: tuple[tuple[int, int], ...] = ()
    today: dt.date | None = None


@dataclass(slots=True)
class _Source:
    """One source's day: `weight` against other days, `sure` alone."""

    method: Method
    on: dt.date
    weight: float
    sure: float
    shown: str
    stamp: Stamp | None = field(default=None)


def decide(evidence: Evidence) -> Published:
    """The publication day with its method, confidence and all evidence; empty where no source gives a day."""
    today = evidence.today or dt.datetime.now(dt.UTC).date()
    sources = _sources(evidence)
    sources += _from_dateline(evidence, sources, today)
    sources = sources or _from_text(evidence, today) or _from_yearless(evidence, today) or _from_updated(evidence)
    notes = _notes(evidence)
    if not sources:
        return Published(evidence=tuple(notes))
    chosen = max(sources, key=lambda source: (_support(source, sources), source.weight, -source.on.toordinal()))
    confidence = _confidence(chosen, sources, today)
    ordered = [chosen, *(source for source in sources if source is not chosen)]
    shown = tuple(dict.fromkeys((source.method, source.shown) for source in ordered))
    at, precision = _moment(chosen, sources)
    return Published(chosen.on, at, precision, chosen.method, confidence, (*shown, *notes))


def _sources(evidence: Evidence) -> list[_Source]:
    """The sources that print or declare a whole day."""
    found = []
    given: tuple[tuple[Method, str | None], ...] = (("supplied", evidence.supplied), ("metadata", evidence.metadata))
    for method, value in given:
        stamp = parse_stamp(value)
        if stamp is not None:
            found.append(_Source(method, stamp.on, WEIGHTS[method], CONFIDENCE[method], value or "", stamp))
    on = url_day(evidence.url) if evidence.url else None
    if on is not None:
        found.append(_Source("url", on, WEIGHTS["url"], CONFIDENCE["url"], str(on)))
    days = {source.on for source in found}
    header = _printed("header", settled(evidence.header, days, evidence.domain, evidence.text))
    days |= {source.on for source in header}
    printed = _printed("printed", settled(evidence.printed, days, evidence.domain, evidence.text))
    for source in header:
        # Pages are stamped anew when they change or are fetched: an earlier day is the publisher's own.
        if printed and all(source.on < other.on for other in printed):
            source.weight += EARLIER
    return found + header + printed


def _printed(method: str, stamps: list[Stamp]) -> list[_Source]:
    """One source a printed day: the first is the likeliest, a label says more, repetition a little."""
    found: dict[dt.date, _Source] = {}
    for stamp in stamps:
        if stamp.on in found:
            source = found[stamp.on]
            source.weight += 0.1 if source.weight < WEIGHTS[method] + 0.5 else 0.0
            if source.stamp is not None and source.stamp.at is None and stamp.at is not None:
                source.stamp = stamp
            continue
        weight = WEIGHTS[method] * (0.2 if stamp.label == "updated" else 1.0) / (1 + 0.5 * len(found))
        weight += 0.4 if stamp.label == "published" else 0.0
        sure = CONFIDENCE["header"] - 0.1 * (stamp.label == "none") - 0.2 * (stamp.other is not None)
        sure -= 0.1 * (stamp.weekday_agrees is False)
        found[stamp.on] = _Source("header", stamp.on, weight, sure, stamp.on.isoformat(), stamp)
    return list(found.values())


def _from_dateline(evidence: Evidence, others: list[_Source], today: dt.date) -> list[_Source]:
    """What the dateline says: its day, its day with the year of another source, or with an inferred year."""
    if evidence.dateline is None or evidence.dateline.date is None:
        return []
    printed = evidence.dateline.date
    if len(printed) == 10:
        on = dt.date.fromisoformat(printed)
        return [_Source("dateline", on, WEIGHTS["dateline"], CONFIDENCE["dateline"], printed)]
    if not printed.startswith("--") or len(printed) != 7:
        return []
    month, number = int(printed[2:4]), int(printed[5:7])
    for source in sorted(others, key=lambda source: -source.weight):
        near = [day(year, month, number) for year in (source.on.year, source.on.year - 1, source.on.year + 1)]
        for full in near:
            if full is not None and abs(full - source.on) <= _SAME_REPORT:
                return [_Source("dateline_inferred", full, WEIGHTS["dateline"], 0.9, f"{printed} with {source.method}")]
    if others:
        return []
    guess = infer_year(month, number, evidence.text, today.year, _years_of(evidence))
    inferred = day(guess.year, month, number) if guess else None
    if guess is None or inferred is None or inferred > today:
        return []
    return [_Source("dateline_weekday", inferred, WEIGHTS["dateline"], guess.confidence, guess.evidence)]


def _years_of(evidence: Evidence) -> tuple[int, ...]:
    """The years that the document shows outside its text: in its address and its copyright line."""
    month = url_month(evidence.url) if evidence.url else None
    return (*((month[0],) if month else ()), *evidence.known_years)


def _from_yearless(evidence: Evidence, today: dt.date) -> list[_Source]:
    """A day printed without its year, in that of the imprint; it has to fit the weekday that the report names."""
    shown = [year for year in _years_of(evidence) if year <= today.year]
    if not shown or not evidence.yearless:
        return []
    month, number = evidence.yearless[0]
    last = max(shown)
    named = reported_weekday(evidence.text)
    days = [on for year in (last, last - 1) if (on := day(year, month, number)) is not None and on <= today]
    fit = [on for on in days if named is None or (on.weekday() - weekday_number(named)) % 7 <= 1]
    return [
        _Source("header", on, WEIGHTS["text"], CONFIDENCE["updated"], f"--{month:02d}-{number:02d} in {on.year}")
        for on in fit[:1]
    ]


def _from_text(evidence: Evidence, today: dt.date) -> list[_Source]:
    """The day that the report calls its own, believed only where nothing else gives one."""
    parts = [part for part in evidence.text.split("\n") if part.strip()]
    found = own_day(parts, today)
    if found is None:
        told = today_of(parts)
        guess = infer_year(told.month, told.number, told.text, today.year, _years_of(evidence)) if told else None
        on = day(guess.year, told.month, told.number) if guess and told else None
        found = (on, told.shown) if on is not None and told is not None and on <= today else None
    if found is None:
        return []
    return [_Source("text", found[0], WEIGHTS["text"], CONFIDENCE["text"], found[1])]


def _from_updated(evidence: Evidence) -> list[_Source]:
    """The day of the earliest change that the page prints: where it prints no other, it hardly lies far behind."""
    if not evidence.updated:
        return []
    stamp = min(evidence.updated, key=lambda stamp: stamp.on)
    return [_Source("updated", stamp.on, WEIGHTS["text"], CONFIDENCE["updated"], stamp.on.isoformat(), stamp)]


def _support(source: _Source, sources: list[_Source]) -> float:
    """The weight of all sources that give a day, and half of that of those that give the day before or after."""
    total = 0.0
    for other in sources:
        if other.on == source.on:
            total += other.weight
        elif abs(other.on - source.on) <= _NEAR:
            total += other.weight * 0.4
    return total


def _confidence(chosen: _Source, sources: list[_Source], today: dt.date) -> float:
    """The chosen source's own sureness, raised by agreement, lowered by disagreement and by a day that lies ahead."""
    sure = chosen.sure
    for other in sources:
        if other is chosen or other.method == chosen.method:
            continue
        if other.on == chosen.on:
            sure += (1 - sure) * 0.5
        elif chosen.method != "supplied":
            sure -= 0.05 if abs(other.on - chosen.on) <= _NEAR else 0.15
    if chosen.on > today + _NEAR:
        sure -= 0.5
    return round(min(1.0, max(0.05, sure)), 3)


def _moment(chosen: _Source, sources: list[_Source]) -> tuple[dt.datetime | None, Precision]:
    """The moment in UTC that the chosen day's best source prints; given data without a zone is UTC."""
    for source in [chosen, *sources]:
        stamp = source.stamp
        if source.on != chosen.on or stamp is None:
            continue
        if stamp.at is not None:
            return stamp.at, "minute"
        if stamp.clock is not None and source.method in {"supplied", "metadata"}:
            return dt.datetime.combine(stamp.on, stamp.clock, dt.UTC), "minute"
    return None, "day"


def _notes(evidence: Evidence) -> list[tuple[str, str]]:
    """What was seen and not weighed: a dateline without a year, later changes, the month of the address."""
    notes = [("updated", stamp.on.isoformat()) for stamp in evidence.updated]
    if evidence.dateline is not None and evidence.dateline.date and len(evidence.dateline.date) != 10:
        notes.append(("dateline", evidence.dateline.date))
    month = url_month(evidence.url) if evidence.url else None
    if month:
        notes.append(("url_month", f"{month[0]}-{month[1]:02d}"))
    return notes


def stamps_in(text: str, ranges: tuple[tuple[int, int], ...]) -> tuple[Stamp, ...]:
    """The stamps that stand in some ranges of a text, in order: what a caller hands to `Evidence`."""
    return tuple(stamp for start, end in ranges for stamp in find_stamps(text, start, end))
