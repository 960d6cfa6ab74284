"""Writes the samples of seeds/documents/formats: one small file of every format that is not plain text or HTML.

Here belongs their form; their words stand in samples.yaml. Run it from the project's
root, with the development requirements: `python seeds/make_samples.py`. The same words give the same bytes.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.raw.readers import samples  # noqa: E402

OUT = ROOT / "seeds" / "documents" / "formats"
OUTLET = "Northern Observer"
MINSK = 1409943600  # 5 September 2014, 19:00 UTC


class Article(NamedTuple):
    """A sample article: its facts and paragraphs."""

    key: str
    title: str
    day: str
    printed: str
    author: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs, parted by blank lines."""
        return "\n\n".join(self.paragraphs)


def read() -> dict[str, Article]:
    """The articles by their keys."""
    rows = yaml.safe_load((ROOT / "seeds" / "samples.yaml").read_text(encoding="utf-8"))
    return {row["key"]: Article(**{**row, "paragraphs": tuple(row["paragraphs"])}) for row in rows}


ARTICLES = read()


def nexis(*keys: str) -> str:
    """An export in the older form of Nexis."""
    found = []
    for number, key in enumerate(keys, 1):
        article = ARTICLES[key]
        found += [f"{number} of {len(keys)} DOCUMENTS", "", f"{OUTLET:^60}".rstrip(), f"{article.printed:^60}".rstrip()]
        found += [article.title, f"BYLINE: {article.author}", f"SECTION: WORLD; Pg. {number}"]
        found += [f"LENGTH: {len(article.text.split())} words", article.text]
        found += [f"LOAD-DATE: {article.printed}", "LANGUAGE: ENGLISH", ""]
    return "\n\n".join(found)


def nexis_uni(*keys: str) -> list[str]:
    """The paragraphs of an export in the newer form."""
    lines: list[str] = []
    for article in (ARTICLES[key] for key in keys):
        lines += [article.title, OUTLET, article.printed, f"Copyright {article.day[:4]} {OUTLET} All Rights Reserved"]
        lines += ["Section: WORLD", f"Length: {len(article.text.split())} words", f"Byline: {article.author}", "Body"]
        lines += [*article.paragraphs, f"Load-Date: {article.printed}", "End of Document"]
    return lines


def feed(*keys: str) -> str:
    """A feed with whole texts."""
    items = "".join(
        f"<item><title>{a.title}</title><link>https://northern-observer.example/{a.key}</link>"
        f"<pubDate>{a.day}T12:00:00Z</pubDate><description>{''.join(f'&lt;p&gt;{p}&lt;/p&gt;' for p in a.paragraphs)}"
        "</description></item>"
        for a in (ARTICLES[key] for key in keys)
    )
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>{OUTLET}</title>{items}</channel></rss>\n'


def message(key: str) -> bytes:
    """A mail to a list."""
    article = ARTICLES[key]
    day = f"{int(article.day[8:])} Mar {article.day[:4]} 18:00:00 +0000"
    head = (
        f"From: Desk <desk@northern-observer.example>\nTo: list@reader.example\nSubject: {article.title}\nDate: {day}\n"
    )
    return f"{head}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{article.text}\n".encode()


def page(key: str) -> bytes:
    """A page of one article."""
    a = ARTICLES[key]
    body = "".join(f"<p>{p}</p>" for p in a.paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{a.title}</title><meta property="article:published_time" '
        f'content="{a.day}"/></head><body><article><h1>{a.title}</h1><p class="byline">By {a.author}</p>{body}'
        "</article></body></html>\n"
    ).encode()


def lines(key: str) -> list[str]:
    """An article as lines of print."""
    a = ARTICLES[key]
    found = [a.title, a.printed, ""]
    for paragraph in a.paragraphs:
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > 88:
                found.append(line.strip())
                line = ""
            line += f" {word}"
        found += [line.strip(), ""]
    return found


def row(key: str) -> dict[str, object]:
    """An article as a row."""
    a = ARTICLES[key]
    return {"id": a.key, "title": a.title, "published": a.day, "outlet": OUTLET, "author": a.author, "text": a.text}


def cells(*keys: str) -> list[list[str]]:
    """Articles as a table with a head."""
    return [list(row(keys[0])), *([str(value) for value in row(key).values()] for key in keys)]


def main() -> None:
    """Writes all files."""
    wire = "".join(f"{ARTICLES[key].title}\n\n{ARTICLES[key].text}\n-30-\n\n" for key in ("istanbul", "madrid"))
    chat = {"name": OUTLET, "type": "public_channel", "id": 1, "messages": [
        {"id": 5, "type": "message", "date": f"{ARTICLES['minsk'].day}T21:00:00", "from": OUTLET,
         "text": f"{ARTICLES['minsk'].title}\n\n{ARTICLES['minsk'].text}"}]}  # fmt: skip
    rtf = "".join(f"{p}\\par\n\\par\n" for p in (ARTICLES["washington"].title, *ARTICLES["washington"].paragraphs))
    files: dict[str, bytes] = {
        "nexis.txt": nexis("prague", "helsinki").encode(),
        "nexis-uni.docx": samples.docx(*nexis_uni("camp-david", "san-diego")),
        "wire-batch.txt": wire.encode(),
        "result.json": json.dumps(chat, indent=1).encode(),
        "table.csv": "\n".join(",".join(f'"{c}"' for c in r) for r in cells("belfast")).encode(),
        "table.xlsx": samples.xlsx(cells("panmunjom")),
        "table.parquet": samples.parquet([row("singapore")]),
        "list.json": json.dumps({"articles": [row("singapore")]}, indent=1).encode(),
        "feed.rss": feed("istanbul").encode(),
        "mail.eml": message("havana"),
        "list.mbox": b"From desk@northern-observer.example Mon Mar 21 18:00:00 2016\n" + message("havana"),
        "message.msg": samples.msg(ARTICLES["minsk"].title, ARTICLES["minsk"].text, MINSK),
        "statement.pdf": samples.pdf(lines("belfast")),
        "report.rtf": ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\\f0 " + rtf + "}").encode(),
        "page.xhtml": page("panmunjom"),
        "pages.zip": samples.zipped({"treaty.html": page("washington"), "notes/prague.txt": ARTICLES["prague"].text}),
        "note.txt.gz": gzip.compress(ARTICLES["madrid"].text.encode(), mtime=0),
    }
    OUT.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (OUT / name).write_bytes(content)


if __name__ == "__main__":
    main()
