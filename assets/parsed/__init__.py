"""Parsed: raw documents come in; `articles` and `segments` go out.

Here belong the roles of lines and blocks, datelines, publication dates, the record's metadata, language, duplicates and
stories, and the rules that turn away what is no news article. Who did what does not belong here.
"""
