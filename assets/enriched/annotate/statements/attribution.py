"""Which cue governs which quotation: its own sentence's, before or behind it, or that of the sentence beside it.

Here belongs the choice. Pairs of marks come from `quotations`, cues from `cues`, speakers from `speakers`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Speaker
from assets.enriched.annotate.statements.adjacent_cues import before_colon, behind_quotation
from assets.enriched.annotate.statements.cues import SUBJECTS, Cue, is_document, is_speechless
from assets.enriched.annotate.statements.quotations import Quotation
from assets.enriched.annotate.statements.speakers import speakers_of

REACH_AFTER = 14  # tokens behind a quotation within which its cue begins
REACH_BEFORE = 40  # tokens before it
_SIGNED = re.compile(r"\s{0,2}[―—–-]{1,2}\s{0,2}(?=[A-Z])")
_SIGNATURE = re.compile(r"[A-ZÀ-Þ][\w.’'\-]{1,30}(?: [A-ZÀ-Þ][\w.’'\-]{0,30}){0,3}")
_COLON_NAME = re.compile(
    r"(?:^|[.!?\n—–-] {0,2})([A-Z][\w.’'\-]{0,30}(?: (?:and|of|the|[A-Z][\w.’'\-]{0,30})){0,5}):\s{0,3}$"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said a quotation: the printed cue with the head of its clause, and the speakers."""

    cue: Cue | None
    printed: str
    speakers: tuple[Speaker, ...]
    own: bool = True


@dataclass(slots=True)
class Frames:
    """The text around the quotations of a document: cues outside them, and where sentences begin outside them."""

    reading: Reading
    quotations: list[Quotation]
    cues: list[Cue]
    _outer: list[int] = field(default_factory=list)
    _cue_starts: list[int] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._outer = [q.outer_start for q in self.quotations]
        self.cues = self.outside(self.cues)
        self._cue_starts = [cue.start for cue in self.cues]
        self._starts = [s.start for s in self.reading.annotation.sentences if self._is_boundary(s.start)]

    def outside(self, found: Iterable[Cue]) -> list[Cue]:
        """The cues that stand outside quotation marks; without the subjects that cannot speak."""
        return [
            replace(cue, subject=None) if cue.subject is not None and not self._may_speak(cue.subject.idx) else cue
            for cue in found
            if self.quotation_at(cue.start) is None
        ]

    def _may_speak(self, position: int) -> bool:
        """Whether a word can be the subject of a cue: none inside quotation marks or of a dateline is."""
        paragraphs = self.reading.clean.paragraphs
        dateline = any(p.role == "dateline" and p.start <= position < p.end for p in paragraphs[:6])
        return not dateline and self.quotation_at(position) is None

    def quotation_at(self, position: int) -> Quotation | None:
        """The quotation whose marks enclose a position."""
        found = bisect_right(self._outer, position) - 1
        if found >= 0 and position < self.quotations[found].outer_end:
            return self.quotations[found]
        return None

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """The cues that begin within a range, in order."""
        return self.cues[bisect_left(self._cue_starts, start) : bisect_left(self._cue_starts, end)]

    def sentence_before(self, position: int) -> int:
        """Where the sentence that holds a position begins, quotations not counted as sentences of their own."""
        found = bisect_right(self._starts, position) - 1
        return self._starts[found] if found >= 0 else 0

    def sentence_after(self, position: int) -> int:
        """Where the next sentence behind a position begins."""
        found = bisect_right(self._starts, position)
        return self._starts[found] if found < len(self._starts) else len(self.reading.clean.text)

    def _is_boundary(self, start: int) -> bool:
        """Whether a sentence of the parser is one outside quotation marks, behind an end or at a paragraph's start."""
        inside = self.quotation_at(start)
        if inside is not None and inside.outer_start != start:
            return False
        before = self.reading.clean.text[max(0, start - 12) : start]
        return not before or "\n" in before or before.rstrip(" \"”’'“").endswith((".", "!", "?", ":", "…"))


def attribute(frames: Frames) -> list[Attribution | None]:
    """For each quotation, in order, who said it; None where nothing tells."""
    found: list[Attribution | None] = []
    for number, quotation in enumerate(frames.quotations):
        own = _own(frames, number)
        if own is None and number and (quotation.continued or _follows(frames, number)):
            own = found[number - 1]
        found.append(own)
    for number in range(len(found) - 1, -1, -1):  # the first parts of a long quotation take the cue of its last
        following = number + 1
        if found[number] is None and following < len(found) and frames.quotations[following].continued:
            found[number] = _borrowed(found[following])
    return [own or _neighbour(frames, number) or _mute(frames, number) for number, own in enumerate(found)]


