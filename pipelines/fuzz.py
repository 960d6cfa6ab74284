"""Feeds the readers and the parser with spoiled documents and archives: `python -m pipelines.fuzz [SEED]`.

Here belong the spoiling and the counting. Prints crashes, hangs and what is unaccounted for, and exits 1 unless all are
nought. The same seed spoils in the same way; a find names the number of its file, and `--only NUMBER` writes that file.
"""

import gzip
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from assets.parsed.step import parse_batch
from assets.raw.readers.inbox import read_file
from assets.raw.records import RawDocument, Refusal
from assets.reference import SEEDS
from runtime.arrow_records import to_arrow
from runtime.batches.worker import Ended, Raised, Worker

DOCUMENTS, ARCHIVES = 10_000, 4_000
LIMIT = 20.0  # seconds of one file
FAULTS = frozenset({"reader_error", "parser_error", "out_of_memory"})
BROKEN = frozenset({"truncated", "corrupt", "expansion", "too_many", "empty", "binary", "encoding", "no_documents"})
LARGEST = 60_000  # bytes of a sample: what is long is not more spoiled for it
OTHER_FORMATS = 0.4  # of the archives are files of another format, and hold what their sample does
RECORDS = 4  # pages or lines of one archive
FIRST = frozenset({b"WARC", b"HTTP"})
MARKS = (b"WARC/1.0", b"HTTP/1.1 200")  # what is left of a record, of which one is enough
KINDS = (".txt", ".md", ".html", ".jsonl")
# What broke readers of others: days and offsets, lengths, references, controls, nesting, encodings, directions.
TOKENS = (
    b"2019-10-08T12:00:00+64:00", b"0000-00-00", b"9999-12-31T23:59:59-14:00", b"99/99/9999", b"Feb. 30, 2024",
    b"24:61", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x85", b"\x92", b"\xc3\x83\xc2\xa9", b"&#0;",
    b"&#xD800;", b"&#99999999;", b"&nbsp;", b"\xe2\x80\xae", b"\r\r\n", b"\t" * 50, b"<" * 50, b"<div>" * 400,
    b"</p></div></html>", b"<!--", b"]]>", b"<script>", b'<script type="application/ld+json">{"@graph": [[[',
    b'"\\ud800"', b"{" * 200, b"[" * 3000, b"http://[::1", b"https://example.org:99999999/",
    b"Content-Length: 99999999999999999999", b"-1", b"1e999", b"NaN", b"WARC/1.0\r\n", b"\r\n\r\n", b"\x1f\x8b",
    b"x" * 3000, b"a-" * 1500, b"( " * 500, b'"' * 200, b"\xe2\x80\x9c" * 99, b"LONDON, Jan. 32 (Reuters) - ",
    b"By By By and and and", b"PARIS " * 60, b"- - - ", b"\xf0\x9f\x98\x80", b"\xcc\x81" * 80,
)  # fmt: skip


@dataclass
class Found:
    """What came of the files: how many, what outcomes, and those that are faults, by number."""

    files: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    unaccounted: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.crashes or self.hangs or self.unaccounted)


@cache
def samples() -> dict[str, list[bytes]]:
    """The sample documents that are one document each, by the ending of their names."""
    found: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
    for path in sorted((SEEDS / "documents").rglob("*")):
        if path.suffix in found and path.is_file():
            data = path.read_bytes()
            found[path.suffix] += data.splitlines() if path.suffix == ".jsonl" else [data]
    return {kind: [data[:LARGEST] for data in held if data.strip()] for kind, held in found.items()}


@cache
def other_files() -> list[Path]:
    """The sample files of all other formats: office documents, mail, feeds, tables, archives of files."""
    return sorted(path for path in (SEEDS / "documents" / "formats").iterdir() if path.is_file())


def spoiled(data: bytes, draw: random.Random, other: bytes) -> bytes:
    """The bytes after one to five random faults; `other` is what may be spliced in."""
    for _ in range(draw.randint(1, 5)):
        at, end = sorted((draw.randint(0, len(data)), draw.randint(0, len(data))))
        end = min(end, at + draw.choice((1, 10, 100, 5000)))
        data = draw.choice(SPOILERS)(data, at, end, draw, other)[: 4 * LARGEST]
    return data


def _flipped(data: bytes, at: int, end: int, draw: random.Random, other: bytes) -> bytes:
    return data[:at] + bytes(draw.randrange(256) for _ in range(min(end - at, 8))) + data[at + min(end - at, 8) :]


SPOILERS: Sequence[Callable[[bytes, int, int, random.Random, bytes], bytes]] = (
    _flipped,
    _flipped,
    lambda data, at, end, draw, other: data[:at] + data[end:],
    lambda data, at, end, draw, other: data[:end] + data[at:end] * draw.choice((1, 3, 30)) + data[end:],
    lambda data, at, end, draw, other: data[:at] + draw.choice(TOKENS) + data[at:],
    lambda data, at, end, draw, other: data[:at] + draw.choice(TOKENS) + data[end:],
    lambda data, at, end, draw, other: data[:at] + other[at:end] + data[at:],
    lambda data, at, end, draw, other: data[:at],
    lambda data, at, end, draw, other: data[:at] + data[at:end].swapcase() + data[end:],
    lambda data, at, end, draw, other: data[:at] + data[at:end].replace(b" ", b"\n") + data[end:],
)


def document(number: int, seed: int) -> tuple[str, bytes, int]:
    """A spoiled document: the ending of its name, its bytes, and how many documents must be accounted for."""
    draw = random.Random(f"{seed} document {number}")
    kind = draw.choice(KINDS)
    data = spoiled(draw.choice(samples()[kind]), draw, draw.choice(samples()[draw.choice(KINDS)]))
    return kind, data, 1


