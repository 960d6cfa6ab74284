"""Readers of documents of word processors and printers: their text, paragraph by paragraph.

`word` reads .docx, `rich_text` .rtf, `portable` PDF. Each gives paragraphs with a blank line between them; whether
these are one article or an export of several is told by `exports`.
"""
