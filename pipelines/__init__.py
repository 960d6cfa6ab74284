"""The outermost layer: Dagster's definitions and the command line. Nothing imports it.

`definitions` is what Dagster loads, `jobs` says when runs start (job, schedule, sensor), `cli` holds the commands,
`web` the UI; `plain` keeps text from steering a terminal; `opening` is what is done to a store before a run, `history`
looks after Dagster's own storage. `fuzz`, `faults` and `plants` are no part of the product. What a run does is in
`assets`, what carries it in `runtime`, what must hold of the results in `checks`.
"""
