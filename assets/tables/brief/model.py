"""The brief as data, before it is written out as HTML, Markdown or JSON.

Here belong the records alone. `build` fills them, `render` writes them.
"""

import datetime as dt
from dataclasses import dataclass, field

from assets.tables.brief.changes import Changed
from assets.tables.brief.events import Event
from assets.tables.brief.groups import Group
from assets.tables.brief.pictures.atlas import Map
from assets.tables.brief.pictures.charts import Matrix, Timeline
from assets.tables.brief.pictures.network import Network
from assets.tables.brief.quotes import Speaker
from assets.tables.brief.watch import Hit


@dataclass(frozen=True, slots=True)
class Holder:
    """A new holder of an office, with whom the documents showed in that seat before."""

    person_id: str
    name: str
    office: str
    country: str | None
    organisation: str | None
    status: str
    first_seen_on: dt.date | None
    previous: str | None
    previous_id: str | None
    previous_seen_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that came in."""

    document_id: str
    title: str | None
    outlet: str | None
    published_on: dt.date | None
    source_uri: str | None

    @property
    def page(self) -> str:
        """Its page, below the site."""
        return f"document/{self.document_id}.html"


@dataclass(frozen=True, slots=True)
class Refusals:
    """Documents turned away by one rule: an example with what was wrong, and what to do."""

    rule: str
    count: int
    example: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what came in, what became of it, and its checks; failed checks with what they found."""

    run_id: str
    started_at: dt.datetime
    status: str
    documents_in: int
    documents_published: int
    documents_quarantined: int
    checks: int
    failed: tuple[str, ...]
    accuracy: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """How many events stand in a class, and what share of them a strict analyst would sign by the store's estimate."""

    grade: str
    events: int
    share: float


@dataclass
class Brief:
    """The page: `head` are its lines of what changed (name, words); the rest are its sections, in order."""

    run_id: str
    day: dt.date | None
    before: str | None
    compared: str
    held: str
    head: list[tuple[str, str]] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    watching: str = ""
    changed: list[Changed] = field(default_factory=list)
    new: list[Event] = field(default_factory=list)
    by_countries: list[Group] = field(default_factory=list)
    by_theme: list[Group] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    holders: list[Holder] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    refusals: list[Refusals] = field(default_factory=list)
    map: Map | None = None
    timeline: Timeline | None = None
    countries_met: Matrix | None = None
    people_met: Matrix | None = None
    network: Network | None = None
    runs: list[Run] = field(default_factory=list)
    signed: list[Signed] = field(default_factory=list)
