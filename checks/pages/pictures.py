"""Takes the pictures of the documentation anew: the brief, the asset graph, the answer to a query, as they are now.

`make pictures`, or `python -m checks.pages.pictures docs/images`: it reads the sample documents into a store of its own
with the commands that users have, and looks at it in headless Chromium (extra `dev`). Drawings that are written by hand
(`*.mmd`) do not belong here.
"""

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COMMAND = (sys.executable, "-m", "pipelines.cli")
QUERY = "SELECT start_on, place, participants FROM meetings ORDER BY start_on DESC"
COLUMNS, ROWS = 142, 8  # of the picture of a terminal; what no terminal reads is 140 wide
PATIENCE = 240_000  # milliseconds
# The graph of assets by group fills a part of its page: the boxes of the groups with a margin.
GROUPS = """() => {
  const boxes = [...document.querySelectorAll('foreignObject')].map(e => e.getBoundingClientRect());
  const [left, top] = ['left', 'top'].map(s => Math.min(...boxes.map(b => b[s])));
  const [right, bottom] = ['right', 'bottom'].map(s => Math.max(...boxes.map(b => b[s])));
  return {x: left - 40, y: top - 30, width: right - left + 80, height: bottom - top + 60};
}"""


def take(folder: Path) -> None:
    """Writes `brief.png`, `query.png` and `graph.png` into the folder; needs Chromium and some minutes."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit(f"No browser was found: install one of {', '.join(BROWSERS)}.")
    with tempfile.TemporaryDirectory(prefix="pictures") as held, sync_playwright() as playwright:
        home = Path(held) / "home"
        subprocess.run([*COMMAND, "run", "--home", str(home)], check=True, stdout=subprocess.DEVNULL)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        _shot(browser, (home / "brief.html").as_uri(), folder / "brief.png", 1100, 1000)
        terminal = Path(held) / "query.html"
        terminal.write_text(_terminal(home), encoding="utf-8")
        _shot(browser, terminal.as_uri(), folder / "query.png", 1400, 900, part="svg")
        with _ui(home) as address:
            _graph(browser, f"{address}/asset-groups", folder / "graph.png")
        browser.close()


def _shot(browser: Browser, address: str, path: Path, width: int, height: int, part: str = "") -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    if part:
        page.locator(part).screenshot(path=path)
    else:
        page.screenshot(path=path)
    page.close()


def _terminal(home: Path) -> str:
    """The first rows of the answer as a terminal shows them."""
    command = [*COMMAND, "sql", QUERY, "--limit", str(ROWS), "--home", str(home)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text(f'$ communique sql "{QUERY}" --limit {ROWS}\n{said.rstrip()}'))
    drawn = console.export_svg(title="communique", theme=DIMMED_MONOKAI)
    return f'<!doctype html><meta charset="utf-8"><body style="margin:0">{drawn}</body>'


@contextmanager
def _ui(home: Path) -> Iterator[str]:
    """The UI over a store, as users start it; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [*COMMAND, "ui", "--home", str(home), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        address = f"http://127.0.0.1:{port}"
        assert process.stdout is not None
        if not any(address in line for line in process.stdout):
            sys.exit("the UI did not start")
        yield address
        os.killpg(process.pid, signal.SIGTERM)


def _graph(browser: Browser, address: str, path: Path) -> None:
    """The graph of assets by group, cut out of its page."""
    page = browser.new_page(viewport={"width": 1600, "height": 1000})
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.locator("foreignObject").first.wait_for()
    expect(page.get_by_text("fetching")).to_have_count(0, timeout=PATIENCE)
    page.screenshot(path=path, clip=page.evaluate(GROUPS))
    page.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
