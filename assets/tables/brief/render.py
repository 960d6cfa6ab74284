"""Writes the brief as HTML, Markdown and JSON, and any page of the site: templates with escaping, and a strict policy.

Here belongs the writing out. All text from documents is escaped: it comes from anywhere. No page runs a script. The
brief loads nothing, so that it can be sent alone: its style sheet stands in it, and the policy names its hash. Pages of
the site load the one style sheet beside them, which they can be read without.
"""

import base64
import datetime as dt
import hashlib
import html
import json
import re
import secrets
import textwrap
from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from assets.tables.brief import words
from assets.tables.brief.events import Telling
from assets.tables.brief.lines import Told
from assets.tables.brief.model import Brief
from assets.tables.brief.watch import Hit

TEMPLATES = Path(__file__).parent / "templates"
MOST_IN_FULL, MOST_IN_GROUP = 150, 25  # events told in full, and of them in a group; the site has the rest
MOST_SPOTS = 60  # places in the table beside a map
FEW_EVENTS = 12  # so few that the uncertain ones are shown at once
MOST_QUOTES, MOST_SPEAKERS, MOST_ARRIVALS, FIRST_HITS, MOST_HITS = 4, 12, 30, 5, 50
MOST_OF_CHECK = 160  # characters of what a check found
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LOOSE = re.compile(r"^([-+=]|\d+[.)])|(?<=\w)(:)(?=//)|(?i:(?<=www)(\.))")
_MARKUP = re.compile("[&<>'\"]")
_PAGE = re.compile(r"(\.\./)?(site/)?[a-z]+/[A-Za-z0-9-]+\.html(#at-\d+)?")
_POLICY = "default-src 'none'; style-src {style}; img-src 'none'; base-uri 'none'; form-action 'none'"
_LIMITS = {
    "most_in_full": MOST_IN_FULL,
    "most_in_group": MOST_IN_GROUP,
    "most_quotes": MOST_QUOTES,
    "most_speakers": MOST_SPEAKERS,
    "most_arrivals": MOST_ARRIVALS,
    "first_hits": FIRST_HITS,
    "most_hits": MOST_HITS,
    "few_events": FEW_EVENTS,
    "most_spots": MOST_SPOTS,
    # What is printed of it, on four pages at most.
    "print_changed": 6,
    "print_events": 24,
    "print_speakers": 6,
    "print_quotes": 2,
    "print_holders": 6,
    "print_refusals": 5,
    "print_runs": 3,
}


def as_html(brief: Brief, root: str) -> str:
    """The brief as one HTML page; `root` leads from where it will stand to the site's folder, as "site/" or ""."""
    return page("brief.html.j2", root, alone=True, brief=brief, **_LIMITS)


