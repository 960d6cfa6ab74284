"""Readers of documents of word processors and printers: their text, paragraph by paragraph."""
