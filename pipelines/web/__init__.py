"""The Dagster UI behind a front of our own: `front` says which requests pass, `serve` runs webserver, code and daemon,
`dictionary` is a page of our own.

Here belongs what stands between a browser and Dagster. Which folders a run may use belongs to `runtime.resources`: it
must hold however a run was started.
"""
