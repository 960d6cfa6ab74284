"""Measures what the project costs: `make bench`.

`wire` writes short reports to measure with. Here belong measuring and printing; what is measured knows nothing of it.
"""
