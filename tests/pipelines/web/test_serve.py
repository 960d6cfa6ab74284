"""`communique ui` says where it is only when it is there; `tests/browser` looks at what is served."""

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app


def refused(tmp_path: Path, *options: str) -> str:
    """What `ui` says when it cannot begin, in one line; it has made no store."""
    inbox = tmp_path / "inbox"
    inbox.mkdir(exist_ok=True)
    done = CliRunner().invoke(
        app.app, ["ui", "--home", str(tmp_path / "home"), "--inbox", str(inbox), *options], env={"COLUMNS": "200"}
    )
    assert done.exit_code == 2
    assert "UI is at" not in done.output
    assert not (tmp_path / "home").exists()
    return " ".join(done.output.replace("│", " ").split())


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999"])
def test_an_impossible_port_is_refused(tmp_path: Path, port: str) -> None:
    assert f"{port} is no port: give --port from 1 to 65535" in refused(tmp_path, "--port", port)


def test_a_busy_port_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        assert f"port {port} cannot be opened (address already in use): give another" in refused(
            tmp_path, "--port", str(port)
        )


def test_folders_and_hosts_are_looked_at_first(tmp_path: Path) -> None:
    assert "is no folder" in refused(tmp_path, "--allow", str(tmp_path / "none"))
    assert "is no folder" in refused(tmp_path, "--inbox", str(tmp_path / "none"))
    assert "is no host" in refused(tmp_path, "--allow-host", "http://desk.example.org")
