"""The contract of the raw stage: `documents`, `document_sources` and `inbox_files`."""

from assets.contract import Column, Reference, Rule, Table

DOCUMENT_ID = Column(
    "document_id", "VARCHAR", "Content hash of the document: stable from run to run", pattern=r"[0-9a-f]{32}"
)
RAW_START = Column("raw_start", "BIGINT", "First code point of the span in documents.raw_text, from 0", minimum=0)
RAW_END = Column("raw_end", "BIGINT", "Code point after the last of the span", minimum=1)
RUN_ID = Column("run_id", "VARCHAR", "The run")
OURS = "a fault of ours: report it with the run's id; what was published before stays"

DOCUMENTS = Table(
    "documents",
    "raw",
    "One row a document ever accepted, with its raw text, in which every span counts",
    (
        DOCUMENT_ID,
        Column("source_uri", "VARCHAR", "Path below the inbox; for a container path#id"),
        Column(
            "media_type",
            "VARCHAR",
            "text/plain, text/markdown, text/html, or that of a Word, rich text or PDF document",
        ),
        Column("encoding", "VARCHAR", "Character encoding the bytes were decoded with", nullable=True),
        Column("size_bytes", "BIGINT", "Size of the document's own bytes", minimum=0),
        Column("sha256", "VARCHAR", "SHA-256 of the document's own bytes", pattern=r"[0-9a-f]{64}"),
        Column(
            "raw_text",
            "VARCHAR",
            "The text as decoded, never mended; of HTML title and visible text, of Word, RTF and PDF paragraphs",
        ),
        Column("first_run_id", "VARCHAR", "The run that first accepted it"),
        Column("first_seen_at", "TIMESTAMPTZ", "When that run started"),
        Column("superseded_by", "VARCHAR", "The document that now stands at this source_uri", nullable=True),
        Column("supplied", "JSON", "What was given beside the text, wherever it stands: id, url, title, day …"),
        Column("metadata", "JSON", "What the page's head, JSON-LD, or its container says", nullable=True),
        Column("blocks", "JSON", "Stretches whose role the reader knows: [start, end, role]", nullable=True),
    ),
    key=("document_id",),
    rules=(
        Rule(
            "superseded_by_another",
            "what supersedes a document is another one that is held",
            "t.superseded_by = t.document_id OR (t.superseded_by IS NOT NULL AND t.superseded_by NOT IN (SELECT"
            " document_id FROM documents))",
            "stop",
            OURS,
        ),
        Rule(
            "stands_somewhere",
            "a document that nothing supersedes has a place that held it when that was last read",
            "t.superseded_by IS NULL AND t.document_id NOT IN (SELECT document_id FROM document_sources WHERE current)",
            "stop",
            OURS,
        ),
        Rule(
            "settled",
            "every current document is published or stands in quarantine",
            "t.superseded_by IS NULL AND t.document_id NOT IN (SELECT document_id FROM articles) AND t.document_id NOT"
            " IN (SELECT document_id FROM quarantine WHERE level = 'document' AND document_id IS NOT NULL)",
            "stop",
            OURS,
        ),
    ),
    decided_in={
        "raw.readers.documents": "document_id size_bytes sha256",
        "raw.readers.formats": "media_type",
        "raw.decoding": "encoding raw_text",
        "raw.html.page": "raw_text",
        "raw.stage": "first_run_id first_seen_at",
        "raw.held": "source_uri superseded_by",
        "raw.readers.supplied": "supplied",
        "raw.copies": "supplied",
        "raw.html.metadata": "metadata",
        "raw.html.line_roles": "blocks",
        "raw.exports.record": "metadata blocks",
    },
)

DOCUMENT_SOURCES = Table(
    "document_sources",
    "raw",
    "Every place at which a document's bytes were found",
    (
        DOCUMENT_ID,
        Column("source_uri", "VARCHAR", "Path below the inbox; for a container path#id"),
        Column("first_run_id", "VARCHAR", "The run that first found it there"),
        Column("current", "BOOLEAN", "Whether the place held this document when it was last read"),
        Column("supplied", "JSON", "What was given beside the text at this place", nullable=True),
        Column("path", "VARCHAR", "The file it was found in, as in inbox_files", nullable=True),
    ),
    key=("document_id", "source_uri"),
    references=(Reference("document_id", "documents", "document_id"),),
    rules=(
        Rule(
            "one_document_a_place",
            "a place holds one document at a time",
            "t.current AND t.source_uri IN (SELECT source_uri FROM document_sources WHERE current GROUP BY source_uri"
            " HAVING count(*) > 1)",
            "stop",
            OURS,
        ),
    ),
    decided_in={
        "raw.readers.documents": "document_id",
        "raw.held": "source_uri first_run_id current path",
        "raw.readers.supplied": "supplied",
    },
)

INBOX_FILES = Table(
    "inbox_files",
    "raw",
    "Every file as it was last read: what lets the next run leave out what has not changed",
    (
        Column("path", "VARCHAR", "Path below the inbox; inbox//path where another inbox has a file of that path"),
        Column("size_bytes", "BIGINT", "Size of the file", minimum=0),
        Column("modified_ns", "BIGINT", "Its modification time, nanoseconds since 1970"),
        Column("sha256", "VARCHAR", "SHA-256 of the file's bytes", pattern=r"[0-9a-f]{64}"),
        RUN_ID,
        Column("inbox", "VARCHAR", "The inbox it was read from", nullable=True),
        Column(
            "tries", "INTEGER", "Runs in a row in which reading it met with a passing trouble", nullable=True, minimum=0
        ),
    ),
    key=("path",),
    decided_in={
        "raw.fingerprint": "size_bytes modified_ns sha256",
        "raw.held": "path run_id inbox",
        "raw.stage": "tries",
    },
)

TABLES = (DOCUMENTS, DOCUMENT_SOURCES, INBOX_FILES)
