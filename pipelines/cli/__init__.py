"""The command line: one module a command.

`app` gathers the commands; `console` draws what they say, `grid` answers, `options` holds what they share. `launch`
starts a run in Dagster for `run`, `examination` looks at store and installation for `doctor`. `bench` is started by
`make` alone. Here belongs no logic about news.
"""

from pipelines.cli.app import main

__all__ = ["main"]
