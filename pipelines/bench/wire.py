"""Writes short wire reports of our own making, as many as are asked for, the same ones for the same seed.

Here belong the words and how a report is put together. What is measured with them belongs to `growth`. The people are
nobody, each in one office; offices, countries and towns are real ones, so that gazetteers, resolution and stories have
their usual work.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from assets.reference import SEEDS

FIRST_DAY, DAYS = dt.date(2021, 1, 4), 900  # the reports are spread over so many days
COPIES = 0.05  # share of reports that another outlet runs under a headline of its own
CALLED_AGAIN, GOES_ON = 0.3, 6  # share of reports on the people of the report before; days within which a story goes on


@dataclass(frozen=True)
class Report:
    """One report as a line of JSON Lines gives it."""

    id: str
    title: str
    text: str
    published: dt.date
    outlet: str

    def line(self) -> str:
        """The report as one line of JSON."""
        supplied = {"id": self.id, "title": self.title, "published": self.published.isoformat(), "outlet": self.outlet}
        return json.dumps(supplied | {"text": self.text})


@dataclass(frozen=True)
class _Cast:
    """Who meets whom, and about what."""

    one: str
    other: str
    home: str
    away: str
    office: str
    office_of_other: str
    subject: str
    since: dt.date


def _words() -> dict[str, list[str]]:
    """The lists that reports are put together from, family names spelled out."""
    words = yaml.safe_load((SEEDS / "bench" / "wire_words.yaml").read_text(encoding="utf-8"))
    parts = words["family"]
    words["family"] = [stem + ending for stem in parts["stems"] for ending in parts["endings"]]
    return dict(words)


def reports(count: int, seed: int = 0, copies: float = COPIES) -> Iterator[Report]:
    """So many reports, each told in its own choice of sentences, days and people, but for a share of copies."""
    random = Random(seed)
    words = _words()
    cast, before = _cast(random, words), None
    for number in range(count):
        if before is not None and random.random() < copies:
            outlet = random.choice(words["outlets"])
            text = f"{before.text}\nThe {outlet} desk added nothing to this report.\n"
            yield Report(f"{seed}-{number}", f"{before.title}, {outlet} reports", text, before.published, outlet)
            continue
        if random.random() >= CALLED_AGAIN:
            cast = _cast(random, words)
        before = _report(f"{seed}-{number}", random, words, cast)
        yield before


def write(path: Path, count: int, seed: int, copies: float = COPIES) -> None:
    """The reports as a file of JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(report.line() for report in reports(count, seed, copies)) + "\n", encoding="utf-8")


def _cast(random: Random, words: dict[str, list[str]]) -> _Cast:
    since = FIRST_DAY + dt.timedelta(days=random.randrange(DAYS))
    home, away = random.sample(words["countries"], 2)
    office, office_of_other = random.choice(words["offices"]), random.choice(words["offices"])
    one, other = _holder(words, home, office, since.year), _holder(words, away, office_of_other, since.year)
    return _Cast(one, other, home, away, office, office_of_other, random.choice(words["subjects"]), since)


def _holder(words: dict[str, list[str]], country: str, office: str, year: int) -> str:
    """Who holds an office of a country in a year: the same in every report of every seed."""
    random = Random(f"{country} {office} {year}")
    return f"{random.choice(words['given'])} {random.choice(words['family'])}"


def _report(identity: str, random: Random, words: dict[str, list[str]], cast: _Cast) -> Report:
    """A dateline, one act, and some of what was said, counted and expected besides."""
    state, demonym, town = cast.home.split("|")
    other_state, other_demonym, other_town = cast.away.split("|")
    day = cast.since + dt.timedelta(days=random.randrange(GOES_ON))
    agency = random.choice(words["agencies"])

    def filled(sentence: str) -> str:
        return sentence.format(
            one=cast.one, other=cast.other, family=cast.one.split()[-1], family_of_other=cast.other.split()[-1],
            state=state, demonym=demonym, town=town, other_state=other_state, other_demonym=other_demonym,
            other_town=other_town, office=cast.office, office_of_other=cast.office_of_other, subject=cast.subject,
            third=random.choice(words["countries"]).split("|")[0], thing=random.choice(words["things"]),
            number=random.randrange(3, 980), figure=random.choice(words["figures"]), weekday=f"{day:%A}",
            month=random.choice(words["months"]), body=random.choice(words["bodies"]),
            adverb=random.choice(words["adverbs"]), verdict=random.choice(words["verdicts"]),
        )  # fmt: skip

    lead = filled(random.choice(words["acts"]))
    rest = [filled(sentence) for sentence in random.sample(words["sentences"], random.randrange(3, 6))]
    line = f"{town.upper()}, {day:%B} {day.day}, {day.year} ({agency}) -- {lead}"
    title = filled(random.choice(words["titles"]))
    return Report(identity, title, "\n\n".join([line, *rest]) + "\n", day, random.choice(words["outlets"]))
