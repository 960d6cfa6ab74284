"""A notebook for marimo: `marimo edit examples/meetings.py`, or `python examples/meetings.py` to run it through.

It opens the published store read-only ($COMMUNIQUE_HOME, else ./data), asks it with SQL, and goes on in polars and
pandas.
"""

import marimo

app = marimo.App(width="medium", app_title="Meetings")


@app.cell
def _():
    import os
    from pathlib import Path

    import duckdb
    import marimo as mo
    import pandas as pd
    import polars as pl

    home = Path(os.environ.get("COMMUNIQUE_HOME") or "data")
    store = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
    return mo, pd, pl, store


@app.cell
def _(mo):
    mo.md("""# Who meets whom

    Every row of the record has a sentence behind it; `evidence` gives it.""")


@app.cell
def _(mo, store):
    # SQL to a polars frame: a row a meeting, surest first.
    meetings = store.sql("""
        SELECT event_id, start_on, event_kind, place, country, participants, confidence, how_sure
        FROM meetings
        ORDER BY confidence DESC, event_id
    """).pl()
    mo.ui.table(meetings)
    return (meetings,)


@app.cell
def _(meetings, pl):
    # polars: meetings a year and kind; undated ones are left out.
    by_year = (
        meetings.filter(pl.col("start_on").is_not_null())
        .group_by(pl.col("start_on").dt.year().alias("year"), "event_kind")
        .agg(pl.len().alias("meetings"), pl.col("confidence").mean().round(2).alias("mean_confidence"))
        .sort("year", "event_kind")
    )
    by_year
    return (by_year,)


@app.cell
def _(pd, store):
    # pandas: which countries met, as a matrix. A pair stands once in `acts`, so both halves are added.
    pairs = store.sql("""
        SELECT DISTINCT event_id, who_country, whom_country
        FROM acts
        WHERE event_kind IN ('meeting', 'summit', 'forum_sideline', 'visit', 'call') AND status = 'happened'
          AND who_country <> whom_country
    """).df()
    matrix = pd.crosstab(pairs["who_country"], pairs["whom_country"])
    every = sorted(set(matrix.index) | set(matrix.columns))
    matrix = matrix.reindex(index=every, columns=every, fill_value=0)
    matrix = matrix + matrix.T
    matrix
    return (matrix,)


@app.cell
def _(meetings, mo, store):
    # The sentences behind the surest meeting.
    sentences = store.execute(
        "SELECT outlet, published_on, address, sentence FROM evidence WHERE event_id = ?", [meetings["event_id"][0]]
    ).pl()
    mo.ui.table(sentences)
    return (sentences,)


if __name__ == "__main__":
    app.run()
