"""Writes which licence every locked requirement has into the documentation: `python -m checks.pages.licences DOCS`.

Here belongs reading the lock and the metadata of what is installed. Which licences are allowed, how packages spell
theirs, and what metadata does not say, is data: `[tool.communique.licences]` in pyproject.toml.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCKED = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)
SHORT = 60  # characters: what is longer is the licence's text, not its name
INTRODUCTION = """\
# Licences

What is installed beside communique at run time (`requirements.lock`), by the packages' own metadata, as SPDX
expressions. Written by `make docs`; do not edit. Of a choice (`OR`) we take what is allowed; the licences that are, and
what metadata leaves unsaid, stand in `pyproject.toml` (`[tool.communique.licences]`). A test holds every requirement to
them. communique itself is licensed under the [Apache License 2.0](../LICENSE); [NOTICE](../NOTICE) says what its
reference data comes from.
"""


class LicenceError(ValueError):
    """A requirement whose licence is not known; the message says where to put it down."""


@dataclass(frozen=True)
class Licensed:
    """A locked requirement: its versions (more than one where they hang on the machine) and its SPDX expression."""

    name: str
    versions: tuple[str, ...]
    licence: str


def settings() -> dict[str, Any]:
    """`allowed`: SPDX names; `spelt`: how metadata spell them; `said`: by package, what its metadata leave unsaid."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = project["tool"]["communique"]["licences"]
    return found


def locked(lock: str) -> dict[str, tuple[str, ...]]:
    """By name, the versions that a lock file pins."""
    found: dict[str, tuple[str, ...]] = {}
    for name, version in LOCKED.findall(lock):
        found[name] = (*found.get(name, ()), version)
    return found


def licensed(lock: str, told: Mapping[str, Any]) -> Iterator[Licensed]:
    """Every requirement of a lock file with its licence. Raises LicenceError where one is not known."""
    for name, versions in sorted(locked(lock).items()):
        yield Licensed(name, versions, told["said"].get(name) or _licence(name, told["spelt"]))


def _licence(name: str, spelt: Mapping[str, str]) -> str:
    """What a package's metadata say: an expression, else the name of a licence, else its classifiers."""
    try:
        held = metadata.metadata(name)
    except metadata.PackageNotFoundError as error:
        raise LicenceError(
            f"{name} is not installed here: put its licence down under `said` in pyproject.toml"
        ) from error
    if "License-Expression" in held:
        return held["License-Expression"]
    text = held["License"] if "License" in held else ""  # noqa: SIM401 (it is no dictionary)
    if text and len(text) <= SHORT and text in spelt:
        return spelt[text]
    classes = [c.rpartition(" :: ")[2] for c in held.get_all("Classifier") or [] if c.startswith("License ::")]
    if len(classes) == 1 and classes[0] in spelt:
        return spelt[classes[0]]
    raise LicenceError(f"{name} says {text[:SHORT]!r} {classes}: put its licence down under `said` in pyproject.toml")


def allowed(expression: str, names: frozenset[str]) -> bool:
    """Whether what an SPDX expression asks is among the allowed licences. Raises LicenceError where it is none."""
    words = re.sub(r"[\w.+-]+", lambda m: {"AND": "and", "OR": "or"}.get(m[0], str(m[0] in names)), expression)
    try:
        return _holds(ast.parse(words, mode="eval").body)
    except SyntaxError as error:
        raise LicenceError(f"{expression} is no SPDX expression") from error


def _holds(node: ast.expr) -> bool:
    if isinstance(node, ast.BoolOp):
        held = map(_holds, node.values)
        return all(held) if isinstance(node.op, ast.And) else any(held)
    if isinstance(node, ast.Constant):
        return bool(node.value)
    raise LicenceError(f"{ast.unparse(node)} is no part of an SPDX expression")


def page() -> str:
    """The page: a line a requirement."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    rows = (f"| {one.name} | {', '.join(one.versions)} | {one.licence} |" for one in licensed(lock, settings()))
    return "\n".join([INTRODUCTION, "| package | version | licence |", "|---|---|---|", *rows, ""])


if __name__ == "__main__":
    (Path(sys.argv[1]) / "licences.md").write_text(page(), encoding="utf-8")
