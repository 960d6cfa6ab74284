"""Everything that Dagster loads: assets, checks, jobs, schedule, sensor and resources."""

import dagster as dg

from assets.enriched.asset import annotated, resolved
from assets.parsed.asset import parsed
from assets.raw.asset import raw
from assets.tables.asset import brief, snapshot, warehouse
from pipelines.alarm import failed_runs
from pipelines.jobs import daily, everything, new_files
from pipelines.opening import OpenHome

defs = dg.Definitions(
    assets=[raw, parsed, annotated, resolved, snapshot, warehouse, brief],
    jobs=[everything],
    schedules=[daily],
    sensors=[new_files, failed_runs],
    # The stages keep what they make in the store; Dagster's default would let a run name a folder to write to.
    resources={"home": OpenHome(), "io_manager": dg.mem_io_manager},
    executor=dg.in_process_executor,
)
