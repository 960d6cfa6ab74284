"""Readers: a file below the inbox comes in; documents and refusals go out. One module a format.

`inbox` walks the folder; `formats` declares every format and picks the reader by the file's ending; `files` is what is
read from, on disk, in an archive or compressed; `documents` makes the records that all of them yield, each behind the
`wall`, so that whatever reading it raises is its refusal. A file is not found: `inbox`;
read by the wrong reader: `formats`. A line or record is missing: its format's module. An id or
size is wrong: `documents`.
"""
