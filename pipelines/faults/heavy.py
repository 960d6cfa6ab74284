"""What pages of nine million bytes cost, each in a worker under its limits: `python -m pipelines.faults.heavy`.

Here belong the pages that are known to hang readers of others, or to fill their memory, and the measuring: of every
page, what became of it, and the most that a stage has computed and held. Over twice a limit it exits 1.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assets.enriched.step import annotate_batch, source
from assets.parsed.step import parse_batch
from assets.raw.records import RawDocument, Refusal
from assets.raw.step import read_safely
from runtime.batches.worker import LIMIT, MEGABYTES, Ended, Worker

SIZE, ANNOTATED = 9_000_000, 20
LEAD = "<html><body><p>PARIS, March 4, 2024 (MPA) -- Ministers met in Paris and signed a treaty.</p>"
SENTENCE = "Foreign Minister Ahn Gyu-back met Gen Nakatani in Seoul on Monday, and they agreed to hold more talks. "


def _filled(piece: Callable[[int], str], size: int) -> str:
    """The lead, and numbered pieces up to the size."""
    parts, length, number = [LEAD], len(LEAD), 0
    while length < size:
        parts.append(piece(number))
        length += len(parts[-1])
        number += 1
    return "".join(parts)


PAGES: dict[str, Callable[[int], str]] = {
    "tags": lambda size: _filled(lambda n: f"<b>talk {n}</b> ", size),
    "empty tags": lambda size: _filled(lambda n: "<i></i>", size),
    "links": lambda size: _filled(lambda n: f'<a href="https://example.org/{n}">Ministers met again</a> ', size),
    "attributes of one tag": lambda size: _filled(lambda n: ("<p " if not n else "") + f"a{n}=b ", size) + ">x</p>",
    "attributes of many tags": lambda size: _filled(
        lambda n: "<p " + " ".join(f"data-{k}={n}" for k in range(20)) + ">Ministers met.</p>", size
    ),
    "tables in tables": lambda size: _filled(lambda n: "<table><tr><td>", size),
    "tables beside tables": lambda size: _filled(
        lambda n: "<table><tr><td>" * 20 + f"Talk {n} was held." + "</td></tr></table>" * 20, size
    ),
    "one paragraph": lambda size: _filled(lambda n: SENTENCE, size) + "</p>",
    "one word": lambda size: _filled(lambda n: "ministers", size),
    "many paragraphs": lambda size: _filled(lambda n: f"<p>{SENTENCE}</p>", size),
}


class Watched(Worker):
    """A worker that remembers the most that a call was seen to compute, and its process to hold."""

    seconds = held = before = 0.0

    def ask(self, function: Callable[..., Any], *arguments: Any) -> None:
        """As every worker; what is computed from here on is the call's."""
        super().ask(function, *arguments)
        self.before = self._processor_seconds() or 0.0

    def hear(self, limit: float) -> tuple[str, Any]:
        """As every worker, with a look at what was heard."""
        word = super().hear(limit)
        self._megabytes()
        return word

    def _megabytes(self) -> float:
        self.held = max(self.held, found := super()._megabytes())
        if self._busy:
            self.seconds = max(self.seconds, (self._processor_seconds() or 0.0) - self.before)
        return found


@dataclass(frozen=True)
class Cost:
    """What became of a page, and the most that a stage has taken for it: seconds of its process, MB held in all."""

    outcome: str
    seconds: float
    megabytes: float


def cost(text: str, folder: Path, worker: Watched, limit: float = LIMIT, annotated: bool = False) -> Cost:
    """The cost of one page: read, parsed, and annotated if that is asked."""
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    worker.held = worker.seconds = 0.0
    *_, outcome = _stages(path, worker, limit, annotated)
    return Cost(outcome, worker.seconds, worker.held)


def _stages(path: Path, worker: Watched, limit: float, annotated: bool) -> Iterator[str]:
    """What became of the page after each stage."""
    (item,) = read_safely(worker, path, path.parent, limit)
    yield item.rule if isinstance(item, Refusal) else "read"
    try:
        if isinstance(item, RawDocument):
            (parsed,) = worker.result(limit, parse_batch, [item])
            turned_away = [issue.rule for issue in parsed.issues if issue.quarantine]
            yield turned_away[0] if turned_away else "parsed"
            if annotated and not turned_away:
                worker.result(limit, annotate_batch, [source(item, parsed)])
                yield "annotated"
    except Ended as ended:
        yield ended.rule


def main(arguments: Sequence[str]) -> int:
    """Prints the cost of every page: [BYTES]; a text of a twentieth of that is annotated too."""
    size = int(arguments[0]) if arguments else SIZE
    worker, over = Watched(), 0
    print(f"a page of {size:,} bytes of … | what became of it | s | MB")
    with tempfile.TemporaryDirectory() as folder:
        for name, page in PAGES.items():
            found = cost(page(size), Path(folder), worker)
            over += found.seconds > 2 * LIMIT or found.megabytes > 2 * MEGABYTES
            print(f"{name} | {found.outcome} | {found.seconds:.1f} | {found.megabytes:,.0f}", flush=True)
            worker.end()
        found = cost(PAGES["one paragraph"](size // ANNOTATED), Path(folder), worker, annotated=True)
        print(f"a text of {size // ANNOTATED:,} | {found.outcome} | {found.seconds:.1f} | {found.megabytes:,.0f}")
        worker.end()
    print(f"{over} of {len(PAGES)} beyond twice a limit ({LIMIT:g} s a stage, {MEGABYTES:,} MB)")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