def archive(number: int, seed: int) -> tuple[str, bytes, int]:
    """A spoiled archive of some pages or lines, spoiled before or after it was compressed."""
    draw = random.Random(f"{seed} archive {number}")
    if draw.random() < OTHER_FORMATS:
        path = draw.choice(other_files())
        data = path.read_bytes()
        return path.name[path.name.index(".") :], spoiled(data, draw, data), 1
    kind = draw.choice((".warc", ".warc", ".warc.gz", ".jsonl.gz"))
    if kind.startswith(".warc"):
        parts = [_record(n, draw.choice(samples()[".html"])) for n in range(RECORDS)]
    else:
        lines = draw.sample(samples()[".jsonl"], RECORDS)
        parts = [_numbered(line, n) for n, line in enumerate(lines)]
    whole = b"".join(parts)
    packed = kind.endswith(".gz")
    if packed and draw.random() < 0.5:
        return kind, spoiled(gzip.compress(whole, 1, mtime=0), draw, whole), RECORDS
    data = _spoiled_frame(whole, draw) if draw.random() < 0.6 else spoiled(whole, draw, whole)
    due = (
        max(map(data.count, MARKS))
        if kind.startswith(".warc")
        else sum(bool(line.strip()) for line in data.split(b"\n"))
    )
    return kind, gzip.compress(data, 1, mtime=0) if packed else data, min(RECORDS, due)


def _spoiled_frame(data: bytes, draw: random.Random) -> bytes:
    """One byte of one header line changed, or its number, or the line left out: what a record stands on."""
    lines = data.split(b"\n")
    heads = [n for n, line in enumerate(lines) if line[:1].isalpha() and (b":" in line[:30] or line[:4] in FIRST)]
    number = draw.choice(heads or [0])
    line = lines[number]
    at = draw.randrange(max(1, len(line)))
    lines[number] = draw.choice(
        (line[:at] + bytes([draw.randrange(33, 127)]) + line[at + 1 :], line[:at], line + b"9" * 9)
    )
    return b"\n".join(lines)


def _record(number: int, page: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _numbered(line: bytes, number: int) -> bytes:
    try:
        row = json.loads(line)
    except ValueError:
        row = {"text": line.decode("utf-8", "replace")}
    return json.dumps(row | {"id": number}).encode() + b"\n"


def judged(path: Path, due: int) -> tuple[Counter[str], str | None, str | None]:
    """The outcomes of one file; a crash in it, and what of it is unaccounted for, if anything is."""
    items = list(read_file(path, path.parent))
    documents = [item for item in items if isinstance(item, RawDocument)]
    rules = Counter(item.rule for item in items if isinstance(item, Refusal))
    crash = next((i.message for i in items if isinstance(i, Refusal) and i.rule in FAULTS), None)
    lost = None
    if len(items) < due and not set(rules) & BROKEN:
        lost = f"{len(items)} outcomes of {due}"
    for one in documents:
        try:
            (parsed,) = parse_batch([one])
            to_arrow(type(parsed), [parsed])
        except Exception as error:
            crash = f"{type(error).__name__}: {error}"
            continue
        wrong = [issue.message for issue in parsed.issues if issue.rule == "segments_cover"]
        lost = wrong[0] if wrong else lost
        rules["published" if not any(i.quarantine for i in parsed.issues) else "not published"] += 1
    return rules, crash, lost


MAKERS = {"documents": document, "archives": archive}


def outcomes(kind: str, seed: int, numbers: range) -> Iterator[tuple[int, Counter[str], str | None, str | None]]:
    """What comes of each file by its number. Runs in the worker."""
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            ending, data, due = MAKERS[kind](number, seed)
            path = Path(folder, f"f{ending}")
            path.write_bytes(data)
            yield number, *judged(path, due)
            path.unlink()


def fuzz(kind: str, count: int, seed: int, worker: Worker, limit: float = LIMIT) -> Found:
    """So many spoiled files through the readers and the parser, in a process that may die over them."""
    found = Found()
    at = 0
    while at < count:
        try:
            for number, rules, crash, lost in worker.items(limit, outcomes, kind, seed, range(at, count)):
                at = number + 1
                found.files += 1
                found.outcomes += rules
                if crash is not None:
                    found.crashes.append(f"{kind} {number}: {crash}")
                if lost is not None:
                    found.unaccounted.append(f"{kind} {number}: {lost}")
        except (Ended, Raised) as error:
            held = found.hangs if isinstance(error, Ended) and error.rule == "time_limit" else found.crashes
            held.append(f"{kind} {at}: {error}")
            found.files += 1
            at += 1
    return found


def main(arguments: Sequence[str]) -> int:
    """Runs both kinds and prints; with `--only KIND NUMBER` writes that file to the standard output."""
    if arguments[:1] == ["--only"]:
        kind, number, seed = arguments[1], int(arguments[2]), int(arguments[3]) if len(arguments) > 3 else 1
        sys.stdout.buffer.write(MAKERS[kind](number, seed)[1])
        return 0
    seed = int(arguments[0]) if arguments else 1
    clean = True
    worker = Worker()
    for kind, count in (("documents", DOCUMENTS), ("archives", ARCHIVES)):
        found = fuzz(kind, count, seed, worker)
        clean = clean and found.clean
        told = ", ".join(f"{rule} {n:,}" for rule, n in found.outcomes.most_common())
        print(f"{found.files:,} {kind}: {told}")
        print(
            f"{kind}: crashes {len(found.crashes)}, hangs {len(found.hangs)}, unaccounted {len(found.unaccounted)}",
            *found.crashes[:20], *found.hangs[:20], *found.unaccounted[:20], sep="\n  ", flush=True,
        )  # fmt: skip
    worker.end()
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
