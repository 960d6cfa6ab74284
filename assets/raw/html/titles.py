"""Chooses the headline among what a page offers: its h1, JSON-LD, OpenGraph and meta titles, and `<title>`.

Here belong the vote between them and the cutting of outlet suffixes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from assets.raw.html.jsonld import squeezed

SUFFIX = re.compile(r"\s{1,3}[|•·»«:]{1,2}\s{1,3}|\s{1,3}[-–—]{1,2}\s{1,3}|\s?\|\s?")
MIN_ALIKE = 45.0
MAX_SUFFIX_WORDS = 6
MIN_TITLE_WORDS = 3
MAX_TITLE = 500  # characters: the longest headlines have half as many; what is longer is a page gone wrong


@dataclass(frozen=True, slots=True)
class Candidate:
    """A title and its weight in the vote."""

    text: str
    weight: float


def headline(headings: Sequence[str], heads: Sequence[Candidate], outlets: Sequence[str]) -> str | None:
    """The headline. `headings` are the visible h1 in order; `heads` what the head declares; `outlets` names to cut off.

    The heading that is most like the declared titles weighs most, since it is what a reader sees; where it stands alone
    against declared titles that agree, they win.
    """
    headings = [h for h in headings if len(h) <= MAX_TITLE]
    heads = [c for c in heads if len(c.text) <= MAX_TITLE]
    cleaned = [Candidate(text, c.weight) for c in heads if (text := without_outlet(c.text, outlets, headings))]
    heading = best_heading(headings, [c.text for c in cleaned])
    candidates = ([Candidate(heading, 3.0)] if heading else []) + cleaned
    votes: dict[str, float] = {}
    for candidate in candidates:
        votes[squeezed(candidate.text)] = votes.get(squeezed(candidate.text), 0.0) + candidate.weight
    if not votes:
        return None
    winner = max(votes, key=lambda k: votes[k])
    return next(c.text for c in candidates if squeezed(c.text) == winner)


def best_heading(headings: Sequence[str], titles: Sequence[str]) -> str | None:
    """The h1 most like the declared titles, cut to the declared title where only a label stands before it."""
    if not titles:
        return headings[0] if headings else None
    scored = [(max(alike(h, t) for t in titles), -n) for n, h in enumerate(headings) if squeezed(h)]
    if not scored or max(scored)[0] < MIN_ALIKE:
        return None
    heading = headings[-max(scored)[1]]
    whole = squeezed(heading)
    labelled = [t for t in titles if squeezed(t) and whole.endswith(squeezed(t))]
    longest = max(labelled, key=len, default=heading)
    return longest if len(heading) - len(longest) <= 25 and len(longest.split()) >= MIN_TITLE_WORDS else heading


def alike(a: str, b: str) -> float:
    """0 to 100: how alike two titles are, their words in any order; a title within the other is wholly alike."""
    x, y = squeezed(a), squeezed(b)
    if min(len(x), len(y)) >= 12 and (x in y or y in x):
        return 90.0 + 10.0 * min(len(x), len(y)) / max(len(x), len(y))
    return float(fuzz.token_set_ratio(a.casefold(), b.casefold()) * 0.5 + fuzz.ratio(a.casefold(), b.casefold()) * 0.5)


def without_outlet(title: str, outlets: Sequence[str], headings: Sequence[str] = ()) -> str:
    """The title without the outlet, section or author that follows a separator."""
    title = " ".join(title.split())
    known = {squeezed(h) for h in headings}
    names = [n for n in map(squeezed, outlets) if n]
    cuts = list(SUFFIX.finditer(title))
    for cut in cuts:
        if squeezed(title[: cut.start()]) in known:
            return title[: cut.start()].strip()
    for cut in reversed(cuts):
        before, after = title[: cut.start()].strip(), title[cut.end() :].strip()
        if len(before.split()) < MIN_TITLE_WORDS and len(squeezed(before)) < 12:
            break
        tail = squeezed(after)
        named = any(tail == n or (len(tail) > 3 and (tail in n or n in tail)) for n in names) or not tail
        if named or ("|" in cut.group() and len(after.split()) <= MAX_SUFFIX_WORDS):
            title = before
        else:
            break
    return title
