"""The definitions: the graph is as drawn, both ways of loading agree, and every check that is declared is described."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import dagster as dg
import pytest
import yaml

from checks.catalogue import DESCRIPTIONS
from checks.registry import TABLES
from pipelines.definitions import defs
from runtime.version import ROOT

GRAPH = Path(__file__).with_name("graph.txt")


def drawn() -> str:
    """The asset graph as text: group, asset, kinds, and what it is made from."""
    graph = defs.resolve_asset_graph()
    lines = []
    for key in sorted(graph.get_all_asset_keys(), key=lambda k: (graph.get(k).group_name, k.to_user_string())):
        node = graph.get(key)
        parents = ", ".join(sorted(p.to_user_string() for p in node.parent_keys)) or "nothing"
        lines.append(f"{node.group_name:<9}{key.to_user_string():<20}{'+'.join(sorted(node.kinds)):<16}from {parents}")
    return "\n".join(lines) + "\n"


def test_the_graph_is_as_it_was_drawn() -> None:
    assert drawn() == GRAPH.read_text(encoding="utf-8")


def test_every_published_table_is_an_asset_with_its_description() -> None:
    graph = defs.resolve_asset_graph()
    for name, table in TABLES.items():
        if table.stage != "tables":
            assert graph.get(dg.AssetKey(name)).description == table.description


def test_every_declared_check_stands_on_its_asset_and_can_block() -> None:
    graph = defs.resolve_asset_graph()
    keys = {(key.asset_key.to_user_string(), key.name) for key in graph.asset_check_keys}
    assert keys == set(DESCRIPTIONS)
    assert all(graph.get_check_spec(key).blocking for key in graph.asset_check_keys)


def test_workspace_and_project_load_the_same_definitions() -> None:
    workspace = yaml.safe_load((ROOT / "workspace.yaml").read_text(encoding="utf-8"))["load_from"][0]["python_module"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert workspace["module_name"] == project["dg"]["project"]["code_location_target_module"]
    assert workspace["location_name"] == project["dg"]["project"]["code_location_name"]
    assert project["dagster"] == {"module_name": workspace["module_name"], "code_location_name": "communique"}
    assert workspace["module_name"] == "pipelines.definitions"


def test_no_asset_module_postpones_its_annotations() -> None:
    for path in (ROOT / "assets").rglob("asset.py"):
        assert "from __future__" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [[], ["-w", "workspace.yaml"]], ids=["project", "workspace"])
def test_both_ways_load_for_real(arguments: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dagster", "definitions", "validate", *arguments]
    environment = os.environ | {"DAGSTER_HOME": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Validation successful for code location communique" in done.stdout + done.stderr