def _speaks(cue: Cue) -> bool:
    """Whether a cue has a subject to whom words in quotation marks can belong."""
    return cue.subject is not None and cue.subject.lower_ != "it" and not is_speechless(cue.subject)


def _mute(frames: Frames, number: int) -> Attribution | None:
    """The cue of the quotation's own sentence without a speaker, where its subject is nothing that can speak."""
    quotation = frames.quotations[number]
    start, end = frames.sentence_before(max(0, quotation.outer_start - 1)), frames.sentence_after(quotation.outer_start)
    silent = (cue for cue in frames.cues_in(start, end) if cue.subject is not None and is_speechless(cue.subject))
    cue = next(silent, None)
    return None if cue is None else Attribution(cue, frames.reading.clean.text[cue.start : cue.end], ())


def _own(frames: Frames, number: int) -> Attribution | None:
    """The cue in the quotation's own sentence: right behind it, before it, or further behind."""
    quotation = frames.quotations[number]
    text = frames.reading.clean.text
    lead = text[max(0, quotation.outer_start - 6) : quotation.outer_start].rstrip()
    announced = lead.endswith((":", ",", "that"))
    comma = "," in text[quotation.end : quotation.outer_end + 1]
    before = _before(frames, number)
    inside = before is not None and text[quotation.start].islower()  # X said it "was so," Y reported
    if before is None or not announced:
        stopped = "." in text[quotation.end : quotation.outer_end]
        next_to = _next_to(frames, number, not stopped)
        if next_to is not None and (not inside or is_document(next_to.subject)):
            return _of(frames, next_to)
    if before is not None and (announced or inside or not comma):
        return _of(frames, before)
    signed = _signed(frames, quotation)
    if signed is not None:
        return signed
    chosen = before or _behind(frames, number)
    if chosen is None and lead.endswith(":"):
        chosen = _announcing(frames, quotation)
    return _of(frames, chosen) if chosen is not None else None


def _next_to(frames: Frames, number: int, unfinished: bool) -> Cue | None:
    """The cue right behind a quotation: "said X", "X said", "X, who was there, said".

    Behind a comma or a question mark any verb will do ("beamed X"), elsewhere only one of the list.
    """
    quotation = frames.quotations[number]
    doc = frames.reading.doc
    end = (
        frames.quotations[number + 1].outer_start
        if number + 1 < len(frames.quotations)
        else len(frames.reading.clean.text)
    )
    if quotation.outer_end >= end or "\n" in frames.reading.clean.text[quotation.outer_end : quotation.outer_end + 2]:
        return None
    first = frames.reading.span(quotation.outer_end, quotation.outer_end + 1).start
    while first < len(doc) and (doc[first].is_space or doc[first].is_punct) and doc[first].idx < end:
        first += 1
    return behind_quotation(doc, first, end, unfinished)


def _announcing(frames: Frames, quotation: Quotation) -> Cue | None:
    """The clause that a colon ends before a quotation, whatever its verb: "X fired back:"."""
    doc = frames.reading.doc
    position = max(0, len(frames.reading.clean.text[: quotation.outer_start].rstrip()) - 1)
    return before_colon(doc, frames.reading.span(position, position + 1).start, frames.sentence_before(position))


def _behind(frames: Frames, number: int) -> Cue | None:
    """The first cue further behind a quotation, in the same sentence."""
    quotation = frames.quotations[number]
    end = frames.sentence_after(quotation.outer_end - 1)
    if number + 1 < len(frames.quotations):
        end = min(end, frames.quotations[number + 1].outer_start)
    end = min(end, _reach(frames, quotation.outer_end, REACH_AFTER))
    found = [cue for cue in frames.cues_in(quotation.outer_end, end) if _speaks(cue)]
    return found[0] if found else None


def _before(frames: Frames, number: int) -> Cue | None:
    """The last cue before a quotation, in the same sentence, back to the quotation before."""
    quotation = frames.quotations[number]
    start = frames.sentence_before(max(0, quotation.outer_start - 1))
    if quotation.outer_start in frames._starts:
        start = quotation.outer_start
    if number:
        start = max(start, frames.quotations[number - 1].outer_end)
    found = [cue for cue in frames.cues_in(start, quotation.outer_start) if _speaks(cue)]
    if not found:
        return _inverted(frames, start, quotation.outer_start)
    if _reach(frames, found[-1].end, REACH_BEFORE) < quotation.outer_start:
        return None
    return found[-1]


