"""Search: words in any form, case and accent; more words first; the sentence that shows them."""

from pathlib import Path
from typing import Any

import pytest

from assets.tables.questions.asking import asked
from tests.tables.conftest import answers, article, fill

TEXTS = {
    1: ("Harvest is late", ["The harvest is late.", "Rain fell on Erdoğan's palace."]),
    2: ("Ministers end radar dispute", ["They met.", "The radar disputes of the navies are over, they said."]),
    3: ("Radar sold", ["A radar was sold to Portugal.", "The radar is old.", "No dispute arose over the port."]),
    4: ("Nothing", ["The news was disputed."]),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Path:
    held: dict[str, list[dict[str, Any]]] = {"articles": [], "sentences": []}
    for number, (title, sentences) in TEXTS.items():
        body = " ".join(sentences)
        held["articles"].append(article(number, "O") | {"title": title, "body": body, "word_count": len(body.split())})
        held["sentences"] += [
            {
                "document_id": f"{number:032x}",
                "sentence_no": n,
                "paragraph_no": 0,
                "raw_start": n,
                "raw_end": n + 1,
                "text": text,
            }
            for n, text in enumerate(sentences)
        ]
    return fill(tmp_path_factory.mktemp("search") / "w.duckdb", held)


def search(path: Path, words: str) -> list[int]:
    return [int(row["document_id"], 16) for row in answers(path, "FROM search(?)", [words])]


def test_articles_with_more_of_the_words_come_first_and_titles_count(found: Path) -> None:
    assert search(found, "radar dispute") == [2, 3, 4]


@pytest.mark.parametrize("words", ["DISPUTE", "disputes", "disputed"])
def test_a_word_is_found_in_its_forms(found: Path, words: str) -> None:
    assert sorted(search(found, words)) == [2, 3, 4]


@pytest.mark.parametrize(
    ("words", "articles"), [("erdogan", [1]), ("Erdoğan", [1]), ("port", [3]), ("new", []), ("", []), ("it's \\ (", [])]
)
def test_accents_and_other_words_do_not_matter(found: Path, words: str, articles: list[int]) -> None:
    assert search(found, words) == articles


def test_a_connection_that_may_load_nothing_can_search(found: Path) -> None:
    with asked(found, {}, "SELECT document_id FROM search('radar dispute')") as answer:
        assert [int(row[0], 16) for row in answer.fetchall()] == [2, 3, 4]


def test_the_sentence_is_the_one_that_holds_most_of_the_words(found: Path) -> None:
    [first, *_] = answers(found, "FROM search('radar dispute')")
    assert first["sentence"] == "The radar disputes of the navies are over, they said."
    assert first["words_found"] == 2
