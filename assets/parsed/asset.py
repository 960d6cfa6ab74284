"""The parsed tables as a Dagster asset: from raw documents to articles and segments."""

import dagster as dg

from assets.contract import Table
from assets.parsed import stage
from checks.catalogue import names, specs
from checks.registry import TABLES
from runtime import run
from runtime.cockpit.declared import dictionary, owners
from runtime.produced import Produced
from runtime.resources import Home
from runtime.run import Results

NAMES = names("parsed")
KINDS = {"python", "polars"}


def _spec(table: Table) -> dg.AssetSpec:
    return dg.AssetSpec(
        table.name,
        deps=["documents"],
        description=table.description,
        group_name="parsed",
        kinds=KINDS,
        skippable=True,
        owners=owners(),
        metadata=dictionary(table),
    )


@dg.multi_asset(name="parsed", specs=[_spec(TABLES[n]) for n in NAMES], check_specs=specs(NAMES), can_subset=False)
def parsed(context: dg.AssetExecutionContext, home: Home) -> Results:
    """Parses what is new; what an earlier run parsed with the same code is taken from its batches."""
    store = home.store()

    def compute(own: str) -> Produced:
        return stage.parsed(store, own, run.tables(store, own, "raw", ["documents"]), run.options(store, own))

    yield from run.stage(context, store, "parsed", NAMES, compute, inputs=("raw",))
