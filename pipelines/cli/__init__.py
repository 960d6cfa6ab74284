"""The command line: one module a command.

`app` gathers the commands, those that need no SQL from `asking`; `console` draws what they say, `options` holds what
they share. `launch` starts a run in Dagster for `run`, `examination` looks at store and installation for `doctor`.
Here belongs no logic about news.
"""

from pipelines.cli.app import main

__all__ = ["main"]
