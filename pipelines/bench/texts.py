"""The texts that steps and whole runs are measured over, in four kinds, each as a file of JSON Lines.

- general: the project's own articles (samples, and those that its figures are measured on), as far as they go
- wire: short reports as `wire` writes them
- dumps: the same reports as pages flattened into lines: a title twice, times, tags, paths, numbers, contacts
- copies: reports of which a third come again under another headline

and, for readers of saved pages alone, as pages with menus, teasers and a foot around each report.

Here belongs what is read; what is measured with it belongs to the others.
"""

import json
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from assets.parsed.step import parse_batch
from assets.raw.readers.inbox import read_inbox
from assets.raw.records import RawDocument
from assets.reference import SEEDS
from pipelines.bench.wire import COPIES, Report, reports

GENERAL, WIRE, DUMPS, A_THIRD_COPIES = "general news", "wire reports", "page dumps", "a third copies"
KINDS = (GENERAL, WIRE, DUMPS, A_THIRD_COPIES)
A_THIRD = 1 / 3
OWN = ("calibration/documents", "documents")
PATHS = "//article/header/h1/text() //article/div[@class='story']/p[1]/text()"
WORDS_OF_A_TAG = 3
TEASERS = 24
AUTHOR = "Ann Example"
STORIES = 4  # reports that make one story of a saved page: some 360 words


def inboxes(folder: Path, count: int) -> dict[str, Path]:
    """Writes a folder for each kind, with so many documents; fewer of general news, where there are not so many."""
    seed = 1
    lines = {
        GENERAL: [json.dumps({"id": f"general-{n}", "text": text}) for n, text in enumerate(articles()[:count])],
        WIRE: [report.line() for report in reports(count, seed, COPIES)],
        DUMPS: [json.dumps({"id": f"dump-{r.id}", "text": dump(r)}) for r in reports(count, seed, COPIES)],
        A_THIRD_COPIES: [report.line() for report in reports(count, seed, A_THIRD)],
    }
    return {kind: _written(folder / kind.replace(" ", "-"), lines[kind]) for kind in KINDS}


def saved_pages(count: int) -> list[str]:
    """So many saved pages, each with the reports before it in its menus."""
    held = list(reports(count + TEASERS, 1))
    return [saved_page(held[n + TEASERS], held[n : n + TEASERS]) for n in range(count)]


def documents(inbox: Path) -> list[RawDocument]:
    """The documents of a folder."""
    return [item for item in read_inbox(inbox) if isinstance(item, RawDocument)]


def words(read: Iterable[RawDocument]) -> int:
    """How many words the raw texts have."""
    return sum(len(document.raw_text.split()) for document in read)


def articles() -> list[str]:
    """The raw texts of our own articles that are no fault and no second copy, in order."""
    read = [document for folder in OWN for document in documents(SEEDS / folder)]
    parsed = parse_batch(list(read))
    good = [d.raw_text for d, p in zip(read, parsed, strict=True) if not any(issue.quarantine for issue in p.issues)]
    return list(dict.fromkeys(good))


def dump(report: Report) -> str:
    """A report as a page flattened into lines of which nothing says what they are."""
    slug = "-".join(report.title.lower().replace(",", "").split())
    site = report.outlet.lower().replace(" ", "")
    address = f"https://{site}.example/{report.published:%Y%m%d}/{slug}-{report.id.replace('-', '')}.html"
    lead, *rest = report.text.split("\n\n")
    time = f"{report.published.isoformat()}T{9 + len(slug) % 9:02}:{len(lead) % 60:02}+0000"
    tags = [word for word in slug.split("-") if len(word) > WORDS_OF_A_TAG]
    contact = f"{report.outlet} desk@{site}.example +15550100{len(site):02} {report.outlet} House 120 40"
    sizes = ("wide 1600 900 yes", "tall 900 1600 yes", "square 1200 1200 no")
    image = f"https://cdn1.img.{site}.example/img/{report.published:%y/%m/%d}/{len(lead):07}_1600x900_crop.jpg"
    lines = [
        f" date {report.published.isoformat()} {address}", report.title, report.title, lead.strip(), time, time, time,
        *tags, PATHS, image, " ".join(paragraph.strip() for paragraph in rest), *tags[:WORDS_OF_A_TAG], contact,
        f"{report.published:%Y}", contact, "News", "en_GB", *sizes, contact, report.outlet, ", ".join(tags),
    ]  # fmt: skip
    return "\n\n".join(lines) + "\n"


def saved_page(report: Report, around: Sequence[Report]) -> str:
    """A report as a page that a browser saved: what the page says of itself, menus, teasers of others, a foot."""
    said: dict[str, object] = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": report.title}
    said |= {"datePublished": f"{report.published}T09:30:00+00:00", "author": {"@type": "Person", "name": AUTHOR}}
    menu = "".join(
        f"<li class='menu-item'><a href='/topic/{r.id}'><span>{r.title[:16]}</span></a></li>" for r in around
    )
    teasers = "".join(
        f"<article class='teaser'><h3><a href='/story/{r.id}'>{escape(r.title)}</a></h3><p>{escape(r.text[:140])}</p>"
        f"<time datetime='{r.published}'>{r.published:%d %B %Y}</time></article>"
        for r in around
    )
    told = (report, *around[: STORIES - 1])
    paragraphs = [f"<p>{escape(part.strip())}</p>" for one in told for part in one.text.split("\n\n")]
    title = escape(report.title)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | {report.outlet}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{report.outlet}">
<script type="application/ld+json">{json.dumps(said)}</script><style>p {{ margin: 0 }}</style></head><body>
<header><a href="/">{report.outlet}</a><nav><ul>{menu}</ul></nav></header><main><article class="story">
<h1>{title}</h1><p class="byline">By <a href="/by/1">{AUTHOR}</a></p>
<time datetime="{report.published}">{report.published:%d %B %Y}</time>
<div class="story-body">{"".join(paragraphs)}</div></article>
<aside class="related">{teasers}</aside></main><footer><p>Copyright {report.outlet}. All rights reserved.</p>
<ul>{menu}</ul></footer></body></html>"""


def _written(folder: Path, lines: Sequence[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "texts.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
