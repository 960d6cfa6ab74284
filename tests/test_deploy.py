"""What `deploy/` says is true of the project, as far as that is seen without Docker: commands, settings, files."""

import re
import stat
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from pipelines.cli.app import app
from runtime.version import PACKAGES, ROOT

DEPLOY = ROOT / "deploy"
VARIABLE = re.compile(r"\$\{(\w+)([^}]*)\}")
SECRET = re.compile(r"PASSWORD|SECRET|KEY|TOKEN")
OF_OTHERS = {"RAY_ADDRESS", "POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_INITDB_ARGS"}
OF_OTHERS |= {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "RAY_AUTH_MODE", "RAY_AUTH_TOKEN"}


@pytest.fixture(scope="module")
def text() -> str:
    return (DEPLOY / "compose.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = compose["services"]
    return found


def test_what_services_name_of_each_other_is_there(compose: dict[str, Any], services: dict[str, Any]) -> None:
    assert set(services) == {"ui", "run", "ray-head", "ray-worker", "database", "objects", "bucket"}
    for service in services.values():
        assert set(service["networks"]) <= set(compose["networks"])
        assert set(service.get("depends_on", {})) <= set(services)
        for other, wanted in service.get("depends_on", {}).items():
            assert wanted["condition"] != "service_healthy" or "healthcheck" in services[other]
        for volume in service.get("volumes", ()):
            source = re.sub(r"\$\{[^}]*\}", "${}", volume).split(":")[0]
            assert source in compose["volumes"] or source == "${}" or (DEPLOY / source).is_file(), volume


def test_every_service_that_stays_up_is_watched(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert name in {"run", "bucket"} or ("healthcheck" in service and service["restart"] == "unless-stopped")


def test_images_are_of_one_version(services: dict[str, Any]) -> None:
    for service in services.values():
        assert re.fullmatch(r"communique:local|[\w/]+:\d+\.\d+[\w.-]*", service["image"])


def test_only_the_ui_has_a_port_and_that_of_the_loopback(services: dict[str, Any], compose: dict[str, Any]) -> None:
    assert {name: service["ports"] for name, service in services.items() if "ports" in service} == {
        "ui": ["127.0.0.1:3000:3000"]
    }
    assert compose["networks"]["inner"] == {"internal": True}
    assert [name for name, service in services.items() if "front" in service["networks"]] == ["ui"]


def test_nothing_secret_has_a_default(text: str) -> None:
    example = dict(
        line.split("=", 1)
        for line in (DEPLOY / "env.example").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
    asked = dict(VARIABLE.findall(text))
    assert set(asked) == set(example)
    assert set(asked.values()) == {":?see deploy/env.example"}
    assert set(example.values()) == {""}


def test_no_secret_is_written_down(services: dict[str, Any]) -> None:
    for service in services.values():
        for name, value in service.get("environment", {}).items():
            assert not SECRET.search(name) or VARIABLE.fullmatch(value), name


def test_settings_are_those_of_the_project(services: dict[str, Any]) -> None:
    sources = "\n".join(p.read_text(encoding="utf-8") for name in PACKAGES for p in (ROOT / name).rglob("*.py"))
    for service in services.values():
        for name in service.get("environment", {}):
            assert name in OF_OTHERS or name in sources, name


def test_commands_of_the_project_are_carried_out_by_it(services: dict[str, Any]) -> None:
    commands = typer.main.get_group(app).commands
    for name in ("ui", "run"):
        assert services[name]["entrypoint"] == ["with-ray"]
        first, command, *words = services[name]["command"]
        assert first == "communique"
        known = {option for parameter in commands[command].params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known


def test_commands_of_ray_are_carried_out_by_it(services: dict[str, Any]) -> None:
    scripts = pytest.importorskip("ray.scripts.scripts", reason="Ray is not installed: make .venv/.cluster")
    known = {option for p in scripts.start.params for option in (*p.opts, *p.secondary_opts)}
    joining = (DEPLOY / "with-ray.sh").read_text(encoding="utf-8").split("ray start ")[1].split(" >")[0].split()
    for words in (services["ray-head"]["command"][2:], services["ray-worker"]["command"][2:], joining):
        given = {word.split("=")[0] for word in words}
        assert given <= known
        assert "--disable-usage-stats" in given
    known = {option for p in scripts.healthcheck.params for option in p.opts}
    for name in ("ray-head", "ray-worker"):
        _, ray, command, option, _ = services[name]["healthcheck"]["test"]
        assert (ray, command) == ("ray", "health-check")
        assert option in known


def test_the_image_is_built_from_files_that_are_there() -> None:
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    allowed = [
        line[1:]
        for line in (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    ]
    for path in allowed:
        assert (ROOT / path).exists(), path
    copied = [line.split()[1:] for line in lines if line.startswith("COPY") and "--from" not in line]
    sources = {word for words in copied for word in words[:-1] if not word.startswith("--")}
    assert sources == set(allowed)
    installs = [line for line in lines if "pip install" in line and ".lock" in line]
    assert len(installs) == 2
    assert all("--require-hashes --no-deps" in line for line in installs)
    assert {line.split()[1] for line in lines if line.startswith("FROM")} == {"python:3.12.12-slim-bookworm"}
    last = max(number for number, line in enumerate(lines) if line.startswith("FROM"))
    assert "USER communique" in lines[last:]


def test_the_image_holds_what_several_machines_want_and_no_server_of_tests() -> None:
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    lock = re.findall(r"/opt/communique/bin/pip install .* -r (\S+)", lines)
    assert len(lock) == 1
    held = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / lock[0]).read_text(encoding="utf-8"), re.MULTILINE))
    assert {"ray", "dagster-postgres", "duckdb-extension-httpfs", "duckdb-extension-postgres-scanner"} <= held
    assert held.isdisjoint({"moto", "flask", "pytest", "playwright"})


def test_the_script_that_joins_the_cluster_can_be_run() -> None:
    script = DEPLOY / "with-ray.sh"
    assert script.stat().st_mode & stat.S_IXUSR
    assert script.read_text(encoding="utf-8").rstrip().endswith('exec "$@"')


def test_the_databases_are_those_that_settings_name(services: dict[str, Any]) -> None:
    made = set(re.findall(r"CREATE DATABASE (\w+);", Path(DEPLOY / "databases.sql").read_text(encoding="utf-8")))
    environment = services["ui"]["environment"]
    named = {environment["COMMUNIQUE_DAGSTER_POSTGRES_URL"].rpartition("/")[2]}
    named |= set(re.findall(r"dbname=(\w+)", environment["COMMUNIQUE_LAKE_CATALOG"]))
    assert named == made
