"""The brief in a real browser: its policy lets its own style work and stops what a text could become."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from assets.tables.brief import Brief, Section, as_html

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
# As if escaping had failed: markup of every kind that runs, loads or sends.
UNESCAPED = """<script>document.title = "run"</script><img src="x" onerror="document.title = 'run'">
<img id="load" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="><style>td { color: red }</style>
<p style="color: red">x</p><form action="http://127.0.0.1:1/"><button>b</button></form>
<base href="http://127.0.0.1:1/"><a id="below" href="below">x</a>"""


def test_nothing_in_the_brief_runs_loads_or_leads_elsewhere(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    told = as_html(Brief("title", "lead", [Section("h", ("a",), [("MARK",)], "none")]))
    file.write_text(told.replace("MARK", UNESCAPED), encoding="utf-8")
    page.goto(file.as_uri())
    assert page.title() == "title"
    assert page.eval_on_selector("table", "e => getComputedStyle(e).borderCollapse") == "collapse"
    assert page.eval_on_selector("td p", "e => getComputedStyle(e).color") == "rgb(34, 34, 34)"
    assert page.eval_on_selector("#load", "e => e.naturalWidth") == 0
    assert page.eval_on_selector("#below", "e => e.href") == (tmp_path / "below").as_uri()
    refused = page.evaluate(
        """() => new Promise(ended => {
          document.addEventListener("securitypolicyviolation", event => ended(event.effectiveDirective));
          document.querySelector("form").requestSubmit();
        })"""
    )
    assert refused == "form-action"
