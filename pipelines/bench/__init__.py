"""Measures what the project costs: `make bench`.

`speed` measures single steps, `growth` whole runs on stores of growing size, over the short reports that `wire` writes.
Here belong measuring and printing; what is measured knows nothing of it.
"""
