"""The command line: one module a command."""

from pipelines.cli.app import main

__all__ = ["main"]
