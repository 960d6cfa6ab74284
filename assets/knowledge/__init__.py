"""Knowledge of the world that several stages look up: countries, places, leaders, agencies and the calendar.

Look-ups over `seeds/reference` belong here, and nothing about any document. This package stands left of every stage.
`build_places` makes `places.parquet` and is no part of a run.
"""
