"""Versions: a step's version changes with all that its outcome depends on, and with nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assets import reference
from runtime import version

FILES = {
    "assets/__init__.py": "",
    "assets/left.py": "import re\nfrom assets.deep import inner\nDATA = read_csv('names')\n",
    "assets/deep/__init__.py": "",
    "assets/deep/inner.py": "HERE = read_yaml('rules/verbs')\n",
    "assets/right.py": "from assets import left\nx = 1\n",
    "seeds/reference/names.csv": "a,b\n",
    "seeds/reference/rules/verbs.yaml": "- say\n",
    "seeds/reference/unread.csv": "a\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(version, "ROOT", tmp_path)
    monkeypatch.setattr(version, "REFERENCE", tmp_path / "seeds" / "reference")
    version.step_version.cache_clear()
    yield tmp_path
    version.step_version.cache_clear()


def of_left() -> str:
    version.step_version.cache_clear()
    return version.step_version("assets.left")


MATTERS = ("assets/left.py", "assets/deep/inner.py", "seeds/reference/names.csv")


@pytest.mark.parametrize("name", [*MATTERS, "seeds/reference/rules/verbs.yaml"])
def test_a_change_that_matters_changes_the_version(root: Path, name: str) -> None:
    before = of_left()
    (root / name).write_text(FILES[name] + "\n# more\n")
    assert of_left() != before


@pytest.mark.parametrize("name", ["assets/right.py", "seeds/reference/unread.csv"])
def test_a_change_elsewhere_does_not(root: Path, name: str) -> None:
    before = of_left()
    (root / name).write_text(FILES[name] + "\n# more\n")
    assert of_left() == before


def test_every_reference_file_is_named_by_code_that_reads_it() -> None:
    sources = [p for package in version.PACKAGES for p in (version.ROOT / package).rglob("*.py")]
    names: set[str] = set()
    for path in sources:
        names |= version._literals(path.read_text(encoding="utf-8"))
    files = {p for p in reference.REFERENCE.rglob("*") if p.is_file()}
    assert files - set(version.reference_files(names)) == set()


def test_annotation_depends_on_what_it_reads_and_not_on_what_comes_later() -> None:
    names = {p.relative_to(version.ROOT).as_posix() for p in version._closure("assets.enriched.annotate.annotate")}
    assert "assets/enriched/annotate/text/language_model.py" in names
    assert "assets/reference.py" in names
    assert not [n for n in names if n.startswith(("assets/enriched/resolve", "assets/tables", "pipelines"))]
