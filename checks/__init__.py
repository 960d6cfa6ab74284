"""The gates: what a row, a table and a run must be before anything is published.

Rows come in and leave as valid rows and refused rows with reasons; whole tables and whole runs come in and leave as
check outcomes. Nothing here changes a value.
"""
