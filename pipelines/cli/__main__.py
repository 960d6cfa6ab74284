"""Lets `python -m pipelines.cli` be the command line."""

from pipelines.cli.app import main

if __name__ == "__main__":
    main()
