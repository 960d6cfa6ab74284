"""What annotation knows of one document: the records that its modules hand to each other and to `resolve`.

Here belong plain records. Every `start`/`end` counts code points of `CleanText.text` while annotation works, and of the
raw text once `annotate.py` has turned them; `entity` and `entities` are positions in `Annotation.entities`.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

MentionKind = Literal[
    "person", "organisation", "country", "place", "office", "forum", "equipment", "agreement", "nationality"
]
TenureStatus = Literal["current", "former", "acting", "designate"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
EventStatus = Literal["happened", "planned", "hypothetical", "denied"]
DatePrecision = Literal["day", "week", "month", "year", "none"]
ParticipantRole = Literal["actor", "recipient", "host", "visitor", "mediator", "target"]
Level = Literal["head_of_state", "head_of_government", "minister", "service_chief", "official", "state", "organisation"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A segment that annotation reads: its place in the clean text and its role."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """The readable segments joined by blank lines, white space runs folded to one blank.

    `to_raw[i]` is the raw position of clean code point i; it has one entry more than the text, so that an end can be
    turned as `to_raw[end - 1] + 1`. Where text was mended, code point i stands for several: up to `ends[i]`.
    """

    text: str
    to_raw: tuple[int, ...]
    paragraphs: tuple[Paragraph, ...]
    ends: tuple[int, ...] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw range of a clean range that holds at least one character."""
        return self.to_raw[start], self.ends[end - 1] if self.ends else self.to_raw[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the document before its text is read for meaning: the anchors of dates, places and names.

    `reference_on` is the day that "today" and bare weekdays count from: the dateline's day, else `published_on`.
    """

    document_id: str
    published_on: dt.date | None = None
    published_at: dt.datetime | None = None
    reference_on: dt.date | None = None
    dateline_place: str | None = None
    dateline_country: str | None = None
    dateline_span: tuple[int, int] | None = None
    outlet: str | None = None
    agency: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one paragraph."""

    sentence_no: int
    paragraph_no: int
    start: int
    end: int


@dataclass(slots=True)
class Mention:
    """A span that names something, without title or possessive.

    `country` is the alpha-3 code that the mention itself shows (of a country, nationality or place; of an office: the
    country in whose service it stands, where the text says). `normal` is the normalised office of an office mention,
    else a gazetteer's canonical name. `entity` is the local entity it refers to: of a nationality its country, of an
    office the person who is meant by it, if that is known.
    """

    start: int
    end: int
    kind: MentionKind
    method: str
    confidence: float
    sentence_no: int = -1
    entity: int | None = None
    country: str | None = None
    normal: str | None = None


@dataclass(slots=True)
class OfficePhrase:
    """An office phrase while its document is read: [start, end) is the whole phrase, [core_start, core_end) the title.

    `countries` are the states in whose service it is said to stand, in order (two of "the South Korean and Japanese
    ministers"); `default` the state that the title alone speaks of ("Secretary of State"). `body` is the mention
    of the organisation or posting. `weak` titles name an office only beside an owner or a person ("leader").
    """

    start: int
    end: int
    core_start: int
    core_end: int
    office: str
    countries: tuple[str, ...] = ()
    default: str | None = None
    status: TenureStatus = "current"
    plural: bool = False
    weak: bool = False
    body: Mention | None = None
    holders: list[int] = field(default_factory=list)
    mention: Mention | None = None


@dataclass(slots=True)
class LocalEntity:
    """Something that one document names once or often. `key` is a gazetteer's stable id where there is one.

    Keys: `country:KOR`, `place:1835848` (GeoNames id), `forum:shangri-la-dialogue`, `organisation:united-nations`.
    `name` is the fullest form in the document, `aliases` all other forms of it. `office` is the public office that the
    world knows a person to hold, where the document says none; `acts_for` the side that such an office speaks for.
    """

    kind: MentionKind
    name: str
    aliases: list[str] = field(default_factory=list)
    country: str | None = None
    key: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    family_name: str | None = None
    office: str | None = None
    acts_for: str | None = None


@dataclass(slots=True)
class Holding:
    """The document says that a person holds, held or will hold an office: its evidence is [start, end)."""

    entity: int
    office: str
    country: str | None
    status: TenureStatus
    organisation: int | None
    start: int
    end: int
    method: str = "apposition"


@dataclass(frozen=True, slots=True)
class Referent:
    """A noun phrase or pronoun that is no name but stands for entities ("he", "both ministers", "the two sides").

    Several entities mean that the phrase stands for all of them together.
    """

    start: int
    end: int
    entities: tuple[int, ...]
    method: str
    confidence: float


@dataclass(slots=True)
class TimeMention:
    """A time expression with its TIMEX3 value and, where it has one, its interval on the calendar (days inclusive)."""

    start: int
    end: int
    timex_type: TimexType
    value: str
    start_on: dt.date | None = None
    end_on: dt.date | None = None
    precision: str = "none"
    method: str = "rule"
    sentence_no: int = -1


@dataclass(slots=True)
class Participant:
    """Who took part, in which role; `office` and `level` as this report shows them."""

    entity: int
    role: ParticipantRole
    country: str | None = None
    office: str | None = None
    level: Level | None = None


@dataclass(slots=True)
class Telling:
    """One place where an act is told: its clause [start, end) and its trigger."""

    sentence_no: int
    start: int
    end: int
    trigger_start: int
    trigger_end: int


@dataclass(slots=True)
class EventMention:
    """One act as one document tells it: its surest clause [start, end) and trigger, and all that its tellings say.

    `tellings` are all places where it is told, in order, the surest among them. `confidence` is the calibrated
    probability that an analyst would sign the row.
    """

    sentence_no: int
    start: int
    end: int
    trigger_start: int
    trigger_end: int
    event_type: str
    event_kind: str
    event_mode: str | None = None
    contexts: list[str] = field(default_factory=list)
    status: EventStatus = "happened"
    start_on: dt.date | None = None
    end_on: dt.date | None = None
    date_precision: DatePrecision = "none"
    place: int | None = None
    country: str | None = None
    forum: int | None = None
    participants: list[Participant] = field(default_factory=list)
    confidence: float = 0.5
    background: bool = False  # the document is not about it
    place_told: bool = True  # not the dateline's, nor what its kind makes likely
    tellings: list[Telling] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: the text as printed at [start, end), and the entity it stands for."""

    start: int
    end: int
    entity: int | None = None


@dataclass(slots=True)
class Statement:
    """A quotation or reported statement: [start, end) is its content without marks and closing comma or stop."""

    sentence_no: int
    kind: Literal["direct", "indirect"]
    joint: bool
    cue: str
    start: int
    end: int
    speakers: list[Speaker] = field(default_factory=list)
    said_on: dt.date | None = None
    event: int | None = None


@dataclass(slots=True)
class Annotation:
    """Everything annotation says of one document. `event` of a statement is a position in `events`."""

    document_id: str
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    entities: list[LocalEntity] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    referents: list[Referent] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
