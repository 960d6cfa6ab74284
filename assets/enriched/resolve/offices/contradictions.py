"""Where documents show two people in one seat on one day.

Here belongs the finding, and the sentences that say so. Who held what is decided in `tenures`.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from assets.enriched.resolve.offices.tenures import Tenure, Tenures, seats_of

SentenceOf = Callable[[str, int, int], str]  # the sentence of a document that holds [start, end)
Evidence = tuple[str, int, int]  # a document and the stretch of its raw text


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two people are shown to hold one seat on one day; each sentence says so."""

    office: str
    country: str
    on: dt.date
    persons: tuple[str, str]
    names: tuple[str, str]
    say: Callable[[], tuple[tuple[str, str], tuple[str, str]]] = field(compare=False, repr=False)

    @property
    def sentences(self) -> tuple[str, str]:
        """The sentence of each that says so: looked up when it is asked for, since few are shown."""
        return self.say()[1]

    @property
    def documents(self) -> tuple[str, str]:
        """The document of each."""
        return self.say()[0]

    def __str__(self) -> str:
        told = zip(self.names, *self.say(), strict=True)
        one, other = (f"{n} ({d}: {s!r})" for n, d, s in told)
        return f"two current holders of one office, {self.office} of {self.country}, on {self.on}: {one} and {other}"


def contradictions(tenures: Tenures, names: Mapping[str, str], sentence_of: SentenceOf) -> list[Contradiction]:
    """Every two people who are shown to hold one single-seat office on one day, once, with a sentence of each.

    The day lies within the times at which both were seen: that one follows the other is no contradiction. `names` are
    those of entities by id.
    """
    found = []
    for (office, country), seat in sorted(seats_of(tenures.all).items()):
        held = sorted(seat, key=lambda t: (t.first or dt.date.max, t.tenure_id))
        for number, one in enumerate(held):
            for other in held[number + 1 :]:
                if one.last and other.first and other.first > one.last:
                    break
                if one.person_id != other.person_id:
                    found.append(_contradiction(office, country, one, other, names, _saying(tenures, sentence_of)))
    return found


_Say = Callable[[Tenure, dt.date], tuple[str, str]]


def _contradiction(
    office: str, country: str, one: Tenure, other: Tenure, names: Mapping[str, str], said: _Say
) -> Contradiction:
    """What two overlapping tenures say; the day is the first on which both hold."""
    on = max(one.first or dt.date.min, other.first or dt.date.min)
    persons = (one.person_id, other.person_id)
    called = (names.get(persons[0], persons[0]), names.get(persons[1], persons[1]))

    def say() -> tuple[tuple[str, str], tuple[str, str]]:
        (first, its), (second, their) = said(one, on), said(other, on)
        return (first, second), (its, their)

    return Contradiction(office, country, on, persons, called, say)


def _saying(tenures: Tenures, sentence_of: SentenceOf) -> _Say:
    """What gives the document nearest to a day that shows a tenure, and its sentence."""

    def said(tenure: Tenure, on: dt.date) -> tuple[str, str]:
        shown = tenures.sightings.filter((pl.col("group") == tenure.group) & (pl.col("nth") == tenure.nth))
        away = (pl.col("on") - on).dt.total_days().abs().fill_null(dt.date.max.toordinal())
        nearest = shown.sort(away, pl.col("on").fill_null(dt.date.max), "document_id", "start").row(0, named=True)
        return nearest["document_id"], sentence_of(nearest["document_id"], nearest["start"], nearest["end"])

    return said
