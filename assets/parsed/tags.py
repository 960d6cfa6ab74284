"""Collects a page's own key words: comma-separated lists, runs of short values, "Tags:" lines.

Here belong tags. Sections belong to `origin`.
"""

import re

from assets.parsed.draft import Draft, key
from assets.parsed.vocabulary import furniture, plain, words

MOST = 40
_PARTS = re.compile(r"\s*[,;|]\s*")


def find_tags(draft: Draft, outlet: str | None, section: str | None) -> tuple[list[str], set[int]]:
    """The tags in the order in which they are met, and the lines that hold them."""
    found: list[str] = []
    lines: set[int] = set()
    for number, value in draft.labelled.items():
        if value.role == "tag":
            found += _PARTS.split(draft.raw_text[value.start : value.end].strip())
            lines.add(number)
    if draft.manner == "values":
        for number in range(len(draft.lines)):
            if _is_keyword_line(draft, number):
                found += _PARTS.split(draft.lines[number].text)
                lines.add(number)
        for run in _runs(draft):
            found += [draft.lines[n].text for n in run]
            lines.update(run)
    elif not found:
        run = _under_heading(draft)
        found += [draft.lines[n].text for n in run]
        lines.update(run)
    kept = {key(tag): tag for tag in reversed(found) if _is_tag(tag, outlet)}
    return list(dict(reversed(list(kept.items()))).values())[:MOST], lines


def _is_tag(tag: str, outlet: str | None) -> bool:
    return bool(key(tag)) and len(tag) <= 60 and (outlet is None or key(tag) != key(outlet)) and "//" not in tag


def _is_keyword_line(draft: Draft, number: int) -> bool:
    """A list of key words, tight or spaced, that is no title and no names of authors."""
    first, last = draft.body
    return (
        draft.shapes[number].kind == "list"
        and number != draft.title
        and not first <= number < last
        and draft.roles[number] is None
        and "|" not in draft.lines[number].text
    )


def _runs(draft: Draft) -> list[list[int]]:
    """Runs of short values behind a time stamp or a section: the page's topics, one a line."""
    runs: list[list[int]] = []
    run: list[int] = []
    anchored = False
    for number in range(len(draft.lines) + 1):
        if number < len(draft.lines) and _may_be_tag(draft, number):
            if not run:
                anchored = _is_anchor(draft, number - 1)
            run.append(number)
            continue
        if len(run) >= 2 and anchored:
            runs.append(run)
        run = []
    return runs


def _may_be_tag(draft: Draft, number: int) -> bool:
    shape, line = draft.shapes[number], draft.lines[number]
    first, last = draft.body
    if draft.roles[number] is not None or number == draft.title or first <= number < last:
        return False
    return (
        shape.kind in {"label", "heading", "slug", "language"}
        and shape.words <= 4
        and not furniture(line.text, shape.words)
    )


def _is_anchor(draft: Draft, number: int) -> bool:
    """Topics follow a time stamp in a page's own metadata."""
    return 0 <= number < len(draft.lines) and draft.shapes[number].kind == "stamp"


def _under_heading(draft: Draft) -> list[int]:
    """Short lines under a "Topics" or "Tags" heading soon behind the reporting."""
    _, last = draft.body
    for number in range(last, min(len(draft.lines), last + 40)):
        if plain(draft.lines[number].text) in {
            "tags",
            "topics",
            "filed under",
            "related topics",
            "topics in this article",
            "in this article",
            "more about",
        }:
            run = []
            for below in range(number + 1, min(len(draft.lines), number + 16)):
                if draft.shapes[below].kind not in {"label", "heading"} or draft.shapes[below].words > 4:
                    break
                if draft.shapes[below].furniture == "closes":
                    break
                run.append(below)
            return run
    return []


def topic_addresses(draft: Draft) -> set[str]:
    """Keys of the addresses that are pages of topics."""
    found = set()
    for line, shape in zip(draft.lines, draft.shapes, strict=True):
        if shape.kind == "url":
            parts = line.text.lower().rstrip("/").split("/")
            if len(parts) > 1 and parts[-2] in words("topic_paths"):
                found.add(key(parts[-1]))
    return found
