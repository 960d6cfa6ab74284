"""A store whose published warehouse holds the rows of the tables' tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipelines.cli import app
from tests.tables.conftest import ROWS, fill

Invoke = Callable[..., Result]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HOME of that store."""
    folder = tmp_path_factory.mktemp("home")
    fill(folder / "warehouse.duckdb", ROWS)
    return folder


@pytest.fixture
def invoke(home: Path) -> Invoke:
    """A command on that store, in this process."""

    def run(*words: str, text: str | None = None) -> Result:
        return CliRunner().invoke(app.app, [words[0], "--home", str(home), *words[1:]], input=text)

    return run
