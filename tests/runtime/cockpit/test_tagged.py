"""The tag that says which run is published: on one run at a time, on none that has published nothing."""

import dagster as dg

from runtime.cockpit import tagged


@dg.job
def trivial() -> None:
    """A run to tag."""


def test_one_run_is_tagged_as_published_and_earlier_ones_as_published_before() -> None:
    with dg.instance_for_test() as instance:
        first, second, nothing = (trivial.execute_in_process(instance=instance).run_id for _ in range(3))
        for run_id in (first, second, second):  # a step may be tried again
            tagged.published(instance, run_id)
        tags = {run.run_id: run.tags.get("outcome") for run in instance.get_runs()}
    assert tags == {first: "published before", second: "published", nothing: None}
