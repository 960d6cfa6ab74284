"""The data flow, left to right: raw → parsed → enriched → tables.

A folder is a stage, and a stage imports only what stands to its left. `contract` (how a table is declared) and
`reference` (how knowledge is read from `seeds/reference`) stand left of them all.
"""
