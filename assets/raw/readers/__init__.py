"""Readers: a file below the inbox comes in; documents and refusals go out. One module a format.

`inbox` walks the folder and picks the reader by the file's ending; `jsonl` and `warc` read containers; `documents`
makes the record that all of them yield. A file is not found or read by the wrong reader: `inbox`. A line or record is
missing: its format's module. An id or size is wrong: `documents`.
"""
