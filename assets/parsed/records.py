"""What parsing yields for one document: its segments, its article, and why it may be turned away.

Here belong plain records without behaviour.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Role = Literal[
    "title",
    "lead",
    "paragraph",
    "dateline",
    "byline",
    "published",
    "updated",
    "url",
    "image_url",
    "section",
    "tag",
    "caption",
    "contact",
    "language",
    "markup",
    "boilerplate",
    "duplicate",
    "unknown",
]
Precision = Literal["minute", "day", "month", "year", "none"]
Method = Literal[
    "supplied",
    "metadata",
    "url",
    "dateline",
    "dateline_weekday",
    "dateline_inferred",
    "text",
    "header",
    "updated",
    "none",
]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the raw text, [start, end), and its role. Segments do not overlap and stand in order."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: the stretch [start, end) up to and with its dash, and what it says.

    `date` is a partial ISO 8601 date (`2025-09-08`, `--09-08`, `2025-09`); `country` is alpha-3. `place` is as printed.
    """

    start: int
    end: int
    place: str | None
    country: str | None
    date: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Published:
    """When the document was published, how exactly, how that was found, and how sure it is (0 to 1).

    `evidence` lists every source considered as (method, value), the chosen one first: disagreement stays visible.
    """

    on: dt.date | None = None
    at: dt.datetime | None = None
    precision: Precision = "none"
    method: Method = "none"
    confidence: float = 0.0
    evidence: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Article:
    """The parsed record, named as the contract's `articles` columns; duplicates and stories are decided later."""

    document_id: str
    body: str
    language: str
    title: str | None = None
    lead: str | None = None
    published: Published = field(default_factory=Published)
    dateline: Dateline | None = None
    url: str | None = None
    domain: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: list[str] = field(default_factory=list)
    section: str | None = None
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Issue:
    """Why a document is turned away (`quarantine`) or only marked; `rule` names the rule, `message` tells a reader."""

    rule: str
    message: str
    quarantine: bool
    column_name: str | None = None
    value: str | None = None


@dataclass(slots=True)
class Parsed:
    """Everything parsing says of one document. With a quarantining issue the article is not published."""

    article: Article
    segments: list[Segment]
    issues: list[Issue] = field(default_factory=list)
