"""Loaded once by the process that runs are forked of: all code of a run, and the models.

Here belongs that loading alone, which importing this module does. One sentence is read, as each worker would have to
load what that takes; the versions of steps are reckoned, which reads all code; nothing is asked of DuckDB or polars,
whose threads would not survive a fork.
"""

import importlib
import pkgutil
import tempfile
from pathlib import Path

import assets
import checks
import runtime
from assets.enriched.step import annotate_batch, annotate_step, source
from assets.parsed.step import parse_batch, parse_step
from assets.raw.readers.inbox import read_file
from assets.raw.records import RawDocument
from pipelines import definitions
from runtime.version import code_version

TEXT = "SEOUL, March 4, 2024 (MPA) -- Foreign Minister Ahn Gyu-back met Gen Nakatani in Seoul. They agreed to go on."
OF_DAGSTER = ("sqlite_storage", "event_log.sqlite", "runs.sqlite", "schedules.sqlite")

for _package in (assets, checks, runtime):
    for _module in pkgutil.walk_packages(_package.__path__, f"{_package.__name__}."):
        if ".build_" not in _module.name and not _module.name.endswith("__main__"):
            importlib.import_module(_module.name)
for _name in OF_DAGSTER:
    importlib.import_module(f"dagster._core.storage.{_name}")

definitions.defs.resolve_job_def("everything")
code_version()
with tempfile.TemporaryDirectory() as _folder:
    _path = Path(_folder, "a.txt")
    _path.write_text(TEXT, encoding="utf-8")
    _documents = [item for item in read_file(_path, _path.parent) if isinstance(item, RawDocument)]
    parse_step(_path), annotate_step(_path)
annotate_batch([source(d, p) for d, p in zip(_documents, parse_batch(_documents), strict=True)])
