"""The map for newcomers: its table is what the declarations say, its paths exist, and no folder is missing."""

import re

import pytest

from assets.contract import Table
from checks.pages.dictionary import with_decisions
from checks.registry import TABLES
from runtime.version import PACKAGES, ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_table_of_decisions_is_what_the_declarations_say() -> None:
    assert with_decisions(PAGE) == PAGE, "run make docs"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_is_decided_by_modules_that_exist(table: Table) -> None:
    named = {column for columns in table.decided_in.values() for column in columns.split()}
    assert named == {column.name for column in table.columns}
    for module in table.decided_in:
        assert (ROOT / "assets" / f"{module.replace('.', '/')}.py").is_file(), module


def test_every_folder_has_its_line_and_says_what_it_is_for() -> None:
    for package in PACKAGES:
        for file in (ROOT / package).rglob("__init__.py"):
            folder = file.parent.relative_to(ROOT).as_posix()
            assert folder == "assets" or f"| `{folder}` |" in PAGE
            assert len(file.read_text(encoding="utf-8").splitlines()) > 3, f"{folder}/__init__.py says too little"


def test_every_path_on_the_page_exists() -> None:
    paths = re.findall(r"`((?:assets|checks|pipelines|runtime|seeds|tests)/[\w/.]*)`", PAGE)
    assert len(paths) > 50
    assert [path for path in paths if not (ROOT / path).exists()] == []
