"""The labels that the reader is trained on: they fit their texts, and those of others' texts hold no text."""

import hashlib

import pytest

from assets.enriched.annotate.events.acts import STATUSES
from assets.enriched.annotate.events.readings import KINDS, ROLES
from training.labels import OWN, TEST_FOLD, built, lines, own_fold

FILES = ("labels.jsonl", "labels_of_open_texts.jsonl", "second_readings.jsonl")
TEXTS = {line["id"]: line["text"] for line in lines(OWN / "articles.jsonl")}


def test_our_labels_fit_our_articles() -> None:
    for gold in lines(OWN / "labels.jsonl"):
        text = TEXTS[gold["id"]]
        assert hashlib.sha256(text.encode()).hexdigest() == gold["sha256"]
        for event in gold["events"]:
            for mention in event["mentions"]:
                (start, end), (first, last) = mention["span"], mention["trigger_span"]
                assert 0 <= start <= first < last <= end <= len(text)
                assert text[first:last].strip()


@pytest.mark.parametrize("file", FILES)
def test_labels_are_of_the_ontology(file: str) -> None:
    for gold in lines(OWN / file):
        for event in gold["events"]:
            assert event["event_kind"] in KINDS
            assert event["status"] in STATUSES
            assert event["mentions"]
            assert {p["role"] for p in event["participants"]} <= set(ROLES)
            assert (event["date_precision"] == "none") is (event["start_on"] is None and event["end_on"] is None)


@pytest.mark.parametrize("file", FILES[1:])
def test_labels_of_others_texts_hold_no_text(file: str) -> None:
    for gold in lines(OWN / file):
        assert set(gold) == {"id", "source", "sha256", "events"}
        assert all(set(m) == {"span", "trigger_span"} for event in gold["events"] for m in event["mentions"])


def test_about_one_document_in_ten_is_never_learned_from() -> None:
    tested = sum(own_fold(document_id) == TEST_FOLD for document_id in TEXTS)
    assert 0.05 < tested / len(TEXTS) < 0.16


def test_a_text_is_cut_at_a_paragraph_and_opens_with_title_and_place() -> None:
    line = {"title": "T", "place": "Oslo", "text": "\n\n".join(["word " * 300] * 3)}
    assert built(line).split("\n\n")[:2] == ["T", "Oslo"]
    assert len(built(line).split()) == 302
