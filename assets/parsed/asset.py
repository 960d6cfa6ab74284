"""The parsed tables as a Dagster asset: from raw documents to articles and segments."""

import dagster as dg

from assets.parsed import stage
from checks.catalogue import names, specs
from checks.registry import TABLES
from runtime import run
from runtime.cockpit.declared import spec
from runtime.produced import Produced
from runtime.resources import Home
from runtime.run import Results

NAMES = names("parsed")


@dg.multi_asset(
    name="parsed",
    specs=[spec(TABLES[n], "parsed", ["documents"]) for n in NAMES],
    check_specs=specs(NAMES),
    can_subset=False,
)
def parsed(context: dg.AssetExecutionContext, home: Home) -> Results:
    """Parses what is new; what an earlier run parsed with the same code is taken from its batches."""
    store = home.store()

    def compute(own: str) -> Produced:
        return stage.parsed(store, own, run.scanned(store, own, "raw", ["documents"]), run.options(store, own))

    yield from run.stage(context, store, "parsed", NAMES, compute, inputs=("raw",))
