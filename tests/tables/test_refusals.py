"""What to do about what was turned away: every rule has a remedy, this run's refusals stand first."""

import re
from typing import Any

import pytest

import assets.raw
from assets.reference import read_yaml
from assets.tables import refusals
from assets.tables.refusals import by_rule, telling, wrong_and_remedy
from runtime.version import ROOT

RULES = re.findall(r"`(\w+)`", str(assets.raw.__doc__).partition("one of these rules:")[2])
REJECTIONS = re.findall(
    r'_refuse\(\s*"(\w+)"', (ROOT / "assets" / "parsed" / "rejection.py").read_text(encoding="utf-8")
)


def row(rule: str, place: str, run_id: str = "r1", message: str = "It is empty: fill it.") -> dict[str, Any]:
    return {"rule": rule, "source_uri": place, "run_id": run_id, "message": message, "value": None}


@pytest.mark.parametrize("rule", REJECTIONS)
def test_a_rule_of_the_parser_has_a_remedy_of_its_own(rule: str) -> None:
    assert wrong_and_remedy(rule, "What is wrong.")[1] != refusals.LOOK


@pytest.mark.parametrize("rule", RULES)
def test_of_another_rule_the_message_says_it(rule: str) -> None:
    said = "the archive is broken (a: b): make it again"
    own = read_yaml("remedies").get(rule)
    assert wrong_and_remedy(rule, said) == ((said, own) if own else tuple(said.rsplit(": ", 1)))
    assert wrong_and_remedy(rule, "no word of what to do")[1]


def test_what_this_run_turned_away_stands_first() -> None:
    told = telling([row("a", "2.txt"), row("b", "1.txt", "r2"), row("a", "1.txt")], "r2")
    assert [(line["rule"], line["document"]) for line in told] == [("b", "1.txt"), ("a", "1.txt"), ("a", "2.txt")]
    assert told[0] == {
        "rule": "b",
        "document": "1.txt",
        "value": "",
        "what is wrong": "It is empty",
        "what to do": "fill it.",
        "first turned away": "r2",
    }


def test_rules_are_counted_the_most_frequent_first() -> None:
    lines = by_rule([row("a", "1.txt"), row("empty", "2.txt"), row("empty", "3.txt")])
    assert [(line["rule"], line["rows"], line["example"]) for line in lines] == [
        ("empty", "2", "2.txt"),
        ("a", "1", "1.txt"),
    ]
