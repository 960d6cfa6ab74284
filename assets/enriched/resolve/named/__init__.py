"""What documents name, in columns: one row a thing that a document names, and of every way of naming one record.

`rows` says what of a document is kept, `columns` lays the rows of all documents out, `ruled` finds what analysts'
rulings are about. Which rows are one thing is decided in `persons` and `named_things`, and put together in `entities`.
"""
