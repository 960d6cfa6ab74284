"""Readers of rows: tables and JSON documents that hold an article a row or element.

Order: `tables` and `json_files` find the rows; `rows` takes columns under our names, with `moments` for days. What a
row must hold is judged as a JSON line is, in `readers.jsonl`.
"""
