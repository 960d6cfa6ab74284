"""The documentation in headless Chromium, from disk: whole at 360 and 1366 pixels, silent, and its search answers."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.docs.test_site import site

__all__ = ["site"]
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGES = ("index", "quickstart", "concepts", "questions", "trust", "dictionary", "operate", "architecture", "quality")


@pytest.mark.parametrize("width", [360, 1366])
def test_pages_fit_and_load_nothing_from_a_network(browser: Browser, site: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        page.goto((site / f"{name}.html").as_uri())
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, (name, over)
    page.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:"))] == []


def test_the_search_answers_from_disk(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.set_default_timeout(240_000)
    page.goto((site / "index.html").as_uri())
    page.click(".md-search__input")
    page.keyboard.type("quarantine")
    page.locator(".md-search-result__item").first.wait_for()
    assert "quarantine" in page.locator(".md-search-result__list").inner_text().lower()
    page.close()
