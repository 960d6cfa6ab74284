"""What a reader yields: one document with what was supplied beside it and what its page says of itself.

Here belong plain records without behaviour. Reading belongs to the readers, judging to the parsed stage.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Supplied:
    """What the user gave beside the text (a JSONL line's other fields); it wins over what is inferred.

    `published` is ISO 8601. A day as given that can be read in two ways is `open_day`, and nothing in `published`.
    `flags` are the rules by which what was given marks the article (see `readers.supplied`).
    """

    id: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    open_day: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What an HTML page, or the export, mail, feed or table that holds a text, says of it: facts of method `metadata`.

    `published` and `modified` are ISO 8601 dates or date-times as the page gives them. `kind` is `listing` where the
    page lists stories, `article` where it says that it is one, else what it says (OpenGraph's `og:type`), or None.
    """

    title: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()
    site_name: str | None = None
    language: str | None = None
    description: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of `raw_text`, [start, end), whose segment role the reader knows from the structure."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as read. `raw_text` is what every span counts in; `blocks` is empty but for HTML and exports.

    `document_id` is the first 32 hex digits of `sha256`, which is of the document's own bytes (of a container: the
    line's `text` or `html` in UTF-8, or the record's payload).
    """

    document_id: str
    source_uri: str
    media_type: str
    encoding: str | None
    size_bytes: int
    sha256: str
    raw_text: str
    supplied: Supplied = field(default_factory=Supplied)
    metadata: PageMetadata | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document, line or record that could not be accepted: `rule` is a short name, `message` says what to do.

    `value` is the offending value, cut to 200 characters.
    """

    source_uri: str
    rule: str
    message: str
    value: str | None = None
    document_id: str | None = None
