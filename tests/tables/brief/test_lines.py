"""A line of an event says what the event in full says, and both what the views of the warehouse say."""

import copy
from pathlib import Path

from assets.tables.brief import lines
from assets.tables.brief.query import rows
from tests.tables.brief.world import Rows, compared, today
from tests.tables.conftest import article


def world() -> Rows:
    """Events that are confirmed, that one text alone tells, that nobody dates, and that are uncertain."""
    made = copy.deepcopy(today())
    made["articles"].append(article(3, "Third Post") | {"near_duplicate_of": f"{1:032x}"})
    made["events"].append(made["events"][0] | {"event_id": f"ev-{4:016x}", "outlet_count": 2, "start_on": None})
    made["event_participants"] += [p | {"event_id": f"ev-{4:016x}"} for p in made["event_participants"][:2]]
    report = made["event_reports"][0] | {"event_id": f"ev-{4:016x}"}
    made["event_reports"] += [report, report | {"document_id": f"{3:032x}"}]
    return made


def test_a_line_agrees_with_the_event_in_full(tmp_path: Path) -> None:
    con, told, _ = compared(None, world(), tmp_path)
    found = [lines.line(row) for row in con.execute(f"SELECT {lines.COLUMNS} FROM lines l ORDER BY nth").fetchall()]
    assert [line.event_id for line in found] == list(told)
    for line in found:
        event = told[line.event_id]
        assert (line.sure.grade, line.sure.words) == (event.sure.grade, event.sure.words)
        for name in ("sentence", "theme", "start_on", "place", "place_id", "country", "point", "page", "year"):
            assert getattr(line, name) == getattr(event, name), name
    assert {line.sure.grade for line in found} == {"confirmed", "likely", "uncertain"}
    assert told[f"ev-{4:016x}"].sure.grade == "likely"


def test_events_are_told_as_the_view_timeline_has_them(tmp_path: Path) -> None:
    con, told, _ = compared(None, world(), tmp_path)
    for row in rows(con, "SELECT event_id, countries, place, forum, sentence, how_sure FROM timeline"):
        event = told[row["event_id"]]
        assert (event.countries, event.place, event.forum) == (tuple(row["countries"]), row["place"], row["forum"])
        assert event.evidence == (row["sentence"] or "")
        assert row["how_sure"].startswith(event.sure.grade) or event.sure.grade == "likely"
