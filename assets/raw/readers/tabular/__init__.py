"""Readers of rows: tables and JSON documents that hold an article a row or element."""
