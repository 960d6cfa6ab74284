"""The UI for real, started as users start it, in headless Chromium: a run is launched from it, its checks are found."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PageTimeoutError
from urllib3 import PoolManager, Retry

from assets.reference import SEEDS
from runtime.store import Store

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
with socket.create_server(("127.0.0.1", 0)) as free:
    PORT = free.getsockname()[1]
ADDRESS = f"http://127.0.0.1:{PORT}"
# The server says that it serves before it listens: it is asked until it answers, for up to four minutes.
LISTENING = Retry(connect=120, backoff_factor=0.1, backoff_max=2)
PATIENCE = 240_000  # milliseconds that a step of the UI may take on a slow and busy machine
HEARD = 40_000  # milliseconds after which a click is taken for one that came before the page listened
CLICKS = 5
ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM WAS FOUND: the UI is not tested; install chromium"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The HOME that a served UI works on, over an inbox of two samples."""
    folder = tmp_path_factory.mktemp("ui")
    inbox = folder / "inbox"
    inbox.mkdir()
    for name in ("wire/seoul-talks-no-year.txt", "refused/empty.txt"):
        shutil.copy(SEEDS / "documents" / name, inbox)
    command = [sys.executable, "-m", "pipelines.cli", "ui", "--inbox", str(inbox), "--port", str(PORT)]
    with subprocess.Popen(
        [*command, "--home", str(folder / "home")],
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
            if "Serving dagster-webserver" in line:
                break
        else:
            pytest.fail("the UI did not start:\n" + "".join(said))
        threading.Thread(target=process.stdout.read, daemon=True).start()
        assert PoolManager(retries=LISTENING).request("GET", f"{ADDRESS}/server_info").status == 200
        yield folder / "home"
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


@pytest.fixture(scope="module")
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


def launch(page: Page) -> None:
    """Clicks until the page says that a run is launched: a click on a page that is still loading is lost."""
    for _ in range(CLICKS):
        page.goto(f"{ADDRESS}/locations/communique/jobs/everything")
        button = page.get_by_role("button", name="Materialize all").first
        expect(button).to_be_enabled()
        button.click()
        try:
            page.get_by_text("Launched").first.wait_for(timeout=HEARD)
        except PageTimeoutError:
            continue
        return
    pytest.fail(f"no run was launched by {CLICKS} clicks; the page says: {page.inner_text('body')[:2000]}")


def test_a_run_of_all_assets_launched_from_the_ui_publishes_and_shows_its_checks(home: Path, page: Page) -> None:
    launch(page)
    page.goto(f"{ADDRESS}/runs")
    expect(page.get_by_text("Success", exact=True).first).to_be_visible()
    store = Store(home)
    published = store.published_run()
    assert published is not None
    assert store.published_table("articles").height == 1
    assert store.published_table("quarantine")["rule"].to_list() == ["empty"]
    page.goto(f"{ADDRESS}/assets/articles?view=checks")
    expect(page.get_by_text("every_document_accounted_for").first).to_be_visible()
    page.goto(f"{ADDRESS}/assets/snapshots?view=checks")
    expect(page.get_by_text("spans_true").first).to_be_visible()
    expect(page.get_by_text("accuracy_persons").first).to_be_visible()


def test_schedule_and_sensor_are_there_and_off(home: Path, page: Page) -> None:
    page.goto(f"{ADDRESS}/automation")
    for name in ("daily", "new_files"):
        expect(page.get_by_text(name).first).to_be_visible()
    assert [switch.is_checked() for switch in page.get_by_role("checkbox").all() if switch.is_visible()].count(
        True
    ) == 0
    assert Store(home).dagster_home.is_dir()
