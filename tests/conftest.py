"""Fixtures that several test folders share: the language model is loaded once, and reads texts as the product does."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from assets.enriched.annotate.annotate import Source, annotate
from assets.enriched.annotate.records import Annotation, Context
from assets.reference import SEEDS

settings.register_profile("communique", deadline=None)  # a slow machine is no fault of the code
settings.load_profile("communique")

ReadText = Callable[..., Annotation]


@pytest.fixture(scope="session")
def read_text() -> ReadText:
    """Annotates a text whose lines are its paragraphs; keyword arguments are those of Context."""

    def read(text: str, reference_on: dt.date | None = dt.date(2024, 5, 15), **context: object) -> Annotation:
        segments = []
        at = 0
        for line in text.split("\n"):
            if line.strip():
                segments.append((at, at + len(line), "paragraph"))
            at += len(line) + 1
        known = {"published_on": reference_on} | context
        source = Source(text, tuple(segments), Context("0" * 32, reference_on=reference_on, **known))  # type: ignore[arg-type]
        return next(annotate([source]))

    return read


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HOME of a store that one run over the sample documents has published. Tests read it and change nothing."""
    home = tmp_path_factory.mktemp("samples")
    command = [sys.executable, "-m", "pipelines.cli", "run", "--inbox", str(SEEDS / "documents"), "--home", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (home / "said.txt").write_text(done.stdout, encoding="utf-8")
    return home
