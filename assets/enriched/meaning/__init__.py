"""What the rows of the enriched tables must mean: the rules that `schema.py` declares beside the columns.

Here belong conditions, each with what a desk would want where it is broken (`contract.Rule`), by what the tables are
about: `of_documents`, `of_entities`, `of_events`; `phrases` has what they have in common. Checking them belongs to
`checks/meaning.py`. The shares of rules that warn stand well above what 3,800 documents of six sorts show.
"""
