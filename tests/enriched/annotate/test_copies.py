"""Copies of a report are read once, and what is said of each is what it says when it is read alone."""

import datetime as dt
import importlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from spacy.tokens import Doc

from assets.enriched.annotate.annotate import Source, annotate
from assets.enriched.annotate.records import Context
from assets.enriched.annotate.text.language_model import PARSING
from assets.enriched.step import alike

DAY = dt.date(2019, 10, 8)
BODY = (
    "French Defence Minister Florence Parly met her counterpart, Annegret Kramp-Karrenbauer, in Paris on Tuesday.",
    '"We agreed on joint patrols," Parly said after the talks. She will visit Berlin next month.',
    "The United Nations welcomed the accord.",
)


def source(identity: str, *lines: tuple[str, str], outlet: str | None = None, day: dt.date = DAY) -> Source:
    text, segments, at = "\n".join(line for _, line in lines), [], 0
    for role, line in lines:
        segments.append((at, at + len(line), role))
        at += len(line) + 1
    context = Context(identity * 32, published_on=day, reference_on=day, outlet=outlet, dateline_span=(at, at + 1))
    return Source(text, tuple(segments), context)


def body(gap: str = " ") -> list[tuple[str, str]]:
    return [("paragraph", line.replace(" ", gap)) for line in BODY]


FIRST = source("a", ("title", "Ministers agree on patrols"), *body(), outlet="Harbour Post")
COPIES = [
    source("b", ("boilerplate", "HOME | WORLD"), ("title", "Ministers agree on patrols"), *body("  "), outlet="Ledger"),
    source("c", ("title", "Ministers agree on patrols"), *body(), ("boilerplate", "Share this")),
]
OTHERS = [
    source("d", ("title", "Ministers agree on patrols"), *body(), day=DAY + dt.timedelta(days=40)),
    source("e", ("title", "Paris and Berlin to patrol together"), *body()),
]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the parser has read, paragraph by paragraph."""
    module = importlib.import_module("assets.enriched.annotate.parsing.parse")
    seen: list[str] = []
    apply = module.apply

    def heard(parts: Iterable[str], docs: Iterable[Doc], batch: int) -> Iterator[Doc]:
        for doc in apply(parts, docs, batch):
            if parts is PARSING:
                seen.append(doc.text)
            yield doc

    monkeypatch.setattr(module, "apply", heard)
    return seen


def test_copies_say_what_each_says_alone(read: list[str]) -> None:
    together = list(annotate([FIRST, *COPIES, *OTHERS]))
    at_once = len(read)
    assert together == [next(annotate([one])) for one in [FIRST, *COPIES, *OTHERS]]
    assert [a.document_id[0] for a in together] == ["a", "b", "c", "d", "e"]
    assert at_once == len(BODY) + 2  # two headlines
    assert together[0].events
    assert together[0].statements


def test_spans_lead_into_the_text_of_each(read: list[str]) -> None:
    for one, annotation in zip([FIRST, *COPIES], annotate([FIRST, *COPIES]), strict=True):
        names = {" ".join(one.raw_text[m.start : m.end].split()) for m in annotation.mentions}
        assert {"Florence Parly", "Annegret Kramp-Karrenbauer", "United Nations"} <= names
        said = [" ".join(one.raw_text[s.start : s.end].split()) for s in annotation.statements]
        assert "We agreed on joint patrols" in said


def test_what_is_changed_in_one_copy_is_not_changed_in_another(read: list[str]) -> None:
    first, second, _ = annotate([FIRST, *COPIES])
    first.mentions[0].kind = "forum"
    first.entities[0].aliases.append("changed")
    assert [second] == list(annotate([COPIES[0]]))


def test_copies_stand_together_in_order() -> None:
    moved = replace(FIRST, raw_text=FIRST.raw_text)
    others = [source("f", ("title", "Zinc"), ("paragraph", "Another report begins otherwise and goes on for a while."))]
    order = sorted([FIRST, *others, *COPIES[1:], *OTHERS, moved], key=alike)
    assert order.index(others[0]) in (0, len(order) - 1)
    assert alike(source("g", ("boilerplate", "HOME"))) == ""
