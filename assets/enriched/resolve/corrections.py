"""An analyst's word that an event has another kind, status, day, place or party than its reports make.

Here belong the form of a correction and its days. Setting it into the rows belongs to `events/corrected`.

    {event: ev-0011223344556677,       # or {document: 0f…32 digits…, at: 512}, a report of it
     kind: visit, status: planned,
     day: 2024-05-03,                  # or 2024-05, 2024, unknown
     until: 2024-05-05,                # the last day
     place: pla-1835848,               # or cou-kor, unknown
     without: [per-0123456789abcdef],  # who took no part
     with: {per-fedcba9876543210: host}}  # who did, or did in another role
"""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from assets.enriched.annotate.records import EventStatus, ParticipantRole
from assets.enriched.resolve.references import Group, Reference, RulingsError, check_keys, listed, reference
from assets.enriched.schema import EVENT_KINDS

UNKNOWN = "unknown"
FIELDS = ("kind", "status", "day", "until", "place", "without", "with")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
EARLIEST, LATEST = 1700, 2150  # years that events may fall in, as the rule of `events` says


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day and how exactly they are meant: day, month, year; none without a day."""

    start: dt.date | None
    end: dt.date | None
    precision: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What is set of an event; None and empty say nothing. `place` is None where `nowhere`: it is not known."""

    event: Reference
    kind: str | None = None
    status: EventStatus | None = None
    when: Span | None = None
    until: dt.date | None = None
    place: Reference | None = None
    nowhere: bool = False
    without: Group = ()
    parties: tuple[tuple[Reference, ParticipantRole], ...] = ()

    @property
    def entities(self) -> Group:
        """The entities that it names."""
        place = () if self.place is None else (self.place,)
        return (*place, *self.without, *(party for party, _ in self.parties))


def parse_correction(content: Any, where: str) -> Correction:
    """A correction of the file's content; `where` names it in messages. Raises RulingsError."""
    check_keys(content, {"event", *FIELDS}, where)
    if "event" not in content or len(content) == 1:
        raise RulingsError(f"{where}: {content!r} must name an event and what is wrong with it: {', '.join(FIELDS)}")
    event = reference(content["event"], True, where)
    here = f"{where}: {event}"
    place = content.get("place")
    return Correction(
        event,
        _one_of(content.get("kind"), EVENT_KINDS, f"{here}: kind"),
        cast("EventStatus | None", _one_of(content.get("status"), get_args(EventStatus), f"{here}: status")),
        None if content.get("day") is None else days(content["day"], f"{here}: day"),
        None if content.get("until") is None else days(content["until"], f"{here}: until").end,
        None if place in (None, UNKNOWN) else _place(place, f"{here}: place"),
        place == UNKNOWN,
        tuple(reference(entry, False, f"{here}: without") for entry in listed(content.get("without"), here)),
        _parties(content.get("with") or {}, f"{here}: with"),
    )


def days(content: Any, where: str) -> Span:
    """The days that 2024-05-03, 2024-05, 2024 or "unknown" mean. Raises RulingsError for any other, as 2023-02-30."""
    said = str(content)
    if said == UNKNOWN:
        return Span(None, None, "none")
    found = _DAY.fullmatch(said)
    if found is None:
        raise RulingsError(f"{where}: {said!r} is no day: write 2024-05-03, 2024-05, 2024 or {UNKNOWN}")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        start = dt.date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise RulingsError(f"{where}: there is no day {said} ({error})") from error
    if not EARLIEST <= start.year <= LATEST:
        raise RulingsError(f"{where}: {said} lies outside the years {EARLIEST} to {LATEST}")
    if day:
        return Span(start, start, "day")
    last = start.month if month else 12
    return Span(
        start, dt.date(start.year, last, calendar.monthrange(start.year, last)[1]), "month" if month else "year"
    )


def _one_of(content: Any, known: tuple[str, ...], where: str) -> str | None:
    if content is not None and content not in known:
        raise RulingsError(f"{where}: {content!r} is none of {', '.join(known)}")
    return cast("str | None", content)


def _place(content: Any, where: str) -> Reference:
    found = reference(content, False, where)
    if found.id is not None and not found.id.startswith(("pla-", "cou-")):
        raise RulingsError(f"{where}: {found.id} is no place: write the id of a place or country, or {UNKNOWN}")
    return found


def _parties(content: Any, where: str) -> tuple[tuple[Reference, ParticipantRole], ...]:
    roles = get_args(ParticipantRole)
    if not isinstance(content, Mapping):
        raise RulingsError(f"{where} must say of every id a role: {{per-0123456789abcdef: {roles[0]}}}")
    return tuple(
        (reference(party, False, where), cast("ParticipantRole", _one_of(role or "", roles, f"{where}: {party}")))
        for party, role in content.items()
    )
