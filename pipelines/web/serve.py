"""Runs the Dagster UI: its code in one process, its daemon in another, its webserver behind our front in this one.

Here belong processes and the port. What passes belongs to `front`.
"""

import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import uvicorn
import yaml
from dagster._cli.proxy_server_manager import ProxyServerManager
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import ModuleTarget, WorkspaceFileTarget
from dagster._utils.interrupts import setup_interrupt_handlers
from dagster_webserver.app import create_app_from_workspace_process_context

from pipelines.web.front import Front
from runtime.version import ROOT

HOST = "127.0.0.1"
CODE = ModuleTarget("pipelines.definitions", None, str(ROOT), "communique")
STATEMENT_MS, RECYCLE_SECONDS, OVERFLOW = 15_000, 3_600, 20  # of Dagster's own database, as its webserver sets them
POLL_MS = 2_000
PATIENCE = 10  # seconds that requests, and the daemon, have to end


class ServeError(RuntimeError):
    """The UI cannot be served; the message says why and what to do."""


def opened(port: int, address: str = HOST) -> socket.socket:
    """A socket that listens on that port of an address, else of the loopback. Raises ServeError where none can."""
    if not 1 <= port <= 65_535:
        raise ServeError(f"{port} is no port: give --port from 1 to 65535")
    try:
        return socket.create_server((address, port), backlog=128)
    except OSError as error:
        why = os.strerror(error.errno or 0).lower()  # its own text repeats the address
        raise ServeError(f"port {port} cannot be opened ({why}): give another with --port or --listen") from error


def serve(door: socket.socket, ours: frozenset[str], ready: Callable[[], None]) -> None:
    """Serves until it is interrupted; calls `ready` once requests are answered. Raises ServeError.

    `ours` are the hosts that requests may name. $DAGSTER_HOME says whose runs are seen.
    """
    setup_interrupt_handlers()
    with (
        dg.DagsterInstance.get() as instance,
        _workspace(instance) as file,
        WorkspaceProcessContext(instance, WorkspaceFileTarget([str(file)])) as context,
        _daemon(file) as daemon,
    ):
        instance.optimize_for_webserver(STATEMENT_MS, RECYCLE_SECONDS, OVERFLOW)
        app = create_app_from_workspace_process_context(context, "", POLL_MS)
        # Forwarded headers decide nothing here: who is let in is judged by Host and Origin as they came.
        config = uvicorn.Config(
            Front(app, ours), log_level="warning", proxy_headers=False, timeout_graceful_shutdown=PATIENCE
        )
        server = uvicorn.Server(config)
        threading.Thread(target=_stop_with, args=(daemon, server), daemon=True).start()
        ready()
        try:
            server.run(sockets=[door])
        except KeyboardInterrupt:
            return
        if daemon.poll() is not None:
            raise ServeError(f"the daemon ended with {daemon.returncode}: its last words stand above")


@contextmanager
def _workspace(instance: dg.DagsterInstance) -> Iterator[Path]:
    """A file that tells webserver and daemon where our code is served, from one process for both."""
    with ProxyServerManager(instance, CODE, "warning") as code, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workspace.yaml"
        path.write_text(yaml.safe_dump({"load_from": list(code.get_code_server_specs())}), encoding="utf-8")
        yield path


@contextmanager
def _daemon(workspace: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The process that queues runs and looks at schedule and sensor."""
    command = [sys.executable, "-m", "dagster._daemon", "run", "--log-level", "warning", "--workspace", str(workspace)]
    with subprocess.Popen(command) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def _stop_with(daemon: "subprocess.Popen[bytes]", server: uvicorn.Server) -> None:
    """Without the daemon runs would be queued and never begin: nothing is better than that."""
    daemon.wait()
    server.should_exit = True