def _inverted(frames: Frames, start: int, end: int) -> Cue | None:
    """A clause before a quotation that begins with its verb: "Added the envoy: …"."""
    doc = frames.reading.doc
    if start >= end or not frames.reading.clean.text[start:end].strip():
        return None
    cue = behind_quotation(doc, frames.reading.span(start, start + 1).start, end, False)
    return cue if cue is not None and cue.token.idx - start < 20 else None


def _reach(frames: Frames, position: int, tokens: int) -> int:
    doc = frames.reading.doc
    if position >= len(frames.reading.clean.text):
        return len(frames.reading.clean.text)
    first = frames.reading.span(position, position + 1).start
    last = doc[min(len(doc) - 1, first + tokens)]
    return last.idx + len(last)


def _of(frames: Frames, cue: Cue) -> Attribution:
    text = frames.reading.clean.text
    named = cue.subject is not None and not is_speechless(cue.subject)
    speakers = speakers_of(frames.reading, cue.subject) if named and cue.subject is not None else []
    return Attribution(cue, text[cue.start : cue.end], tuple(speakers))


def _signed(frames: Frames, quotation: Quotation) -> Attribution | None:
    """Forms without a verb: `"…" ― Jane Doe`, and `Jane Doe: "…"`."""
    text = frames.reading.clean.text
    dash = _SIGNED.match(text, quotation.outer_end)
    name = _SIGNATURE.match(text, dash.end()) if dash is not None else None
    if dash is not None and name is not None:
        return _by_name(frames, name.start(), name.end(), dash[0].strip())
    start = max(frames.sentence_before(max(0, quotation.outer_start - 1)), quotation.outer_start - 80)
    name = _COLON_NAME.search(text[start : quotation.outer_start])
    if name is not None:
        return _by_name(frames, start + name.start(1), start + name.end(1), ":")
    return _beside(frames, quotation)


def _beside(frames: Frames, quotation: Quotation) -> Attribution | None:
    """A person's name right behind a quotation in a sentence without a verb of speech: `"…" Jane Doe, a lawyer.`"""
    text = frames.reading.clean.text
    mentions = frames.reading.mentions_in(quotation.outer_end, min(len(text), quotation.outer_end + 60))
    if not mentions or mentions[0].kind != "person" or text[quotation.outer_end : mentions[0].start].strip(" ,"):
        return None
    if frames.cues_in(quotation.outer_end, frames.sentence_after(quotation.outer_end)):
        return None
    ended = "." in text[quotation.end - 1 : quotation.outer_end]
    if ended and frames.reading.span(mentions[0].start, mentions[0].end).root.dep_ in SUBJECTS:
        return None  # of a sentence of its own
    return Attribution(None, "", (Speaker(mentions[0].start, mentions[0].end, mentions[0].entity),))


def _by_name(frames: Frames, start: int, end: int, printed: str) -> Attribution:
    """Speakers by the names printed in a range, or the range itself."""
    mentions = [m for m in frames.reading.mentions_in(start, end) if m.kind in ("person", "organisation", "country")]
    named = tuple(Speaker(m.start, m.end, m.entity) for m in mentions)
    return Attribution(None, printed, named or (Speaker(start, end),))


def _follows(frames: Frames, number: int) -> bool:
    """Whether nothing but the clause of its cue stands between a quotation and the one before."""
    last, this = frames.quotations[number - 1], frames.quotations[number]
    if last.paragraph != this.paragraph:
        return False
    starts = [s for s in frames._starts if last.outer_end < s < this.outer_start]
    return not starts


def _borrowed(other: Attribution | None) -> Attribution | None:
    return None if other is None else Attribution(other.cue, other.printed, other.speakers, own=False)


def _neighbour(frames: Frames, number: int) -> Attribution | None:
    """The cue of the sentence before a quotation that has none, else of the one behind it."""
    quotation = frames.quotations[number]
    start = frames.sentence_before(max(0, quotation.outer_start - 3))
    before = [cue for cue in frames.cues_in(start, quotation.outer_start) if _speaks(cue)]
    if before:
        return _borrowed(_of(frames, before[0]))
    end = frames.sentence_after(frames.sentence_after(quotation.outer_end))
    behind = [cue for cue in frames.cues_in(quotation.outer_end, end) if _speaks(cue)]
    return _borrowed(_of(frames, behind[0])) if behind else None
