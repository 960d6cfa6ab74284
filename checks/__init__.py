"""The gates: what a row, a table and a run must be before anything is published.

Rows come in and leave as valid rows and refused rows with reasons (`gate`); whole tables and whole runs come in and
leave as outcomes (`flow`, `accounting`, `meaning`, `shape` over `features`, `coverage`, `accuracy`, `sentinels`;
`results` is the record). `registry` makes of the declarations what pandera, Arrow, DuckDB and Dagster want, `catalogue`
lists the checks, `dictionary` writes the documentation. `own_labels` (with `judging`) says what our labels say of
published events; no run calls it. Nothing here changes a value.
"""
