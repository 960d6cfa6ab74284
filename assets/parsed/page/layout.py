"""Finds headline and reporting of a flattened page together: each is the best evidence for the other.

A headline stands above a byline or a date and shares its words with the paragraphs below it; the reporting begins below
a headline and goes on until the page turns to other stories. Here belongs that joint choice for pages. Plain texts and
values are for `body_region` and `headline`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assets.parsed.lines.boilerplate_phrases import interrupts
from assets.parsed.lines.line_table import LineTable
from assets.parsed.lines.shapes import Shape
from assets.parsed.metadata.author_names import is_name
from assets.parsed.metadata.headline import body_words, header_score, is_candidate, overlap
from assets.parsed.page.appended_entries import before_entries
from assets.parsed.page.body_region import best_stretch, is_list

LONG_RUN = 6  # short lines; a longer run is rather a menu than an advertisement between paragraphs
CAPTION_WORTH = -0.1
REACH = 3  # lines on either side that vouch for a paragraph
ALONE, ALONE_LONG = 0.3, 0.7  # share of its worth that a paragraph keeps among short lines; teasers are not long
LONG_PARAGRAPH = 40  # words
COPY_FACTOR = 0.3
OPEN_FACTOR = 0.5  # long lines without a full stop are headlines of other stories as often as paragraphs
CANDIDATES = 30
BELOW = 8  # paragraphs below a headline in which its words are sought
TAIL_LIKENESS = 0.25  # share of a last block's words that the reporting used before
TAIL_SHARE = 0.5  # of the words before; a longer block is no appendix
LEAST_REPORT = 80  # words before a block may be called an appendix
LEAST_TITLE = 2.5
STANDFIRST = 10  # words; a line as long below another is rather the standfirst than the headline
LEAST_OVERLAP = 0.2
LEAST_LIST = 5  # lines
ANNOUNCED_WITHIN = 3  # lines from the last paragraph
ANNOUNCING_WORDS = 5
BLOCK_SLACK = 1.2  # the standfirst may share more words with the text than the headline does


@dataclass(frozen=True, slots=True)
class LineScores:
    """What lines add to the reporting that holds them, by what they look like. Set by hand.

    `full` is the length in words up to which a paragraph counts; an eighth of its words is its worth.
    """

    short: float
    in_long_run: float
    closing: float
    full: int


# Between headline and reporting there may be many short lines; inside the reporting few, and none that opens a list of
# other stories.
ABOVE = LineScores(short=-0.5, in_long_run=-0.6, closing=-3.0, full=60)
INSIDE = LineScores(short=-0.8, in_long_run=-0.8, closing=-5.0, full=60)


def find_layout(page: LineTable) -> tuple[int | None, tuple[int, int]]:
    """The line of the headline, or None, and the range of lines [first, last) of the reporting."""
    scores = line_scores(page, INSIDE)
    sums = _sums_from(line_scores(page, ABOVE))
    most = max(sums, default=0.0)
    if most <= 0:
        return None, (0, 0)
    title = _best_title(page, sums, most)
    if title is None:
        first, last = best_stretch(scores)
    else:
        first = _first_paragraph(page, title)
        title = _nearest_copy(page, title, first)
        last = _end_from(scores, first)
    cut = before_entries(page, first, last)
    end = _without_tail(page, first, cut)
    return title, (first, end if cut < last else _with_list(page, end))


def line_scores(page: LineTable, scores_of: LineScores) -> list[float]:
    """What each line adds to the reporting that holds it."""
    scores = []
    run = 0
    for number, shape in enumerate(page.shapes):
        if shape.kind in {"prose", "caption"}:
            run = 0
            scores.append(_prose_worth(page, number, scores_of.full) if shape.kind == "prose" else CAPTION_WORTH)
            continue
        run += 1
        score = scores_of.short if run <= LONG_RUN else scores_of.in_long_run
        scores.append(score + (scores_of.closing if shape.boilerplate == "closes" else 0.0))
    return scores


def _prose_worth(page: LineTable, number: int, full: int) -> float:
    shape = page.shapes[number]
    score = min(shape.words, full) / 8
    if page.copies[page.keys[number]] > 1:
        score *= COPY_FACTOR
    if not shape.closed:
        score *= OPEN_FACTOR
    return score * _vouched(page.shapes, number)


def _vouched(shapes: Sequence[Shape], number: int) -> float:
    """How far the neighbours are paragraphs too: a teaser stands alone among short lines."""
    near = [*shapes[max(0, number - REACH) : number], *shapes[number + 1 : number + 1 + REACH]]
    prose = sum(min(s.words, 20) for s in near if s.kind in {"prose", "caption"})
    alone = ALONE_LONG if shapes[number].words >= LONG_PARAGRAPH else ALONE
    return alone + (1.0 - alone) * min(1.0, prose / 40)


def _sums_from(scores: list[float]) -> list[float]:
    """For each line the greatest sum of a stretch that begins below it."""
    sums = [0.0] * (len(scores) + 1)
    for number in range(len(scores) - 1, -1, -1):
        sums[number] = scores[number] + max(0.0, sums[number + 1])
    return sums[1:]


def _best_title(page: LineTable, sums: list[float], most: float) -> int | None:
    """The candidate with the best sum of its own evidence, the worth below it, and words shared with what is below."""
    scores = {
        n: header_score(page, n) + 4.0 * max(0.0, sums[n]) / most
        for n in range(len(page.lines))
        if sums[n] > 0 and is_candidate(page, n) and not _repeats_below(page, n)
    }
    scores = dict(sorted(scores.items(), key=lambda item: -item[1])[:CANDIDATES])
    for number in scores:
        scores[number] += 2.5 * overlap(page.lines[number].text, body_words(page, number + 1, BELOW))
    best = max(scores, key=lambda n: scores[n], default=None)
    if best is not None and scores[best] < LEAST_TITLE:
        return None
    return None if best is None else _top_of_block(page, scores, best)


def _repeats_below(page: LineTable, number: int) -> bool:
    """Whether a line soon below stands at this line's end: a path or section glued before the headline."""
    own = page.keys[number]
    below = page.keys[number + 1 : number + 6]
    return any(len(other) > 15 and own != other and own.endswith(other) for other in below)


