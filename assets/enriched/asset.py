"""The enriched tables as Dagster assets: annotations of single documents, then what all documents say together."""

import dagster as dg

from assets.enriched import stage
from checks.catalogue import names, specs
from checks.registry import TABLES
from runtime import run
from runtime.cockpit.declared import owners, spec
from runtime.produced import Produced
from runtime.resources import Home
from runtime.run import Results

NAMES = names("enriched")
ANNOTATIONS = dg.AssetSpec(
    "annotations",
    deps=["articles", "segments"],
    description="What every article says by itself, kept in batches; one row an article with the key of its result",
    group_name="enriched",
    kinds={"python", "parquet"},
    skippable=True,
    owners=owners(),
)


@dg.multi_asset(name="annotated", specs=[ANNOTATIONS], check_specs=specs(["annotations"]), can_subset=False)
def annotated(context: dg.AssetExecutionContext, home: Home) -> Results:
    """Runs the language model and the rules over what is new, in worker processes."""
    store = home.store()

    def compute(own: str) -> Produced:
        raw = run.scanned(store, own, "raw", ["documents"])
        records = run.tables(store, own, "parsed", ["parses"])
        return stage.annotated(store, own, raw, records, run.options(store, own))

    yield from run.stage(context, store, "annotated", ["annotations"], compute, inputs=("raw", "parsed"))


@dg.multi_asset(
    name="resolved",
    specs=[spec(TABLES[n], "enriched", ["annotations"]) for n in NAMES],
    check_specs=specs(NAMES),
    can_subset=False,
)
def resolved(context: dg.AssetExecutionContext, home: Home) -> Results:
    """Resolves who, where and what happened across all current documents."""
    store = home.store()

    def compute(own: str) -> Produced:
        raw = run.scanned(store, own, "raw", ["documents"])
        records = run.scanned(store, own, "parsed", ["articles"])
        annotations = run.tables(store, own, "annotated", ["annotations"])["annotations"]
        return stage.enriched(store, own, raw, records, annotations, run.options(store, own))

    yield from run.stage(context, store, "enriched", NAMES, compute, inputs=("raw", "parsed", "annotated"))
