"""The site on disk: a page for everything, links that lead somewhere, and no page written that need not be."""

import re
from pathlib import Path

import duckdb
import pytest

from assets.tables.site.write import write
from tests.tables.brief.world import HOSTILE, RUN, Rows, opened, today, yesterday
from tests.tables.conftest import DAY
from tests.tables.site.conftest import pages


def site(rows: Rows, folder: Path, run_id: str = RUN) -> tuple[int, int, int]:
    con: duckdb.DuckDBPyConnection = opened(rows)
    done = write(con, folder, run_id)
    return done.anew, done.kept, done.gone


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    site(today(), folder)
    return folder


def test_every_event_person_country_and_document_has_its_page(made: Path) -> None:
    rows = today()
    wanted = {f"event/{e['event_id']}.html" for e in rows["events"]}
    wanted |= {f"document/{a['document_id']}.html" for a in rows["articles"]}
    wanted |= {f"person/{e['entity_id']}.html" for e in rows["entities"] if e["kind"] == "person"}
    wanted |= {f"country/{code}.html" for code in ("FRA", "DEU", "RUS")}
    assert wanted | {f"{name}.html" for name in ("events", "countries", "people", "documents")} == set(pages(made))


def test_every_link_leads_to_a_page_and_a_place_on_it(made: Path) -> None:
    there = pages(made)
    (made / "index.html").touch()  # the brief stands there, written by whoever publishes
    links = 0
    for address, text in there.items():
        for link in re.findall(r'href="([^"]*)"', text):
            if link.startswith("https://example.org/"):
                continue
            path, _, anchor = link.partition("#")
            target = ((made / address).parent / path).resolve() if path else made / address
            assert target.is_file(), (address, link)
            assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), (address, link)
            links += 1
    (made / "index.html").unlink()
    assert links > 100


def test_an_event_shows_its_sentence_in_raw_context_with_the_span_marked(made: Path) -> None:
    text = pages(made)[f"event/ev-{1:016x}.html"]
    assert "<mark>They </mark><mark><b>met</b></mark><mark>.</mark> “We agree on it,” Pistorius said." in text
    for wanted in ("The Courier", "23 March 2024", "https://example.org/1", "Ministers meet, says The Courier"):
        assert wanted in text


def test_a_document_shows_all_of_its_text_with_roles_and_what_was_read_in_it(made: Path) -> None:
    text = pages(made)[f"document/{1:032x}.html"]
    [segment] = re.findall(r'<div class="seg role-paragraph">(.*?)</div></div>', text, re.DOTALL)
    assert (
        re.sub(r"<[^>]*>", "", segment) == "paragraphThey met. “We agree on it,” Pistorius said. They will meet again."
    )
    assert "<mark>We agree on it</mark>" in segment
    assert f'href="../event/ev-{1:016x}.html"' in text


def test_a_person_has_offices_events_and_statements(made: Path) -> None:
    text = pages(made)["person/per-1.html"]
    assert "defence minister" in text
    assert "Also written: <bdi>Lecornu</bdi>" in text
    assert text.count("../event/") == 2
    assert "We agree on it" in pages(made)["person/per-2.html"]


def test_hostile_text_is_inert_on_every_page(made: Path) -> None:
    said = 0
    for address, text in pages(made).items():
        assert not re.search(r"<script|<img|<b onclick|href=\"javascript", text), address
        assert "\u202e" not in text, address
        said += "&lt;script&gt;" in text
    assert HOSTILE
    assert said >= 5


def test_only_what_changed_is_written_anew(tmp_path: Path) -> None:
    anew, kept, gone = site(yesterday(), tmp_path)
    assert (kept, gone) == (0, 0)
    assert site(yesterday(), tmp_path) == (0, anew, 0)
    (tmp_path / "person" / "per-3.html").unlink()
    assert site(yesterday(), tmp_path) == (1, anew - 1, 0)
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*.html")}
    changed = yesterday()
    changed["entities"][1]["aliases"] = ["Boris P."]
    assert site(changed, tmp_path)[0] == 1  # the person alone: the list of people does not show aliases
    now = {p for p in tmp_path.rglob("*.html") if before[p] != p.stat().st_mtime_ns}
    assert now == {tmp_path / "person" / "per-2.html"}


def test_what_is_gone_keeps_its_address_and_says_so(tmp_path: Path) -> None:
    site(today(), tmp_path)
    address = tmp_path / "event" / f"ev-{3:016x}.html"
    _, _, gone = site(yesterday(), tmp_path, "later")
    assert gone >= 2
    assert "This event is no longer held" in address.read_text(encoding="utf-8")
    assert "later" in address.read_text(encoding="utf-8")
    at = address.stat().st_mtime_ns
    site(yesterday(), tmp_path, "later still")
    assert address.stat().st_mtime_ns == at
    site(today(), tmp_path)
    assert "This event" not in address.read_text(encoding="utf-8")


def test_a_spoiled_list_of_pages_only_costs_work(tmp_path: Path) -> None:
    anew, _, _ = site(yesterday(), tmp_path)
    (tmp_path / "pages.parquet").write_text("{", encoding="utf-8")
    assert site(yesterday(), tmp_path) == (0, anew, 0)


def test_a_text_without_a_title_is_called_by_its_first_words(tmp_path: Path) -> None:
    rows = yesterday()
    rows["articles"][0] |= {"title": None, "lead": "The two ministers met on Friday in the port of Toulon for talks."}
    site(rows, tmp_path)
    called = "“The two ministers met on Friday in the port of …”"
    there = pages(tmp_path)
    assert all(called in there[a] for a in (f"document/{1:032x}.html", f"event/ev-{1:016x}.html", "documents.html"))


def test_a_country_in_which_others_met_has_a_page_that_the_event_leads_to(tmp_path: Path) -> None:
    rows = yesterday()
    rows["entities"][4]["country"] = rows["events"][0]["country"] = "CHE"
    site(rows, tmp_path)
    there = pages(tmp_path)
    assert f"../event/ev-{1:016x}.html" in there["country/CHE.html"]
    assert "../country/CHE.html" in there[f"event/ev-{1:016x}.html"]
    assert "Switzerland" in there["countries.html"]


def test_many_events_stand_under_their_years(tmp_path: Path) -> None:
    rows = yesterday()
    first, parties = rows["events"][0], rows["event_participants"][:2]
    for n in range(10, 20):
        day = DAY.replace(year=2000 + n)
        rows["events"].append(first | {"event_id": f"ev-{n:016x}", "start_on": day, "end_on": day})
        rows["event_participants"] += [p | {"event_id": f"ev-{n:016x}"} for p in parties]
    site(rows, tmp_path)
    years = re.findall(r"<h3>(\d+)</h3>", pages(tmp_path)["country/FRA.html"])
    assert years == [str(year) for year in (2024, *range(2019, 2009, -1))]
