"""The brief and the site in headless Chromium, from disk: whole at 360 and 1366 pixels, silent, inert, by keyboard."""

import dataclasses
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from assets.tables.brief import render
from assets.tables.brief.groups import by_countries, by_theme
from assets.tables.brief.model import Brief
from assets.tables.brief.pictures.atlas import atlas
from assets.tables.brief.pictures.charts import matrix, timeline
from assets.tables.brief.pictures.network import network
from assets.tables.brief.watch import WatchList
from assets.tables.site.write import put, write
from tests.tables.brief.test_build import brief_of
from tests.tables.brief.world import HOSTILE, RUN, compared, pairs, today, yesterday

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM WAS FOUND: the brief is not looked at; install chromium"),
]
PAGES = (
    "brief.html",
    "site/index.html",
    f"site/event/ev-{1:016x}.html",
    f"site/event/ev-{3:016x}.html",
    f"site/document/{2:032x}.html",
    "site/person/per-2.html",
    "site/country/FRA.html",
    "site/events.html",
)
ALONE = ("brief.html", "site/index.html")  # the brief, which can be sent alone; the others share a style sheet
# How wide the page may be, and what its links to the lists are laid out as.
LOOKS = "[getComputedStyle(document.body).maxWidth, getComputedStyle(document.querySelector('.where')).display]"
LONG = "a" * 300
SENTENCE = "The defence minister condemned in a speech at the conference what had happened on the day before. "
# Every text that is seen, with the contrast of its colour to what lies behind it (WCAG 2): pairs below 4.5.
FAINT = """() => {
  const part = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
  const light = c => { const [r, g, b] = c.map(part);
    return .2126 * r + .7152 * g + .0722 * b; };
  const rgb = s => s.match(/[\\d.]+/g).map(Number);
  const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
  const found = [];
  for (const e of document.querySelectorAll("main *, header *, footer *")) {
    if (e.closest("svg") || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color).slice(0, 3)), light(behind(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) found.push(e.textContent.slice(0, 40));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The brief and the site of a world whose documents are hostile, and hold words that do not end."""
    folder = tmp_path_factory.mktemp("home")
    now = today()
    now["articles"][0]["title"] = LONG
    now["quarantine"][0]["source_uri"] = LONG
    con, _, _ = compared(yesterday(), now, folder / "snapshot")
    write(con, folder / "site", RUN)
    brief = brief_of(yesterday(), now, folder / "again", WatchList(countries=("France",), words=("met",)))
    put(folder / "brief.html", render.as_html(brief, "site/"))
    put(folder / "site" / "index.html", render.as_html(brief, ""))
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--headless", "--disable-gpu"]
        )
        yield opened
        opened.close()


