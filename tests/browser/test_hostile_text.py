"""Text of documents in Dagster's UI: shown in a real browser, no picture and no link is made of it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import dagster as dg
import polars as pl
import pytest
from playwright.sync_api import Page, expect

from checks.results import Outcome
from runtime import run
from runtime.store import StageState, Store
from tests.browser.served import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


class Trap(BaseHTTPRequestHandler):
    """A server of somebody else, which notes who comes."""

    came: list[str]

    def do_GET(self) -> None:
        self.came.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def trap() -> Iterator[str]:
    """The address of such a server, to which nobody may have come in the end."""
    Trap.came = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Trap) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
    assert not Trap.came


def texts(trap: str) -> list[str]:
    return [
        f"![i]({trap}/a.png)",
        f'<img src="{trap}/b.png">',
        f"[l]({trap}/c)",
        f"see {trap}/d now",
        "www.evil.example and me@evil.example",
        "<a href='javascript:document.title=1'>x</a>",
        f"`a` ![i]({trap}/e.png)",
        f"| ![i]({trap}/f.png) |",
        f"\\![i]({trap}/g.png)",
        f"<svg onload=\"fetch('{trap}/h')\"></svg>",
    ]


def shown(served: Served, folder: Path, hostile: list[str]) -> None:
    """Shows these texts as titles of articles and as what their gate said, as a run does."""
    store = Store(folder)
    outcome = Outcome("articles", "articles_gate", False, "hostile: " + " ".join(hostile), severity="WARN")
    state = StageState("parsed", "20240101T000000-a", {}, {"articles": len(hostile)}, [outcome])
    store.write_table(state.run_id, "parsed", "articles", pl.DataFrame({"title": hostile}))
    (result,) = run._shown(store, state, ["articles"])
    assert isinstance(result, dg.MaterializeResult)
    (check,) = result.check_results or ()
    with dg.DagsterInstance.from_config(str(served.home / "dagster")) as instance:
        instance.report_runless_asset_event(dg.AssetMaterialization("articles", metadata=result.metadata))
        instance.report_runless_asset_event(
            dg.AssetCheckEvaluation(
                asset_key=dg.AssetKey("articles"),
                check_name="articles_gate",
                passed=check.passed,
                metadata=check.metadata,
                severity=check.severity,
                description=check.description,
            )
        )


def made(page: Page, trap: str) -> list[str]:
    """The addresses of what the page shows that are not its own."""
    script = (
        "found => found.map(e => `${e.src || e.href}`).filter(a => a.startsWith(TRAP) || /evil|javascript/.test(a))"
    )
    return list(page.eval_on_selector_all("img, a, iframe", script.replace("TRAP", repr(trap))))


@pytest.mark.parametrize("view", ["overview", "events", "checks"])
def test_no_picture_and_no_link_is_made_of_a_document_s_text(
    served: Served, page: Page, trap: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    monkeypatch.setattr(run, "PREVIEW_ROWS", len(texts(trap)))
    shown(served, tmp_path, texts(trap))
    page.goto(f"{served.address}/assets/articles?view={view}")
    expect(page.get_by_text(f"see {trap}/d now" if view != "checks" else "hostile:").first).to_be_visible()
    assert not made(page, trap)


def test_our_pages_load_nothing_from_elsewhere(served: Served, page: Page, trap: str) -> None:
    page.goto(f"{served.address}/runs")
    ended = page.evaluate(
        """async trap => {
          const image = await new Promise(ended => {
            const i = new Image(); i.onload = i.onerror = e => ended(e.type); i.src = trap + "/a.png";
          });
          return [image, await fetch(trap + "/b", {mode: "no-cors"}).then(() => "sent", () => "error")];
        }""",
        trap,
    )
    assert ended == ["error", "error"]