def as_html_and_json(brief: Brief, roots: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The brief as HTML and as JSON, by root: made once, with a mark that no text can hold where the roots stand."""
    mark = f"root-{secrets.token_hex(16)}/"
    html_, json_ = as_html(brief, mark), as_json(brief, mark)
    return {root: (html_.replace(mark, root), json_.replace(mark, root)) for root in roots}


def page(template: str, root: str, *, alone: bool = False, **content: Any) -> str:
    """A page from a template; `root` as above. One that is not `alone` has its style sheet in the site's folder."""
    return _environment().get_template(template).render(root=root, alone=alone, **content)


@cache
def style() -> str:
    """The style sheet of all pages."""
    return re.sub(r"\s+", " ", (TEMPLATES / "style.css").read_text(encoding="utf-8")).strip()


def as_markdown(brief: Brief, root: str) -> str:
    """The brief as Markdown; `root` as above."""
    text = _markdown().get_template("brief.md.j2").render(root=root, brief=brief, **_LIMITS)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def as_json(brief: Brief, root: str) -> str:
    """The brief as JSON: all of it but the pictures, with the address of every page."""
    data = {name: value for name, value in vars(brief).items() if name not in _PICTURES}
    text = json.dumps(data | {"pages": root}, default=_plain, indent=1)
    return text + "\n"


def alert(hit: Hit, run_id: str, root: str) -> str:
    """A hit of the watch list as a line of JSON."""
    return json.dumps({"run_id": run_id} | asdict(hit) | {"page": root + hit.page}) + "\n"


_PICTURES = frozenset({"map", "network", "timeline", "countries_met", "people_met", "by_countries", "by_theme"})


def _plain(value: object) -> object:
    """A record with the page that it has, a day as text, a set in order; an event's reports by where they stand."""
    if isinstance(value, Telling):
        report = value.report
        return {
            "document_id": report.document_id,
            "outlet": report.outlet,
            "raw_start": value.raw_start,
            "raw_end": value.raw_end,
        }
    if is_dataclass(value) and not isinstance(value, type):
        known = {f.name: getattr(value, f.name) for f in fields(value)}
        return known | ({"page": value.page} if hasattr(value, "page") else {})
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")


@cache
def fingerprint() -> str:
    """What pages are made with: a digest that changes with the templates and the style."""
    digest = hashlib.sha256()
    for path in sorted(TEMPLATES.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _environment() -> Environment:
    """Templates of HTML: everything is escaped, and marks that nobody sees are shown."""
    made = _templates(_seen)
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    made.globals |= _LIMITS | {
        "style": Markup(style()),  # it is our own file, and holds no "<"
        "policy_alone": _POLICY.format(style=f"'sha256-{digest}'"),
        "policy": _POLICY.format(style="'self' file:"),  # not every browser takes files beside a file for its own
    }
    return made


@cache
def _markdown() -> Environment:
    """Templates of Markdown: in what is filled in no character is Markdown or HTML, and no line ends."""
    made = _templates(lambda value: value if isinstance(value, Markup) else Markup(marked(value)))
    made.filters["link"] = _link
    return made


def _link(target: str) -> Markup:
    """The address of a page of ours in Markdown: ids hold nothing that could end it."""
    return Markup(target) if _PAGE.fullmatch(target) else Markup("#")


def _templates(finalize: Any) -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    made.filters |= {
        "day": words.day, "series": words.series, "kind": words.kind, "country": words.country,
        "of_country": words.of_country, "address": address,
        "percent": lambda share: f"{share:.0%}", "count": words.count, "span": words.span, "source": words.source,
        "spoken": words.spoken, "part": words.part, "place": words.place, "read_in": words.read_in,
        "shorten": lambda text: textwrap.shorten(text, MOST_OF_CHECK, placeholder=" …"), "by_year": _by_year,
        "event_lines": _event_lines,
    }  # fmt: skip
    return made


def _by_year(events: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    """Events in their order, parted where the year changes."""
    return [(year, list(members)) for year, members in groupby(events, key=lambda event: event.year)]


def _event_lines(events: Sequence[Told], root: str) -> Markup:
    """Items of a list, an event a line: of thousands on many pages, over which a template takes five times as long."""
    return Markup(
        "\n\n".join(
            f'<li><a href="{root}{e.page}"><bdi>{_escaped(e.sentence)}</bdi></a> '
            f'<span class="sure {e.sure.grade}"><b>{_escaped(e.sure.words)}</b></span></li>'
            for e in events
        )
    )


def _escaped(text: str) -> str:
    """Text as HTML, with marks that nobody sees shown; nearly all is the same, which is found sooner than made."""
    shown = words.visible(text)
    return escape(shown) if _MARKUP.search(shown) else shown


def _seen(value: object) -> object:
    if value is None:
        return ""
    return value if isinstance(value, Markup) else words.visible(str(value))


def marked(value: object) -> str:
    """Text in which no character is Markdown or HTML, on one line."""
    line = " ".join(("" if value is None else words.visible(str(value))).split())
    escaped = _MARKDOWN.sub(lambda found: html.escape(found[1]) if found[1] in "<>&" else f"\\{found[1]}", line)
    return _LOOSE.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", escaped)


def address(url: str | None) -> str | None:
    """An address that may be followed: of the web, and of nothing else."""
    try:
        return url if url and urlsplit(url).scheme.lower() in ("http", "https") else None
    except ValueError:
        return None
