"""The UI for real, started as users start it, in headless Chromium: a run is launched from it, its checks are found."""

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PageTimeoutError

from runtime.store import Store
from tests.browser.served import Served

HEARD = 40_000  # milliseconds after which a click is taken for one that came before the page listened
CLICKS = 5
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


def launch(page: Page, address: str) -> None:
    """Clicks until the page says that a run is launched: a click on a page that is still loading is lost."""
    for _ in range(CLICKS):
        page.goto(f"{address}/locations/communique/jobs/everything")
        button = page.get_by_role("button", name="Materialize all").first
        expect(button).to_be_enabled()
        button.click()
        try:
            page.get_by_text("Launched").first.wait_for(timeout=HEARD)
        except PageTimeoutError:
            continue
        return
    pytest.fail(f"no run was launched by {CLICKS} clicks; the page says: {page.inner_text('body')[:2000]}")


def test_a_run_of_all_assets_launched_from_the_ui_publishes_and_shows_its_checks(served: Served, page: Page) -> None:
    launch(page, served.address)
    page.goto(f"{served.address}/runs")
    expect(page.get_by_text("Success", exact=True).first).to_be_visible()
    expect(page.get_by_text("outcome: published", exact=True).first).to_be_visible()
    store = Store(served.home)
    published = store.published_run()
    assert published is not None
    assert store.published_table("articles").height == 1
    assert store.published_table("quarantine")["rule"].to_list() == ["empty"]
    page.goto(f"{served.address}/assets/articles?view=checks")
    expect(page.get_by_text("every_document_accounted_for").first).to_be_visible()
    page.goto(f"{served.address}/assets/snapshots?view=checks")
    expect(page.get_by_text("spans_true").first).to_be_visible()
    expect(page.get_by_text("accuracy_persons").first).to_be_visible()


def test_schedule_and_sensor_are_there_and_off(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/automation")
    for name in ("daily", "new_files"):
        expect(page.get_by_text(name).first).to_be_visible()
    assert [switch.is_checked() for switch in page.get_by_role("checkbox").all() if switch.is_visible()].count(
        True
    ) == 0
    assert Store(served.home).dagster_home.is_dir()
