"""The documentation as pages: it builds without a warning, every link leads somewhere, nothing comes from a network."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from lxml import html  # type: ignore[import-untyped]

from checks.pages.trust import figures, written
from runtime.version import ROOT

QUALITY = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("mkdocs") is None or find_spec("material") is None:
        pytest.skip("MKDOCS IS NOT INSTALLED: the documentation is not built; `make site` installs it")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    pages = {path: html.fromstring(path.read_bytes()) for path in site.rglob("*.html") if path.name != "404.html"}
    assert len(pages) > 15
    anchors = {path: set(page.xpath("//@id | //a/@name")) for path, page in pages.items()}
    astray, loaded = [], []
    for path, page in pages.items():
        for element, attribute, link, _ in page.iterlinks():
            if urlsplit(link).scheme or link.startswith("//"):
                if element.tag != "a" and element.get("rel") != "canonical" and not link.startswith("data:"):
                    loaded.append((path.name, element.tag, attribute, link))
                continue
            target, anchor = urldefrag(link)
            file = (path.parent / unquote(urlsplit(target).path)).resolve() if target else path
            if not file.is_file() or (anchor and file in anchors and unquote(anchor) not in anchors[file] | {"__skip"}):
                astray.append((path.name, link))
    assert astray == []
    assert loaded == []


def test_every_page_is_in_the_menu_or_comes_from_the_repository(site: Path) -> None:
    menu = html.fromstring((site / "index.html").read_bytes()).xpath(
        "//nav[contains(@class, 'md-nav--primary')]//a/@href"
    )
    beside = {path.name for path in site.glob("*.html")} - {urldefrag(link)[0] for link in menu} - {"404.html"}
    assert beside <= {"index.html"}


def test_what_the_pages_say_of_trust_is_what_was_measured() -> None:
    for path, content in written(ROOT):
        assert path.read_text(encoding="utf-8") == content, f"{path.name} is behind docs/quality.md: run make docs"


def test_figures_are_read_from_the_measurement() -> None:
    page = "all  rows  729 signed 0.53 | of 1129 labels signed 0.34, found 0.56 at 0.87 | kind 24\n"
    page += "protest   rows    0 signed   –  | of    7 labels signed 0.00, found 0.00 at   –  | kind 0\n"
    found = figures(page)
    assert (found["all"].rows, found["all"].signed, found["all"].found) == (729, 0.53, 0.56)
    assert (found["protest"].rows, found["protest"].signed) == (0, 0.0)
    low, high = found["all"].between
    assert (round(low, 3), round(high, 3)) == (0.494, 0.566)
    with pytest.raises(ValueError, match="no line"):
        figures("nothing")
    assert set(figures(QUALITY)) > {"all", "meeting", "visit"}
