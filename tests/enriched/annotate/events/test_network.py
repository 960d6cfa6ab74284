"""The trained network at work: the model's files are checked, and what it says of a text depends on nothing else."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assets.enriched.annotate.events import network
from assets.enriched.annotate.events.pieces import pieces_of
from assets.enriched.annotate.events.readings import read
from assets.enriched.annotate.events.words import Article
from assets.reference import ReferenceFileError, sealed

ReadArticle = Callable[..., Article]
TEXT = "Norwegian Defence Minister Kari Lund met her Danish counterpart, Jens Holm, in Oslo on Monday."
LONG = " ".join(f"Kari Lund met Jens Holm for the {n}th time in town {n} and spoke of trade." for n in range(60))


FILES = ("encoder.onnx", "heads.npz", "tokenizer.json", "confidence.json")


def test_the_shipped_files_are_those_that_the_manifest_names() -> None:
    assert set(sealed(network.MODEL)["sha256"]) == set(FILES)


def test_the_model_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in network.MODEL.iterdir()) < 30 * 1024 * 1024


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("fault", ["missing", "changed"])
def test_a_file_that_is_not_the_released_one_is_refused(tmp_path: Path, name: str, fault: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(network.MODEL, folder)
    if fault == "missing":
        (folder / name).unlink()
    else:
        with (folder / name).open("ab") as file:
            file.write(b" ")
    with pytest.raises(ReferenceFileError, match=name):
        sealed(folder)


def test_without_a_manifest_nothing_is_read(tmp_path: Path) -> None:
    with pytest.raises(ReferenceFileError, match="manifest"):
        sealed(tmp_path)


def test_the_model_card_is_shipped_and_names_what_it_was_made_of() -> None:
    card = (network.MODEL / "MODEL_CARD.md").read_text(encoding="utf-8")
    told = json.loads((network.MODEL / "manifest.json").read_text(encoding="utf-8"))
    assert f"{told['documents']:,}" in card
    assert f"{told['events']:,}" in card


def test_a_text_is_read_alike_whatever_was_read_before(read_article: ReadArticle) -> None:
    article, other = read_article(TEXT), read_article(LONG)
    first = network.encode(pieces_of(article))
    network.encode(pieces_of(other))
    assert np.array_equal(first, network.encode(pieces_of(article)))


def test_every_word_of_a_long_text_has_a_vector(read_article: ReadArticle) -> None:
    article = read_article(LONG)
    assert network.encode(pieces_of(article)).shape == (len(article), network.WIDTH)


def test_probabilities_are_probabilities(read_article: ReadArticle) -> None:
    article = read_article(TEXT)
    readings = read(article)
    assert readings.mentions
    for mention in readings.mentions:
        for chances in (mention.kinds, mention.statuses, *mention.roles.values()):
            assert float(chances.sum()) == pytest.approx(1, abs=1e-4)
            assert float(chances.min()) >= 0
        assert sum(mention.days.values()) == pytest.approx(1, abs=1e-4)
        assert sum(mention.places.values()) == pytest.approx(1, abs=1e-4)


def test_a_text_without_words_tells_nothing(read_article: ReadArticle) -> None:
    assert read(read_article(" ")).mentions == []
