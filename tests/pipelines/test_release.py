"""Releases, of a small project in a repository of its own: what stands in the way is said, what is made is whole."""

import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest

from pipelines import release
from runtime.store import FORMAT

PROJECT = """[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "small"
version = "1.2.0"

[tool.hatch.build.targets.wheel]
only-include = ["small.py"]
"""
CHANGELOG = "# Changelog\n\n## Unreleased\n\n## 1.2.0\n\n- A thing was added.\n\n## 1.1.0\n\n- The first.\n"


def git(root: Path, *arguments: str) -> str:
    own = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *own, *arguments], cwd=root, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "a")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    folder = tmp_path / "small"
    store = folder / "tests" / "stores" / f"layout_{FORMAT}" / "snapshot"
    store.mkdir(parents=True)
    (store / "runs.parquet").write_text("")
    (folder / "pyproject.toml").write_text(PROJECT)
    (folder / "small.py").write_text("ANSWER = 42\n")
    (folder / "CHANGELOG.md").write_text(CHANGELOG)
    (folder / ".gitignore").write_text("dist\n")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Begin")
    return folder


def commit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    path.write_text(path.read_text().replace(old, new))
    git(root, "commit", "-qam", "Change")


def test_a_release_is_wheel_sdist_sbom_hashes_and_a_tag(root: Path) -> None:
    assert list(release.problems(root)) == []
    out = root / "dist"
    out.mkdir()
    with pytest.raises(FileNotFoundError, match="make sbom"):
        release.build(root, out)
    (out / release.SBOM).write_text("{}")
    made = release.build(root, out)
    assert [path.name for path in made] == [
        release.SBOM, "small-1.2.0-py2.py3-none-any.whl", "small-1.2.0.tar.gz", release.HASHES
    ]  # fmt: skip
    assert "small.py" in zipfile.ZipFile(made[1]).namelist()
    told = {line.split()[1]: line.split()[0] for line in made[-1].read_text().splitlines()}
    assert told == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made[:-1]}
    assert "A thing was added." in git(root, "tag", "-n9", "--list", "v1.2.0")
    assert "The first." not in git(root, "tag", "-n9", "--list", "v1.2.0")
    assert list(release.problems(root)) == ["the tag v1.2.0 is there already: raise the version in pyproject.toml"]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("pyproject.toml", "1.2.0", "1.3.0", "CHANGELOG.md tells nothing of 1.3.0"),
        ("CHANGELOG.md", "## Unreleased\n", "## Unreleased\n\n- More.\n", "CHANGELOG.md has lines below Unreleased"),
    ],
)
def test_what_is_not_told_stands_in_the_way(root: Path, name: str, old: str, new: str, said: str) -> None:
    commit(root, name, old, new)
    (problem,) = release.problems(root)
    assert problem.startswith(said)


def test_a_tree_that_is_not_committed_stands_in_the_way(root: Path) -> None:
    (root / "small.py").write_text("ANSWER = 43\n")
    (problem,) = release.problems(root)
    assert problem == "the tree is not clean (1 files, first small.py): commit, or put away"


def test_a_layout_without_a_stored_store_stands_in_the_way(root: Path) -> None:
    git(root, "rm", "-rq", "tests")
    git(root, "commit", "-qm", "Forget")
    (problem,) = release.problems(root)
    assert problem.startswith(f"there is no small store of layout {FORMAT}")