class Seen:
    """What a page did that it must not: messages of the console, errors, dialogs, and requests beyond itself."""

    def __init__(self, page: Page) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: self.said.append(dialog.message))
        page.on("request", lambda request: self.asked.append(request.url))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_says_nothing_loads_nothing_and_can_be_read(
    browser: Browser, home: Path, address: str, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    seen = Seen(page)
    page.goto((home / address).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(FAINT) == []
    assert seen.said == []
    style = [] if address in ALONE else [(home / "site" / "style.css").as_uri()]
    assert seen.asked == [(home / address).as_uri(), *style]
    page.close()


@pytest.mark.parametrize("address", [address for address in PAGES if address not in ALONE])
def test_a_page_is_seen_with_its_style_sheet_and_can_be_read_without(
    browser: Browser, home: Path, tmp_path: Path, address: str
) -> None:
    bare = tmp_path / Path(address).name
    bare.write_bytes((home / address).read_bytes())
    page = browser.new_page()
    page.goto((home / address).as_uri())
    assert page.evaluate(LOOKS) == ["1088px", "flex"]
    told = page.inner_text("main").split()
    page.goto(bare.as_uri())
    assert page.evaluate(LOOKS) == ["none", "block"]
    assert set(told) <= set(page.inner_text("main").split())
    assert page.locator("svg .land:not([fill=none])").count() == 0
    page.close()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_in_order_for_those_who_do_not_see_it(browser: Browser, home: Path, address: str) -> None:
    page = browser.new_page()
    page.goto((home / address).as_uri())
    levels = [int(tag[1]) for tag in page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => h.tagName)")]
    steps = [later - earlier for earlier, later in pairwise(levels)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(step <= 1 for step in steps), levels
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title()
    assert page.locator("table:not(:has(caption))").count() == 0
    assert page.locator("th:not([scope])").count() == 0
    assert page.locator("svg:not([aria-label]):not([aria-labelledby])").count() == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_serious(browser: Browser, home: Path, address: str, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((home / address).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page)
    assert found.response["passes"], "axe looked at nothing"
    assert [v["id"] for v in found.response["violations"] if v["impact"] in ("serious", "critical")] == [], (
        found.generate_report()
    )
    assert page.locator("main").count() == page.locator("header").count() == 1
    page.close()


@pytest.mark.parametrize("address", ["brief.html", f"site/event/ev-{1:016x}.html", "site/country/FRA.html"])
def test_every_link_is_reached_by_keyboard(browser: Browser, home: Path, address: str) -> None:
    page = browser.new_page()
    page.goto((home / address).as_uri())
    links = page.locator("a[href]:visible").count()
    stops = page.locator("a[href]:visible, summary:visible, [tabindex='0']:visible").count()
    reached = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("[document.activeElement.tagName, document.activeElement.textContent]"))
    assert sum(tag == "A" for tag, _ in reached) == links
    assert len(reached) == stops
    page.close()


def test_the_keyboard_comes_first_to_the_way_past_the_links_and_sees_where_it_is(browser: Browser, home: Path) -> None:
    page = browser.new_page()
    page.goto((home / "brief.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.close()


def test_one_click_leads_from_a_sentence_to_its_evidence(browser: Browser, home: Path) -> None:
    page = browser.new_page()
    page.goto((home / "brief.html").as_uri())
    page.locator("#changed ~ ul .what a").first.click()
    assert page.locator("mark").first.inner_text().strip() == "They"
    page.go_back()
    page.locator("#said ~ .columns .said a").first.click()
    marked = page.evaluate("document.querySelector(':target').parentElement.querySelector('mark').textContent")
    assert marked
    assert page.url.endswith(f"document/{2:032x}.html#at-11")
    page.close()


def test_hostile_text_does_nothing_and_is_seen_as_it_is(browser: Browser, home: Path) -> None:
    page = browser.new_page()
    seen = Seen(page)
    page.goto((home / f"site/event/ev-{3:016x}.html").as_uri())
    assert page.locator("h1").inner_text() == " ".join(HOSTILE.replace("\u202e", "[U+202E]").split())
    assert page.locator("script, img, [onclick]").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert (seen.said, [Path(asked).name for asked in seen.asked]) == ([], [f"ev-{3:016x}.html", "style.css"])
    page.close()


@pytest.mark.parametrize("times", [1, 40, 400])
def test_a_brief_is_printed_on_at_most_four_pages(browser: Browser, tmp_path: Path, times: int) -> None:
    """A quiet day, a usual one, and the first run over an archive: what is left out is said."""
    (tmp_path / "brief.html").write_text(render.as_html(busy(times, tmp_path), "site/"), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "brief.html").as_uri())
    printed = page.pdf(format="A4").count(b"/Type /Page\n")
    assert (1 if times == 1 else 3) <= printed <= 4
    page.emulate_media(media="print")
    assert page.get_by_text("Printed are the first of").is_visible() is (times > 1)
    page.close()


def busy(times: int, folder: Path) -> Brief:
    """The brief of a day with that many times the news: events of several countries, speakers, holders, refusals."""
    now = today()
    now["events"][2] |= {"confidence": 0.8, "summary": SENTENCE, "place_id": "pla-2", "country": "DEU"}
    now["sentences"][1]["text"] = SENTENCE * 2
    brief = brief_of(yesterday(), now, folder)
    [event], [speaker] = brief.new, brief.speakers
    places = [(event.countries, event.point), (("JPN", "KOR"), (37.6, 127.0)), (("USA",), (38.9, -77.0))]
    brief.new = [
        dataclasses.replace(event, event_id=f"ev-{n:016x}", countries=places[n % 3][0], point=places[n % 3][1])
        for n in range(3 * times)
    ]
    brief.changed *= 3 * times
    brief.by_countries, brief.by_theme = by_countries(brief.new), by_theme(brief.new)
    brief.map, brief.timeline = atlas(brief.new), timeline(brief.new)
    quote = dataclasses.replace(speaker.quotes[0], content=SENTENCE)
    brief.speakers = [dataclasses.replace(speaker, name=f"Speaker {n}", quotes=(quote,) * 4) for n in range(times)]
    people = [[f"Person {a}", f"Person {b}"] for a in range(12) for b in range(a)]
    brief.people_met = brief.countries_met = matrix(pairs(people), {})
    brief.network = network(brief.people_met)
    brief.holders *= 2 * times
    brief.refusals *= times
    brief.arrivals *= times
    brief.runs *= times
    return brief
