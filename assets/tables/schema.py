"""The contract of the tables stage: what the pipeline says of its own runs."""

from assets.contract import Column, Rule, Table
from assets.raw.schema import OURS, RUN_ID

STAGES = ("raw", "parsed", "enriched", "tables")

QUARANTINE = Table(
    "quarantine",
    "tables",
    "Every document or row that a gate turned away, and why",
    (
        RUN_ID,
        Column("level", "VARCHAR", "What was turned away", allowed=("document", "row")),
        Column("document_id", "VARCHAR", "The document, where it got one", nullable=True),
        Column("source_uri", "VARCHAR", "Where it stands, below the inbox"),
        Column("stage", "VARCHAR", "The gate's stage", allowed=STAGES),
        Column("rule", "VARCHAR", "Name of the rule"),
        Column("column_name", "VARCHAR", "The column that broke it", nullable=True),
        Column("value", "VARCHAR", "The offending value, cut to 200 characters", nullable=True),
        Column("message", "VARCHAR", "What was wrong and what to do"),
        Column("path", "VARCHAR", "The file, as in inbox_files, where its reader turned it away", nullable=True),
    ),
    key=(),
    rules=(
        Rule(
            "not_published_too",
            "what is turned away as a whole is not published",
            "t.level = 'document' AND t.document_id IN (SELECT document_id FROM articles)",
            "stop",
            OURS,
        ),
        Rule("says_why", "every refusal says why", "'' IN (trim(t.rule), trim(t.message))", "stop", OURS),
    ),
    decided_in={
        "raw.stage": "run_id level document_id source_uri path",
        "raw.readers.inbox": "rule message",
        "parsed.rejection": "stage rule column_name value message",
    },
)
RUNS = Table(
    "runs",
    "tables",
    "Every run up to the one that published this warehouse, good or bad",
    (
        RUN_ID,
        Column("started_at", "TIMESTAMPTZ", "When it began"),
        Column("finished_at", "TIMESTAMPTZ", "When it ended", nullable=True),
        Column("status", "VARCHAR", "How it ended", allowed=("published", "unchanged", "failed", "running")),
        Column("code_version", "VARCHAR", "Version and content hash of the code"),
        Column("schema_version", "VARCHAR", "Content hash of the table declarations"),
        Column("documents_in", "INTEGER", "New documents it found", minimum=0),
        Column("documents_published", "INTEGER", "Of these, published", minimum=0),
        Column("documents_quarantined", "INTEGER", "Of these, turned away", minimum=0),
        Column(
            "documents_superseded",
            "INTEGER",
            "Of these, superseded by another",
            nullable=True,
            minimum=0,
        ),
        Column("settings", "JSON", "What it was started with"),
    ),
    key=("run_id",),
    decided_in={
        "tables.publish": "run_id started_at finished_at status code_version schema_version settings",
        "tables.stage": "documents_in documents_published documents_quarantined documents_superseded",
    },
)
RUN_CHECKS = Table(
    "run_checks",
    "tables",
    "Every check of every run",
    (
        RUN_ID,
        Column("stage", "VARCHAR", "The stage it guards", allowed=STAGES),
        Column("check_name", "VARCHAR", "Name of the check"),
        Column("severity", "VARCHAR", "An ERROR that fails stops the run", allowed=("ERROR", "WARN")),
        Column("passed", "BOOLEAN", "Whether it held; also where it was not measured"),
        Column("measured", "BOOLEAN", "Whether there was anything to look at; null in runs of before", nullable=True),
        Column("failed_rows", "BIGINT", "Rows that broke it", minimum=0),
        Column("message", "VARCHAR", "What it found", nullable=True),
    ),
    key=("run_id", "stage", "check_name"),
    decided_in={
        "tables.stage": "run_id stage check_name severity passed measured failed_rows message",
    },
)

TABLES = (QUARANTINE, RUNS, RUN_CHECKS)
