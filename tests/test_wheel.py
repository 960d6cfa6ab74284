"""The wheel holds all that is needed: installed into a bare environment it reads, publishes and answers."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from runtime.version import PACKAGES, ROOT

STORY = "{place}, March {day}, 2024 (MPA) -- Foreign Minister {one} met {other} in {place} on the talks.\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `pip` would build it from the sources."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


class Bare:
    """An environment that holds the wheel, sees the locked requirements, and nothing of the sources."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        venv.create(folder / "env", with_pip=False)
        self.bin, self.cwd = folder / "env" / "bin", folder / "empty"
        self.cwd.mkdir()
        (packages,) = (folder / "env" / "lib").glob("python*/site-packages")
        (packages / "requirements.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "--python", str(self.bin / "python"), "install", "--quiet", "--no-deps"]
        subprocess.run([*pip, "--no-index", "--disable-pip-version-check", str(wheel)], check=True)

    def said(self, arguments: Sequence[str]) -> str:
        """What the command says, which must end well; nothing of these tests' surroundings leads it to the sources."""
        left_out = {"PYTHONPATH", "COMMUNIQUE_HOME", "COMMUNIQUE_INBOX", "DAGSTER_HOME"}
        env = {name: value for name, value in os.environ.items() if name not in left_out} | {"COLUMNS": "200"}
        done = subprocess.run(arguments, cwd=self.cwd, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def communique(self, *arguments: str) -> str:
        """The installed command, in the empty folder."""
        return self.said([str(self.bin / "communique"), *arguments])


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Bare:
    """The wheel installed, and two documents published by it into the folder's default store."""
    installed = Bare(tmp_path_factory.mktemp("bare"), wheel)
    inbox = installed.cwd / "inbox"
    inbox.mkdir()
    told = (("a", "BEIJING", 2, "Wang Yi", "Antony Blinken"), ("b", "SEOUL", 3, "Cho Tae-yul", "Yoko Kamikawa"))
    for name, place, day, one, other in told:
        text = STORY.format(place=place, day=day, one=one, other=other)
        (inbox / f"{name}.txt").write_text(text, encoding="utf-8")
    assert "published" in installed.communique("run", "--inbox", "inbox", "--home", "home", "--workers", "1")
    return installed


@pytest.mark.slow
def test_every_file_of_code_and_data_is_in_the_wheel(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for folder in (*PACKAGES, "seeds/reference", "seeds/documents", "seeds/gold")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    } | {"seeds/sentinels.yaml"}
    assert len(wanted) > 300
    assert wanted - held == set()
    assert any(name.startswith("seeds/reference/event_reader/") and name.endswith(".onnx") for name in held)
    assert not [name for name in held if name.startswith(("tests/", "training/", "docs/")) or "__pycache__" in name]


@pytest.mark.slow
def test_what_runs_is_the_wheel_and_not_the_sources(bare: Bare) -> None:
    code = "import assets, checks, pipelines, runtime; print(assets.__file__, pipelines.__file__)"
    assert str(ROOT) not in bare.said([str(bare.bin / "python"), "-c", code]).replace(str(bare.bin), "")


@pytest.mark.slow
def test_two_documents_are_published_and_asked_for(bare: Bare) -> None:
    said = bare.communique("sql", "SELECT source_uri FROM documents ORDER BY 1", "--format", "csv", "--home", "home")
    assert said.split() == ["source_uri", "a.txt", "b.txt"]
    assert "Blinken" in bare.communique("show", "Antony Blinken", "--home", "home")
    assert (bare.cwd / "home" / "brief.html").stat().st_size > 0


@pytest.mark.slow
def test_the_other_commands_answer(bare: Bare) -> None:
    assert "--allow-host" in bare.communique("ui", "--help")
    doctor = bare.communique("doctor", "--deep", "--home", "home")
    assert "reference data" in doctor
    assert "1 row" in bare.communique("search", "Blinken", "--home", "home")
    assert bare.communique("--version").startswith("communique 0.")
