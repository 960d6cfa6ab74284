"""Pages of another origin, opened in a real browser beside the UI: whatever they send, nothing runs."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import dagster as dg
import pytest
from playwright.sync_api import Page, expect
from urllib3 import PoolManager

from tests.browser.served import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

# Every way in which a page can make a browser send something to another server, one after the other.
ATTACKS = """<!doctype html><title>working</title><iframe name="sink" hidden></iframe><iframe id="framed"></iframe>
<script>
const ui = UI, mutation = MUTATION, body = JSON.stringify({query: mutation});
const address = ui + "/graphql?query=" + encodeURIComponent(mutation);
const settled = (promise) => promise.then(() => "answered", (error) => "failed: " + error);
const image = () => new Promise((ended) => {
  const shown = document.createElement("img"); shown.onload = shown.onerror = ended; shown.src = address;
});
const form = () => new Promise((ended) => {
  const sent = document.createElement("form"), field = document.createElement("input");
  sent.method = "POST"; sent.target = "sink"; sent.enctype = "text/plain"; sent.action = address;
  field.name = body.slice(0, -1) + ', "a": "'; field.value = '"}'; sent.append(field); document.body.append(sent);
  document.querySelector("[name=sink]").onload = ended; sent.submit();
});
const socket = () => new Promise((ended) => {
  const opened = new WebSocket(ui.replace("http", "ws") + "/graphql", "graphql-ws");
  opened.onopen = () => { window.opened = true; ended(); }; opened.onerror = ended;
});
const framed = () => new Promise((ended) => {
  const frame = document.querySelector("#framed"); frame.onload = ended; frame.src = ui + "/runs";
});
const post = (mode, type) => settled(fetch(address, {method: "POST", mode, headers: {"Content-Type": type}, body}));
(async () => {
  await image();
  await settled(fetch(address, {mode: "no-cors"}));
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "text/plain; application/json"])
    await post("no-cors", type);
  for (const type of ["application/json", "application/graphql"]) await post("cors", type);
  await settled(fetch(ui + "/graphql", {method: "POST", mode: "no-cors", body: new Blob([body])}));
  navigator.sendBeacon(address, body);
  await form(); await socket(); await framed();
  document.title = "done";
})();
</script>"""


def mutation(home: Path, inbox: Path) -> str:
    """GraphQL that starts a run with a store and an inbox of the sender's choosing."""
    config = {"ops": {"raw": {"config": {"inbox": str(inbox)}}}, "resources": {"home": {"config": {"path": str(home)}}}}
    job = '{repositoryLocationName: "communique", repositoryName: "__repository__", jobName: "everything"}'
    return (
        f"mutation {{ launchRun(executionParams: {{selector: {job}, runConfigData: {json.dumps(json.dumps(config))}}})"
        " { __typename ... on LaunchRunSuccess { run { runId } } } }"
    )


@pytest.fixture
def hostile(served: Served, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of another origin's page, and the mutation that it sends."""
    query = mutation(tmp_path / "stolen", tmp_path)
    page = ATTACKS.replace("UI,", f"{json.dumps(served.address)},").replace("MUTATION", json.dumps(query))

    class Serves(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Serves) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://evil.example:{server.server_port}/", query
        server.shutdown()
        thread.join()


def runs(served: Served) -> int:
    with dg.DagsterInstance.from_config(str(served.home / "dagster")) as instance:
        return instance.get_runs_count()


def test_a_page_of_another_origin_starts_no_run(served: Served, page: Page, hostile: tuple[str, str]) -> None:
    before = runs(served)
    page.goto(hostile[0])
    expect(page).to_have_title("done")
    assert runs(served) == before
    assert page.evaluate("window.opened") is None
    framed = [frame for frame in page.frames if frame.url.startswith(served.address)]
    assert not framed, "a foreign page shows ours in a frame"


def test_a_name_that_points_at_us_opens_nothing(served: Served, page: Page, hostile: tuple[str, str]) -> None:
    before = runs(served)
    answer = page.goto(f"http://evil.example:{served.port}/")
    assert answer is not None
    assert answer.status == 403
    asked = page.evaluate(
        "body => fetch('/graphql', {method: 'POST', headers: {'Content-Type': 'application/json'}, body})"
        ".then(answer => answer.status)",
        json.dumps({"query": hostile[1]}),
    )
    assert asked == 403
    assert runs(served) == before


def test_a_picture_in_a_page_of_our_own_starts_no_run(served: Served, page: Page, hostile: tuple[str, str]) -> None:
    before = runs(served)
    page.goto(f"{served.address}/runs")
    page.evaluate(
        "address => new Promise(ended => { const i = new Image(); i.onload = i.onerror = ended; i.src = address; })",
        f"/graphql?query={quote(hostile[1])}",
    )
    assert runs(served) == before


def test_a_run_keeps_to_the_folders_that_the_operator_set(
    served: Served, page: Page, tmp_path: Path, hostile: tuple[str, str]
) -> None:
    """The same mutation, sent as our own pages send it, does start a run; that it may not use these folders ends it."""
    asked = PoolManager().request(
        "POST",
        f"{served.address}/graphql",
        body=json.dumps({"query": hostile[1]}),
        headers={"Content-Type": "application/json"},
    )
    launched = asked.json()["data"]["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess"
    page.goto(f"{served.address}/runs/{launched['run']['runId']}")
    expect(page.get_by_text("none that the operator allows").first).to_be_visible()
    assert not (tmp_path / "stolen").exists()
