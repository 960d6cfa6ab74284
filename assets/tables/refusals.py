"""What to do about what was turned away: each refusal with its remedy, and all of them by rule.

Here belongs the telling. The remedies of rules stand in `seeds/reference/remedies.yaml`; of rules that are not named
there the message itself says what to do, behind its last colon.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assets.reference import read_yaml

SHOWN = 200  # in Dagster, where every run keeps its table for ever
LOOK = "Look at the document; take it out of the inbox if it is no article."


def wrong_and_remedy(rule: str, message: str) -> tuple[str, str]:
    """What is wrong with a document that the rule turned away, and what to do about it."""
    known: dict[str, str] = read_yaml("remedies")
    told = known.get(rule)
    wrong, _, remedy = message.rpartition(": ")
    if told is not None or not wrong:
        return message, told or LOOK
    return wrong, remedy


def telling(rows: Iterable[Mapping[str, Any]], run_id: str) -> list[dict[str, str]]:
    """The rows of `quarantine` as people read them: what this run turned away first, then by rule and document."""
    ordered = sorted(rows, key=lambda row: (row["run_id"] != run_id, row["rule"], row["source_uri"]))
    return [_told(row) for row in ordered[:SHOWN]]


def _told(row: Mapping[str, Any]) -> dict[str, str]:
    wrong, remedy = wrong_and_remedy(row["rule"], row["message"])
    return {
        "rule": row["rule"],
        "document": row["source_uri"],
        "value": row["value"] or "",
        "what is wrong": wrong,
        "what to do": remedy,
        "first turned away": row["run_id"],
    }


def by_rule(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """A line a rule, the most frequent first: how many it turned away, one of them, and what to do."""
    rules: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        rules.setdefault(row["rule"], []).append(row)
    return [
        {
            "rule": rule,
            "rows": f"{len(of_rule):,}",
            "example": of_rule[0]["source_uri"],
            "what to do": wrong_and_remedy(rule, of_rule[0]["message"])[1],
        }
        for rule, of_rule in sorted(rules.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
