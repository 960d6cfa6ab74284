"""Makes the brief: one page, in Markdown and HTML, of what a published warehouse says is new.

Here belongs the page. All text from documents is escaped: it comes from anywhere.
"""

import base64
import hashlib
import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import duckdb

ROWS = 25
_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~!])")
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}td,th{border-bottom:1px solid #ddd;padding:.4rem .6rem;"
    "text-align:left;vertical-align:top}th{font-weight:600}td:first-child{white-space:nowrap}"
)
# The page needs its own style and nothing else: whatever a text made of itself, nothing would run, load or be sent.
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
    f" style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}';"
    " base-uri 'none'; form-action 'none'\">"
)


@dataclass(frozen=True)
class Section:
    """A heading, a table under it, and what to say where the table is empty."""

    heading: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    nothing: str


@dataclass
class Brief:
    """The page before it is written out."""

    title: str
    lead: str
    sections: list[Section] = field(default_factory=list)


_SECTIONS = (
    (
        "Meetings, visits and calls, latest first",
        ("day", "kind", "place", "participants", "how sure", "the sentence that says so", "outlets", "documents"),
        "SELECT m.start_on, m.event_kind, m.place, m.participants, m.how_sure, t.sentence,"
        " array_to_string(t.outlets, ', '), m.document_count FROM meetings m JOIN timeline t USING (event_id)"
        " ORDER BY m.start_on DESC NULLS LAST, event_id",
        "No meeting was found.",
    ),
    (
        "Other events, latest first",
        ("day", "kind", "status", "what", "how sure", "the sentence that says so", "outlets", "documents"),
        "SELECT start_on, event_kind, status, summary, how_sure, sentence,"
        " array_to_string(outlets, ', '), document_count FROM timeline"
        " WHERE NOT (event_type = 'CONSULT' AND status = 'happened')"
        " ORDER BY start_on DESC NULLS LAST, event_id",
        "No other event was found.",
    ),
    (
        "What was said, latest first",
        ("day", "who", "what", "outlet"),
        "SELECT said_on, coalesce(speaker, ''), content, coalesce(outlet, '') FROM quotations",
        "No statement was found.",
    ),
    (
        "Turned away",
        ("rule", "documents", "example"),
        "SELECT rule, count(*), min(source_uri) FROM quarantine WHERE level = 'document' GROUP BY rule ORDER BY ALL",
        "Nothing was turned away.",
    ),
)


def build(con: duckdb.DuckDBPyConnection, run_id: str) -> Brief:
    """The brief of the warehouse that the connection has open."""
    counts = con.execute(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM events),"
        " (SELECT min(published_on) FROM articles), (SELECT max(published_on) FROM articles)"
    ).fetchone() or (0, 0, None, None)
    days = f", published from {counts[2]} to {counts[3]}" if counts[2] else ""
    brief = Brief(f"Brief of run {run_id}", f"{counts[0]:,} articles{days}, report {counts[1]:,} events.")
    for heading, header, query, nothing in _SECTIONS:
        brief.sections.append(Section(heading, header, con.execute(f"{query} LIMIT {ROWS}").fetchall(), nothing))
    return brief


def as_html(brief: Brief) -> str:
    """The page as HTML, all text escaped."""
    escape: Callable[[object], str] = lambda value: html.escape("" if value is None else str(value))  # noqa: E731
    parts = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{_POLICY}<title>{escape(brief.title)}</title>',
        f"<style>{_STYLE}</style></head><body><h1>{escape(brief.title)}</h1><p>{escape(brief.lead)}</p>",
    ]
    for section in brief.sections:
        parts.append(f"<h2>{escape(section.heading)}</h2>")
        if not section.rows:
            parts.append(f"<p>{escape(section.nothing)}</p>")
            continue
        head = "".join(f"<th>{escape(name)}</th>" for name in section.header)
        body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in section.rows)
        parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    return "".join(parts) + "</body></html>\n"


def as_markdown(brief: Brief) -> str:
    """The page as Markdown, all text escaped."""
    lines = [f"# {_marked(brief.title)}", "", _marked(brief.lead), ""]
    for section in brief.sections:
        lines += [f"## {_marked(section.heading)}", ""]
        if section.rows:
            lines += [_row(section.header), _row(["---"] * len(section.header), plain=True)]
            lines += [_row(row) for row in section.rows]
        else:
            lines.append(_marked(section.nothing))
        lines.append("")
    return "\n".join(lines)


def _row(cells: Iterable[object], plain: bool = False) -> str:
    return "| " + " | ".join(str(c) if plain else _marked(c) for c in cells) + " |"


def _marked(value: object) -> str:
    """Text in which no character is Markdown or HTML, on one line."""
    line = " ".join(("" if value is None else str(value)).split())
    return html.escape(_MARKDOWN.sub(r"\\\1", line), quote=False)
