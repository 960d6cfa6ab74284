"""The data flow, left to right: raw → parsed → enriched → tables.

A folder is a stage, and a stage imports only what stands to its left. Within a stage `schema` declares its tables, the
folders and modules beside it decide what is in them (pure: no Dagster, no store), `step` is what worker processes run,
`stage` runs the whole store through engine and gates, and `asset` shows that to Dagster. `contract` (how a table is
declared), `reference` (how `seeds/reference` is read) and `knowledge` (countries, places, leaders, agencies, the
calendar) stand left of them all.

Where to look when a value is wrong: `decided_in` of its table, shown in `docs/architecture.md`.
"""
