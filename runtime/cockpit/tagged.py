"""Which run is published, as Dagster's list of runs shows it: a tag, which can be filtered by.

Here belongs the tag. What publishes belongs to `assets/tables`; a run with nothing new is tagged by
`pipelines/timeline.py`.
"""

import dagster as dg

OUTCOME = "outcome"
PUBLISHED, BEFORE = "published", "published before"


def published(instance: dg.DagsterInstance, dagster_run_id: str) -> None:
    """Tags a run as the one that is published; the one that was is tagged as published before."""
    for run in instance.get_runs(dg.RunsFilter(tags={OUTCOME: PUBLISHED})):
        if run.run_id != dagster_run_id:
            instance.add_run_tags(run.run_id, {OUTCOME: BEFORE})
    instance.add_run_tags(dagster_run_id, {OUTCOME: PUBLISHED})
