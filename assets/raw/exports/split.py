"""Parts a text that holds several articles: exports of databases and batches of wire copy.

Here belongs where articles begin and end. What an article says of itself belongs to `record`. The parts and what stands
between them (counters, separators, cover sheets, lists of hits) tile the text: nothing is lost, nothing stands twice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assets.raw.bounds import Refused
from assets.raw.exports import patterns
from assets.raw.exports.lines import Line, lines_of
from assets.raw.exports.record import Record, is_missing, read_record
from assets.raw.exports.wire import wire_parts
from assets.raw.records import Block

# What a file must hold somewhere to be looked at line by line: most texts are one article, and cost one look.
WORDS = (
    "document", "dokument", "documento", "articles", "proquest", "full text", "volltext", "publication title",
    "length:", "länge:", " words", " wörter", " mots", " palabras", " parole", " palavras", "headlines (",
    "documents (", "results (", "\nhd", "load-date",
)  # fmt: skip
HINT = re.compile(
    r"^[ \t]{0,80}(?:\w{1,12} )?\d{1,6} \w{1,3} \d{1,6}(?: \w{1,12})?[ \t\r]{0,80}$|^hd\b"
    r"|^[ \t]{0,80}\d[\d.,]{0,8} [a-zö]{4,8}\s|^[ \t]{0,80}\w{4,10} ?\(\d{1,6}\)"
    r"|^[ \t]{0,80}(?:an[ \t]{1,9})?do[ck]umento? [a-z0-9]{4,12}(?:19|20)\d{6}"
    r"|^[ \t]{0,80}(?:end|fin|fim|ein)\w{0,2} .{0,12}do[ck]ument"
    r"|^[ \t]{0,80}(?:proquest|full text|volltext|publication title|length|länge|load-date)\b",
    re.IGNORECASE | re.MULTILINE,
)
SEVERAL = ("load-date", "proquest document id", "an", "hd", "publication-type")


@dataclass(frozen=True, slots=True)
class Part:
    """An article of a file of many: text[start:end], what its database says of it, or why it is none."""

    start: int
    end: int
    record: Record | None = None
    refusal: Refused | None = None


def split(text: str, wrapped: bool = True, wires: bool = True) -> list[Part]:
    """The articles of a text, in order; empty where the text is one article, or none.

    A single article of a database is a list of one. `wrapped` says whether lines are wrapped; `wires` whether batches
    of wire copy are looked for. Raises Refused (`several_articles`) where a text plainly holds several and nothing
    tells them apart.
    """
    lowered = text.lower()
    hinted = any(word in lowered for word in WORDS) and HINT.search(text) is not None
    found = _notice(text) or _export(text, wrapped) if hinted else []
    if not found and wires:
        found = [Part(start, end) for start, end in wire_parts(text)]
    return found


def _export(text: str, wrapped: bool) -> list[Part]:
    """The articles of a database's export."""
    lines = lines_of(text, wrapped)
    ranges = list(_ranges(text, lines))
    parts = [part for start, end in ranges for part in _read(text, start, end, wrapped, len(ranges) > 1)]
    articles = [part for part in parts if part.record is not None]
    if ranges == [(0, len(text))] and not _is_signed(lines):
        articles = []
    if len(parts) == 1 and articles:
        return [_whole(text, parts[0], lines)]
    if len(articles) * 2 >= len(parts) > 1:
        return parts
    repeated = _repeated(lines)
    if repeated:
        raise Refused(
            "several_articles",
            f"the file holds several articles ({repeated!r} stands in it more than once), but not where each begins and"
            " ends: export them anew with a line between them, or give one file an article",
            repeated,
        )
    return []


def _whole(text: str, part: Part, lines: list[Line]) -> Part:
    """A single article as the whole text: what stands around it is the database's."""
    assert part.record is not None
    inner = _moved(part.record, -part.start)
    around = [Block(n.start, n.end, "boilerplate") for n in lines if n.end <= part.start or n.start >= part.end]
    blocks = tuple(sorted((*inner.blocks, *around), key=lambda block: block.start))
    return Part(0, len(text), Record(inner.metadata, blocks))


def _is_signed(lines: list[Line]) -> bool:
    """Whether a single article shows that a database wrote it: it counts its words near the top, under its rights."""
    head = lines[:SIGNED]
    return any(
        patterns.says("words", line.text[found.value :]) for line in head if (found := patterns.label(line.text))
    ) or (
        any(patterns.says("words", line.text) for line in head) and any(patterns.says("rights", n.text) for n in head)
    )


SIGNED = 25  # lines of a head


