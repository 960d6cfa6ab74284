"""Persons: people as each document names them come in; groups that are one person go out.

`name_similarity` compares names, `namesakes` tells well-known bearers of one name apart, `persons` groups full names by
office, country and time, `surnames` finds whom a surname alone means.
"""
