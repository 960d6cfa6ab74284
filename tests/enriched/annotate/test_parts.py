"""Very long documents: what is read in parts covers the same text, and what the parts say is one annotation."""

import datetime as dt
import random

import pytest

from assets.enriched.annotate import parts
from assets.enriched.annotate.annotate import Source, annotate
from assets.enriched.annotate.records import Annotation, Context, EventMention, Sentence, Telling
from assets.enriched.step import annotate_batch

DAY = dt.date(2019, 10, 8)
REPORT = (
    "French Defence Minister Florence Parly met her counterpart, Annegret Kramp-Karrenbauer, in Paris on Tuesday.",
    '"We agreed on joint patrols," Parly said after the talks.',
    "The United Nations welcomed the accord.",
)


def source(*lines: str) -> Source:
    text, segments = "\n\n".join(lines), []
    at = 0
    for line in lines:
        segments.append((at, at + len(line), "paragraph"))
        at += len(line) + 2
    return Source(text, tuple(segments), Context("0" * 32, published_on=DAY, reference_on=DAY))


def test_a_text_within_the_bound_is_one_part() -> None:
    whole = source(*REPORT)
    assert parts.parts(whole) == [whole]


@pytest.mark.parametrize("seed", range(5))
def test_parts_hold_every_character_once_and_none_is_too_long(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(parts, "PART", 300)
    draw = random.Random(seed)
    words = ["word", "Oslo.", "said", "x" * 700, "ende!", "”", "\t"]
    whole = source(*(" ".join(draw.choices(words, k=draw.randint(1, 90))) for _ in range(20)))
    own = [s for part in parts.parts(whole) for s in part.segments]
    assert all(sum(e - s for s, e, _ in part.segments) <= 300 for part in parts.parts(whole))
    held = [n for start, end, _ in own for n in range(start, end)]
    assert held == [n for start, end, _ in whole.segments for n in range(start, end)]


def test_a_cut_stands_behind_a_sentence_where_one_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 400)
    whole = source("The minister said so in Oslo. " * 60)
    ends = [whole.raw_text[part.segments[-1][1] - 2 : part.segments[-1][1]] for part in parts.parts(whole)]
    assert set(ends) == {". "}


def texts(whole: Source, annotation: Annotation) -> list[str]:
    return [whole.raw_text[m.start : m.end] for m in annotation.mentions]


def test_what_the_parts_say_is_one_annotation(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = source(*REPORT, *REPORT)
    (single,) = annotate([whole])
    monkeypatch.setattr(parts, "PART", sum(map(len, REPORT)) + 10)
    assert len(parts.parts(whole)) == 2
    (joined,) = annotate_batch([whole])
    assert texts(whole, joined) == texts(whole, single)
    assert [s.sentence_no for s in joined.sentences] == list(range(6))
    assert [s.paragraph_no for s in joined.sentences] == list(range(6))
    named = [(e.kind, e.key or e.name) for e in joined.entities]
    assert len(named) == len(set(named))
    assert {joined.entities[m.entity].name for m in joined.mentions if m.kind == "person" and m.entity is not None} == {
        "Florence Parly",
        "Annegret Kramp-Karrenbauer",
    }
    places = [(m.sentence_no, m.start) for m in joined.mentions] + [(e.sentence_no, e.start) for e in joined.events]
    for number, start in places + [(q.sentence_no, q.start) for q in joined.statements]:
        assert joined.sentences[number].start <= start < joined.sentences[number].end
    assert speakers(joined) == speakers(single) != []


def speakers(annotation: Annotation) -> list[str]:
    said = [s.entity for q in annotation.statements for s in q.speakers if s.entity is not None]
    return [annotation.entities[entity].name for entity in said]


def test_a_batch_of_long_and_short_texts_keeps_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 120)
    batch = [source(*REPORT), source("They met in Oslo."), source(*REPORT[1:])]
    assert [len(a.sentences) for a in annotate_batch(batch)] == [3, 1, 2]


def test_the_places_where_an_act_of_a_later_part_is_told_are_counted_on() -> None:
    one = Annotation("0" * 32, sentences=[Sentence(0, 0, 0, 9)])
    act = EventMention(1, 30, 39, 33, 36, "CONSULT", "meeting", tellings=[Telling(1, 30, 39, 33, 36)])
    other = Annotation("0" * 32, sentences=[Sentence(0, 0, 20, 29), Sentence(1, 1, 30, 39)], events=[act])
    (event,) = parts.join([one, other]).events
    assert [event.sentence_no, *(telling.sentence_no for telling in event.tellings)] == [2, 2]
