"""Tables: the gated rows of every stage come in; the next `warehouse.duckdb`, its views and its snapshots go out.

Here belong the files that readers open. Deciding what is true of the news does not belong here.
"""