def _notice(text: str) -> list[Part]:
    """A text that is no article but a database's notice or its list of hits, as a part that says so."""
    if len(text) > NOTICE:
        return []
    lines = lines_of(text)
    own = [line.text for line in lines if not patterns.says("counters", line.text)]
    counted = patterns.hits(lines[0].text) if lines else None
    if own and len(own) < len(lines) and is_missing("\n".join(own)):
        message = "the export says that it cannot show this document: fetch it again from the database"
    elif counted and counted == sum(bool(NUMBERED.match(line)) for line in own):
        message = "the file is a list of hits without their texts: export the documents themselves"
    else:
        return []
    return [Part(0, len(text), refusal=Refused("no_article", message, own[0][:200]))]


NOTICE = 200_000  # code points of a list of some hundred hits
NUMBERED = re.compile(r"\d{1,4}\. \S")


def _read(text: str, start: int, end: int, wrapped: bool, several: bool) -> Iterator[Part]:
    """The article of a stretch; of several, one that cannot be read is a part too, and a blank one none."""
    stretch = text[start:end]
    if not stretch.strip():
        return
    record = read_record(stretch, wrapped)
    if record is not None:
        first = record.blocks[0].start
        yield Part(start + first, start + record.blocks[-1].end, _moved(record, first))
    elif several and is_missing(stretch):
        message = "the export says that it cannot show this document: fetch it again from the database"
        yield Part(start, end, refusal=Refused("no_article", message, " ".join(stretch.split())[:200]))
    elif several and len(stretch.split()) >= LEAST_WORDS:
        yield Part(start, end)


LEAST_WORDS = 25  # words of a stretch that may be an article although no head is found


def _moved(record: Record, by: int) -> Record:
    blocks = tuple(type(b)(b.start - by, b.end - by, b.role) for b in record.blocks)
    return Record(record.metadata, blocks)


def _ranges(text: str, lines: list[Line]) -> Iterator[tuple[int, int]]:
    """The stretches between counters, behind ends, or between separators; without any the whole text."""
    counters = [line for line in lines if patterns.says("counters", line.text)]
    if counters:
        ends = [line.start for line in counters[1:]] + [len(text)]
        yield from ((line.end, end) for line, end in zip(counters, ends, strict=True))
        return
    closing = [line for line in lines if patterns.says("ends", line.text)] or [
        line for line in lines if patterns.says("numbers", line.text)
    ]
    if closing:
        starts = [_behind_cover(text, lines, closing[0]), *(line.end for line in closing[:-1])]
        yield from ((start, line.end) for start, line in zip(starts, closing, strict=True))
        if len(text[closing[-1].end :].split()) >= LEAST_WORDS and _is_article(text[closing[-1].end :]):
            yield closing[-1].end, len(text)
        return
    ruled = [line for line in lines if patterns.says("separators", line.text)]
    if ruled:
        starts = [0, *(line.end for line in ruled)]
        ends = [*(line.start for line in ruled), len(text)]
        stretches = [(a, b) for a, b in zip(starts, ends, strict=True) if len(text[a:b].split()) >= LEAST_WORDS]
        if sum(_is_article(text[a:b]) for a, b in stretches) * 2 > len(stretches):
            yield from stretches
            return
    yield 0, len(text)


def _is_article(stretch: str) -> bool:
    return bool(stretch.strip()) and read_record(stretch) is not None


def _behind_cover(text: str, lines: list[Line], closing: Line) -> int:
    """Where the first article begins below an export's cover sheet and list of hits: a few lines above its day.

    Without a cover that is the text's beginning.
    """
    head = [line for line in lines if line.start < closing.start]
    for number, line in enumerate(head):
        near = head[max(0, number - COVER_NEAR) : number + COVER_NEAR]
        if patterns.says("rights", line.text) or (
            patterns.says("words", line.text) and any(n.text.lower() in patterns.words("languages") for n in near)
        ):
            return _first_line(text, head, number)
    return 0


COVER_NEAR = 8  # lines from an article's day to its rights


def _first_line(text: str, head: list[Line], rights: int) -> int:
    """The title's line above the rights: behind the nearest line of a cover, or the text's beginning."""
    for number in range(rights - 1, -1, -1):
        if patterns.says("cover", head[number].text):
            return head[number].end
    return 0


def _repeated(lines: list[Line]) -> str | None:
    """A label that every article of an export has once, where it stands in the text more than once."""
    counts: dict[str, int] = {}
    for line in lines:
        name = line.text.partition(":")[0].strip().lower() if ":" in line.text[:24] else ""
        if name in SEVERAL:
            counts[name] = counts.get(name, 0) + 1
    return next((name for name, count in counts.items() if count > 1), None)
