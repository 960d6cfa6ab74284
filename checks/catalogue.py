"""Every check by asset: what Dagster declares, and what the documentation lists.

Here belong names and descriptions. Judging belongs to `gate`, `flow` and `accuracy`.
"""

from collections.abc import Sequence

import dagster as dg

from checks import accuracy, flow
from checks.registry import TABLES, of_stage

_MEANING = "Rows mean what they must: the rules of the table's declaration. Documents that break one are set aside."
_GATE = "Every row keeps its contract; refused rows stand in quarantine. Too many of them stop the run."
OF_WHOLE_RUN = {
    "stages_of_one_piece": "Every stage has read the outputs that are published beside its own.",
    "run_accounted_for": "What the run found new is published, quarantined or superseded, each counted from rows.",
    "documents_accounted_for": "Every document ever accepted is published, quarantined or superseded by name.",
    "keys_unique": "No two rows of a table have the same key.",
    "ids_join": "Every id that points to another table finds its row there.",
    "spans_true": "Every text beside a span is that stretch of the document's raw text.",
    **{f"floor_{name}": f"Enough {what}." for name, what in flow.FLOORS.items()},
    "tables_meaning": "Documents, places and refusals mean what they must, in the run as a whole.",
    "documents_kept": "Every document that the last good run held is held.",
    "articles_kept": "Few articles of the last good run are now turned away.",
    "shape": "In the documents that the last good run published, too, no share has moved much.",
    "shape_of_new": "Documents that are new are not unlike those that are held.",
    "drift": "No figure has moved much since the last good run.",
    **{f"accuracy_{name}": f"Share of our own labels met: {name.replace('_', ' ')}." for name in accuracy.MEASURES},
}
DESCRIPTIONS: dict[tuple[str, str], str] = {
    **{(t.name, f"{t.name}_gate"): _GATE for t in TABLES.values() if t.stage != "tables"},
    **{(t.name, f"{t.name}_meaning"): _MEANING for t in TABLES.values() if t.stage in ("parsed", "enriched")},
    ("documents", "every_reading_accounted_for"): "Everything that was read is held or stands in quarantine.",
    ("articles", "parser_errors"): "The parser raises on no document, or on so few that it is not broken.",
    ("articles", "every_document_accounted_for"): "Every current document is published or stands in quarantine.",
    ("segments", "unknown_roles"): "Few characters have a role that the parser does not understand.",
    ("annotations", "annotator_errors"): "The annotator raises on no document, or on so few that it is not broken.",
    (
        "annotations",
        "sentinels",
    ): "Our own documents of known answer are understood as they must be.",
    ("tenures", "one_holder_a_seat"): "No two people are shown in one seat on one day; each sentence is told.",
    ("entity_merges", "rulings_found"): "Every ruling in overrules.yaml is about something that the documents hold.",
    ("events", "corrections_stand"): "Every correction in overrules.yaml could be set into its event.",
    **{("snapshots", name): text for name, text in OF_WHOLE_RUN.items()},
    (
        "warehouse",
        "all_rows_arrived",
    ): "The warehouse holds the rows that the lake holds: as many in every table, the same in all.",
    ("brief", "watch_list_readable"): "The watch list, watch.yaml in the store, can be read, or there is none.",
}


def specs(assets: Sequence[str]) -> list[dg.AssetCheckSpec]:
    """The check specs of these assets. All can block; whether one does, its outcome's severity says."""
    return [
        dg.AssetCheckSpec(name, asset=asset, description=text, blocking=True)
        for (asset, name), text in DESCRIPTIONS.items()
        if asset in assets
    ]


FAULT = "a fault of ours: report it with the document, and leave that for a later run (`leave`) to publish the others"
_REMEDIES = {
    "stages_of_one_piece": "materialise all assets together: the job everything, or communique run",
    "documents_kept": "if the inbox was changed on purpose give another --home; else put back what was in it",
    "articles_kept": "look at these documents: where the rule is wrong report it, where they are put them right",
    "shape": "see whether it is meant, as with another model; then run again with accept_drift (--accept-drift)",
    "drift": "see what changed, code, model or inbox; the threshold is a setting (thresholds)",
    "sentinels": "install the project again, or see what was changed in the model or the reference data",
    "all_rows_arrived": "see whether the disk is full, and run again: what was done is kept",
    "rulings_found": "correct overrules.yaml: it speaks of what no document holds",
    "corrections_stand": "mend the correction in overrules.yaml; until then the event stands as its reports tell it",
    "one_holder_a_seat": "look at both sentences; overrules.yaml settles what is wrong",
    "watch_list_readable": "correct watch.yaml in the store",
    "parser_errors": "report the first document's message; the code is at fault where so many fail",
    "annotator_errors": "report the first document's message; the code is at fault where so many fail",
    "unknown_roles": "look at the pages of these documents: their layout is not understood",
    "shape_of_new": "see whether the new documents are what you meant to give",
}


def remedy(asset: str, name: str) -> str:
    """What to do where a check fails and the rule that was broken does not say it itself."""
    if name.startswith("accuracy_"):
        return "look at the labels in seeds/gold that are missed: a change of code or data has done it"
    if name.startswith("floor_"):
        return "look at these documents: the stage that should find it does not work on them; the floor is a setting"
    if name == f"{asset}_gate":
        return "see what these rows have in common; if the inbox is as ever, it is " + FAULT
    return _REMEDIES.get(name, FAULT)


def names(stage: str) -> list[str]:
    """The tables of a stage, as asset names."""
    return [t.name for t in of_stage(stage)]
