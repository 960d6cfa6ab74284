"""Rules that an event decides by itself: they read nothing that other events make, and are asked of it once."""

import datetime as dt
import re

import polars as pl
import pytest

from assets.enriched import of_events
from checks import meaning
from checks.registry import TABLES, frame

DAY = dt.date(2024, 5, 2)


@pytest.mark.parametrize("name", sorted(of_events.RULES))
def test_a_rule_that_an_event_decides_names_nothing_that_other_events_make(name: str) -> None:
    rules = {rule.name: rule for rule in TABLES[name].rules}
    assert of_events.RULES[name] <= rules.keys()
    for rule in (rules[one] for one in of_events.RULES[name]):
        read = {
            table for table in re.findall(r"(?:FROM|JOIN) (\w+)\b(?!\()", rule.broken) if not table.startswith("known_")
        }
        assert read <= {*of_events.RULES, *of_events.BESIDE}, rule.name


def test_what_events_break_by_themselves_is_told_as_if_it_were_asked_anew() -> None:
    said = {"start_on": DAY, "date_precision": "none", "summary": "?", "status": "happened"}
    events = frame(TABLES["events"], [{"event_id": f"e{n}"} | (said if n < 15 else {}) for n in range(30)])
    at = {"raw_start": 1, "raw_end": 3, "trigger_start": 5, "trigger_end": 7, "sentence_no": 0}
    told = [{"event_id": f"e{n}", "document_id": f"d{n % 4}"} | at for n in range(0, 30, 2)]
    rows = {"events": events, "event_reports": frame(TABLES["event_reports"], told)}
    rows |= {name: frame(TABLES[name], []) for name in ("event_participants", "entities", *of_events.BESIDE)}
    ids = events.select("event_id")
    found = pl.concat(of_events.faults(rows, part) for part in (ids[:7], ids[7:]))
    known = found.rename({"event_id": "document_id"})
    tables = [TABLES[name] for name in of_events.RULES]
    con = meaning.connection(rows)
    anew = meaning.broken(con, tables)
    assert meaning.broken(con, tables, known, of_events.decided) == anew
    assert {"told", "attended", "day_as_exact"} <= {b.rule.name for b in anew}
    assert {b.rule.name for b in meaning.broken(con, tables, known.clear(), of_events.decided)} < {
        b.rule.name for b in anew
    }
