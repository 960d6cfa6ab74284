"""Tables: the gated rows of every stage come in; the next `warehouse.duckdb`, its views and its snapshots go out.

`snapshots` writes and opens Parquet files, `warehouse` builds the DuckDB file with the `views` of `sql/`, `brief` makes
the page of what is new, `site` a page of every event, person, country and document, `compare` says how two snapshots
differ, `export` (with `followthemoney` and `datapackage`) writes for other tools, `details` gathers what is held of one
event, person or document. `stage` gathers what earlier stages left, `publish` judges it as a whole and switches;
`mend` makes anew what is broken of that.
Deciding what is true of the news does not belong here.
"""
