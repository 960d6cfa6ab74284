"""Readers of what crawlers keep: WARC files of pages, WET files of their texts.

Order: `warc_records` parts a stream into records, `http_response` takes an answer of a server apart, `warc` says which
records are documents.
"""
