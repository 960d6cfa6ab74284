"""Measures the project beside its peers in one run over the same text: ratios hold on any machine, seconds do not.

- reading: parsing and annotation of reports, beside the plain language model over the same raw text; once over ordinary
  reports, once over a batch of which a third are copies under another headline
- pages: our reader of saved pages beside trafilatura
- a whole run with one worker process and with two
- the cookbook's queries over what that run has published

Prints processor seconds, and seconds where workers are compared. Here belongs the measuring; `past` keeps the figures.
"""

import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import trafilatura

from assets.enriched.step import alike, annotate_batch, source
from assets.parsed.step import parse_batch
from assets.raw.html.page import read_html
from assets.raw.readers.inbox import read_inbox
from assets.raw.records import RawDocument
from assets.reference import SEEDS
from pipelines.bench.growth import run
from pipelines.bench.past import Figures
from pipelines.bench.wire import COPIES, write
from runtime.version import ROOT

REPORTS = 150
A_THIRD = 1 / 3
ROUNDS = 2  # of those that the faster counts
QUERY = re.compile(r"```sql\n(.*?)```", re.DOTALL)


def main(count: int = REPORTS) -> Figures:
    """Measures with so many reports, and prints what it finds as it goes."""
    found: Figures = {}
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        for name, share in (("ordinary", COPIES), ("a third copies", A_THIRD)):
            path = Path(folder) / name / "inbox"
            write(path / "wire.jsonl", count, 1, share)
            _told(found, _reading(name, [d for d in read_inbox(path) if isinstance(d, RawDocument)]))
        _told(found, _pages(sorted((SEEDS / "documents").rglob("*.html"))))
        _told(found, _runs(Path(folder), Path(folder) / "ordinary" / "inbox"))
    return found


def _told(found: Figures, more: Figures) -> None:
    found |= more
    for name, value in more.items():
        print(f"{name}: {value:,.2f}", flush=True)


def _reading(name: str, documents: Sequence[RawDocument]) -> Figures:
    """Words a processor second of parsing and annotation, and of the plain model over the same raw texts."""
    from assets.enriched.annotate.text.language_model import language_model

    model = language_model()
    words = sum(len(document.raw_text.split()) for document in documents)
    annotate_batch([source(d, p) for d, p in zip(documents[:2], parse_batch(list(documents[:2])), strict=True)])
    plain = _least(lambda: list(model.pipe([d.raw_text for d in documents], batch_size=24)))
    ours = _least(lambda: _read(documents))
    return {
        f"plain model, {name}, words a CPU s": words / plain,
        f"parsing and annotation, {name}, words a CPU s": words / ours,
        f"parsing and annotation beside the plain model, {name}": plain / ours,
    }


def _read(documents: Sequence[RawDocument]) -> None:
    """What workers do of these documents, in the batches that a run would make."""
    parsed = parse_batch(list(documents))
    good = [source(d, p) for d, p in zip(documents, parsed, strict=True) if not any(i.quarantine for i in p.issues)]
    good.sort(key=alike)
    for at in range(0, len(good), 24):
        annotate_batch(good[at : at + 24])


def _pages(paths: Sequence[Path]) -> Figures:
    """Pages a processor second of our reader, and of trafilatura with metadata."""
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    ours = _least(lambda: [read_html(page) for page in pages])
    theirs = _least(lambda: [trafilatura.bare_extraction(page, with_metadata=True) for page in pages])
    return {
        "trafilatura, pages a CPU s": len(pages) / theirs,
        "our reader of pages, pages a CPU s": len(pages) / ours,
        "our reader beside trafilatura": theirs / ours,
    }


def _runs(folder: Path, inbox: Path) -> Figures:
    """A whole run with one worker and with two, its largest process, and the queries over what it has published."""
    found: Figures = {}
    seconds = {}
    for workers in (1, 2):
        began = time.monotonic()
        cost = run(inbox, folder / f"home{workers}", workers)
        seconds[workers] = time.monotonic() - began
        found[f"whole run, {workers} worker(s), CPU s"] = cost.seconds
        found[f"whole run, {workers} worker(s), s"] = seconds[workers]
        found[f"whole run, {workers} worker(s), largest process, MiB"] = cost.megabytes
    found["two workers beside one, whole run"] = seconds[1] / seconds[2]
    took = sorted(_queries(folder / "home1" / "warehouse.duckdb"))
    if took:
        found["cookbook query, median, CPU ms"] = 1_000 * took[len(took) // 2]
        found["cookbook query, slowest, CPU ms"] = 1_000 * took[-1]
    return found


def _queries(warehouse: Path) -> Iterator[float]:
    """Processor seconds of each of the cookbook's queries. The cookbook is there in a clone, and not in a wheel."""
    page = ROOT / "docs" / "cookbook.md"
    with _opened(warehouse) as con:
        for query in QUERY.findall(page.read_text(encoding="utf-8")) if page.exists() else ():
            began = time.process_time()
            con.execute(query).fetchall()
            yield time.process_time() - began


@contextmanager
def _opened(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    con = duckdb.connect(str(warehouse), read_only=True)
    try:
        con.execute("SET threads = 1")
        yield con
    finally:
        con.close()


def _least(work: Callable[[], object]) -> float:
    return min(_timed(work) for _ in range(ROUNDS))


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