def _top_of_block(page: LineTable, scores: dict[int, float], best: int) -> int:
    """The headline above a standfirst that scores like it: of two such lines in a row the upper one."""
    chosen = best
    for above in range(best - 1, max(-1, best - 4), -1):
        if above not in scores or page.shapes[above].words < 4 or is_name(page.lines[above].text):
            break
        text = page.lines[above].text
        # A line with a stroke may be the name of a series above the headline of its part.
        leads = page.shapes[best].words >= STANDFIRST and above == best - 1 and "|" not in text
        slack = BLOCK_SLACK + (1.0 if leads else 0.0)
        shares = overlap(text, body_words(page, best + 1, BELOW)) >= LEAST_OVERLAP
        if shares and scores[above] >= scores[best] - slack and (above == best - 1 or not text.endswith(".")):
            chosen = above
    return chosen


def _first_paragraph(page: LineTable, title: int) -> int:
    below = range(title + 1, len(page.lines))
    return next((n for n in below if page.shapes[n].kind == "prose"), title + 1)


def _nearest_copy(page: LineTable, title: int, first: int) -> int:
    """The headline's copy next above the reporting: the first of two is often the window's title or a menu's."""
    return max(n for n in range(title, max(first, title + 1)) if page.keys[n] == page.keys[title])


def _end_from(scores: list[float], first: int) -> int:
    """Where the stretch of the greatest sum that begins at `first` ends."""
    best, end, total = float("-inf"), first, 0.0
    for number in range(first, len(scores)):
        total += scores[number]
        if total > best:
            best, end = total, number + 1
    return end


def _announced(page: LineTable, last: int) -> int:
    """The end with a list that a line says to stand below ("The winners in full:"), up to the page's boilerplate."""
    for number in range(max(0, last - 1), min(len(page.lines), last + ANNOUNCED_WITHIN)):
        if page.lines[number].text.endswith(":") and page.shapes[number].words >= ANNOUNCING_WORDS:
            end = number + 1
            while end < len(page.lines) and page.shapes[end].kind in {"heading", "label", "list"}:
                end += 1
            if end - number > LEAST_LIST:
                page.announced.update(range(number, end))
                return end
    return last


def _with_list(page: LineTable, last: int) -> int:
    """The end with a list of results, amounts or years that stands right behind the last paragraph."""
    end = _announced(page, last)
    if end > last:
        return end
    while end < len(page.lines) and page.shapes[end].kind in {"heading", "label", "list"}:
        end += 1
    return end if end - last >= LEAST_LIST and is_list(page, last, end) else last


def _without_tail(page: LineTable, first: int, last: int) -> int:
    """The end without last blocks that speak of something else: notes on authors, appeals, other stories' teasers.

    Blocks are parted by two short lines or a closing heading. A block belongs to the reporting by the words it shares
    with what stands before it.
    """
    blocks = _blocks(page, first, last)
    while len(blocks) > 1:
        begin, end = blocks[-1]
        length, rest = _words(page, begin, end), _words(page, first, begin)
        if rest < LEAST_REPORT or length > TAIL_SHARE * rest:
            break
        own = body_words(page, begin, BELOW, end)
        before = body_words(page, first, 3 * BELOW, begin)
        if own and len(own & before) >= TAIL_LIKENESS * len(own):
            break
        blocks.pop()
    return blocks[-1][1] if blocks else last


def _words(page: LineTable, first: int, last: int) -> int:
    """Words of the paragraphs in a range."""
    return sum(s.words for s in page.shapes[first:last] if s.kind == "prose")


def _blocks(page: LineTable, first: int, last: int) -> list[tuple[int, int]]:
    """Runs of paragraphs within the range."""
    blocks: list[tuple[int, int]] = []
    begin, gap = first, 0
    end = first
    for number in range(first, last):
        shape = page.shapes[number]
        if shape.kind not in {"prose", "caption"}:
            parts = not (shape.boilerplate and interrupts(page.lines[number].text))
            gap += 3 if shape.boilerplate == "closes" else parts
            continue
        if gap >= 2 and end > begin:
            blocks.append((begin, end))
            begin = number
        gap = 0
        end = number + 1
    if end > begin:
        blocks.append((begin, end))
    return blocks
