"""The cockpit: what a run shows of itself in Dagster's UI, and what it says there when it stops.

Outcomes of checks, stage notes and the store come in; check results, failures and log lines go out. `judged` shows what
checks found and what stopped a run. Here belongs the showing alone: nothing is decided, and nothing is read from
documents but the names of what a check has named.
"""
