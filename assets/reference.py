"""Reads the knowledge in `seeds/reference`: CSV and YAML files with a header comment on their origin.

Here belongs the reading; what the files say belongs to the stages that use them. Nothing is cached between different
folders; a file is read once a process.
"""

import csv
import hashlib
import importlib.util
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
REFERENCE = SEEDS / "reference"


class ReferenceFileError(RuntimeError):
    """A reference file is missing or is not what its reader expects; the message names the file and the line."""


@cache
def read_csv(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `seeds/reference/NAME.csv` as dicts of stripped strings; lines that begin with `#` are comments.

    Raises ReferenceFileError where the file is missing or a row has more cells than the header.
    """
    path = REFERENCE / f"{name}.csv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ReferenceFileError(
            f"the reference file {path} cannot be read ({error}): install the project again"
        ) from error
    rows = []
    for row in csv.DictReader(line for line in lines if line.strip() and not line.startswith("#")):
        if None in row or None in row.values():
            raise ReferenceFileError(f"{path}: the row {list(row.values())} does not fit the header {list(row)}")
        rows.append({key: value.strip() for key, value in row.items()})
    return tuple(rows)


@cache
def read_yaml(name: str) -> Any:
    """The content of `seeds/reference/NAME.yaml`. Raises ReferenceFileError where it is missing or not YAML."""
    path = REFERENCE / f"{name}.yaml"
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise ReferenceFileError(
            f"the reference file {path} cannot be read ({error}): install the project again"
        ) from error


@cache
def sealed(folder: Path) -> Mapping[str, Any]:
    """The manifest of a folder of made files, once each of these is found to be the one whose hash it holds.

    Raises ReferenceFileError where the manifest or a file is missing, or a file is another.
    """
    path = folder / "manifest.json"
    try:
        manifest: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        compare(folder, manifest["sha256"], path)
    except (OSError, ValueError, KeyError) as error:
        raise ReferenceFileError(
            f"{path}, or a file it names, cannot be read ({error}): install the project again"
        ) from error
    return manifest


def compare(folder: Path, hashes: Mapping[str, str], told_by: object) -> None:
    """Finds the files of a folder, by name, to be those of these hashes. Raises OSError, and ReferenceFileError."""
    for name, wanted in hashes.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != wanted:
            raise ReferenceFileError(f"{folder / name} is not the file that {told_by} names: install the project again")


@cache
def package(name: str) -> None:
    """Finds the files of an installed package to be those whose hashes `seeds/reference/NAME.yaml` holds.

    Raises ReferenceFileError where a file is missing or another.
    """
    told = read_yaml(name)
    found = importlib.util.find_spec(told["package"])
    folder = Path(next(iter(found.submodule_search_locations or ()), "")) if found is not None else Path()
    try:
        compare(folder, told["sha256"], f"{name}.yaml")
    except OSError as error:
        raise ReferenceFileError(
            f"a file of {told['package']} cannot be read ({error}): install the requirements again"
        ) from error


def split(cell: str) -> tuple[str, ...]:
    """The values of a CSV cell that holds several, separated by `|`."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
