"""The UI, started as users start it, and headless Chromium to look at it with."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assets.reference import SEEDS
from tests.browser.served import Served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 240_000  # milliseconds that a step of the UI may take on a slow and busy machine
ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP evil.example 127.0.0.1",
]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A served UI over an inbox of two samples."""
    folder = tmp_path_factory.mktemp("ui")
    ui = Served(free_port(), folder / "home", folder / "inbox")
    ui.inbox.mkdir()
    for name in ("wire/seoul-talks-no-year.txt", "refused/empty.txt"):
        shutil.copy(SEEDS / "documents" / name, ui.inbox)
    command = [sys.executable, "-m", "pipelines.cli", "ui", "--inbox", str(ui.inbox), "--port", str(ui.port)]
    with subprocess.Popen(
        [*command, "--home", str(ui.home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if ui.address in line:
                break
        else:
            pytest.fail("the UI did not start:\n" + "".join(said))
        threading.Thread(target=process.stdout.read, daemon=True).start()
        yield ui
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1600, "height": 1000})
    opened.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield opened
    opened.close()


@pytest.fixture(scope="session", autouse=True)
def _chromium() -> None:
    if CHROMIUM is None:
        pytest.skip("NO CHROMIUM WAS FOUND: the UI is not tested; install chromium")
