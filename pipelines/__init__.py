"""The outermost layer: Dagster's definitions and the command line. Nothing imports it.

`definitions` is what Dagster loads, `jobs` says when runs start (job, schedule, sensor), `cli` holds the commands;
`opening` is what is done to a store before a run, `history` looks after Dagster's own storage. `fuzz` and `faults` are
no part of the product. What a run does is in `assets`, what carries it in `runtime`, what must hold of the results in
`checks`.
"""
