"""The published files as Dagster assets: the snapshot with the checks of the whole run, the warehouse, the brief."""

import dagster as dg

from assets.enriched.asset import NAMES as ENRICHED
from assets.parsed.asset import NAMES as PARSED
from assets.raw.asset import NAMES as RAW
from assets.tables.stage import brief_stage, snapshot_stage, warehouse_stage
from checks.catalogue import specs
from checks.registry import TABLES
from runtime import run
from runtime.cockpit import tagged
from runtime.cockpit.declared import dictionary, freshness, owners
from runtime.resources import Home
from runtime.run import Results

SNAPSHOTS = dg.AssetSpec(
    "snapshots",
    deps=[*RAW, *PARSED, *ENRICHED],
    description="The tables of this run as Parquet files, judged as a whole before anything is published",
    group_name="tables",
    kinds={"parquet"},
    skippable=True,
    owners=owners(),
)
QUARANTINE = dg.AssetSpec(
    "quarantine",
    deps=["snapshots"],
    description=f"{TABLES['quarantine'].description}, and what to do about it; it holds up no other document",
    group_name="tables",
    kinds={"polars"},
    skippable=True,
    owners=owners(),
    metadata=dictionary(TABLES["quarantine"]),
)
WAREHOUSE = dg.AssetSpec(
    "warehouse",
    deps=["snapshots"],
    description="The published DuckDB file: every table, the views, and time travel to earlier runs",
    group_name="tables",
    kinds={"duckdb", "sql"},
    skippable=True,
    owners=owners(),
    freshness_policy=freshness(),
)
BRIEF = dg.AssetSpec(
    "brief",
    deps=["warehouse"],
    description="What is new since the last published run, the alerts of the watch list, and a page of every event",
    group_name="tables",
    kinds={"python"},
    skippable=True,
    owners=owners(),
)


@dg.multi_asset(name="snapshot", specs=[SNAPSHOTS, QUARANTINE], check_specs=specs(["snapshots"]), can_subset=False)
def snapshot(context: dg.AssetExecutionContext, home: Home) -> Results:
    """Writes the run's tables side by side and runs the checks that need all of them."""
    store = home.store()
    inputs = ("raw", "parsed", "annotated", "enriched")
    yield from run.stage(
        context, store, "snapshots", ["snapshots", "quarantine"], lambda own: snapshot_stage(store, own), inputs=inputs
    )


@dg.multi_asset(name="publish", specs=[WAREHOUSE], check_specs=specs(["warehouse"]), can_subset=False)
def warehouse(context: dg.AssetExecutionContext, home: Home) -> Results:
    """Builds the next warehouse beside the current one and switches to it."""
    store = home.store()
    yield from run.stage(
        context, store, "warehouse", ["warehouse"], lambda own: warehouse_stage(store, own), inputs=("snapshots",)
    )
    if not run.unchanged(store, run.run_id(context, store)):
        tagged.published(context.instance, context.run.run_id)


@dg.multi_asset(name="write_brief", specs=[BRIEF], check_specs=specs(["brief"]), can_subset=False)
def brief(context: dg.AssetExecutionContext, home: Home) -> Results:
    """Writes the brief and the pages of the published run, and ends the run's tidying."""
    store = home.store()
    run.prune_history(context.instance)
    yield from run.stage(context, store, "brief", ["brief"], lambda own: brief_stage(store, own), inputs=("warehouse",))
