"""Runtime: what every run needs, whatever it is about: store, engine, versions, progress, and how a stage ends.

Here belongs no word of news. `store` knows the files under HOME, `manifests` what every run says of itself, `lock` who
may write, `durable` how a file is written so that no crash can halve it, `held` what is taken over from the published
run. `batches` runs a pure function over many items in worker processes (`arrow_records` turns its records into Arrow
rows and back), `cockpit` is what a run shows of itself in Dagster, `version` says which code a step runs on,
`run` is one run as Dagster's assets see it, `produced` and `refusals` are what a stage hands over, `progress` tells
listeners how far it is, `resources` holds the settings. What the stages do is in `assets`, what must hold of it in
`checks`.
"""
