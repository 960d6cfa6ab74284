"""Measures what the project costs: `make bench`.

`speed` measures single steps, `growth` whole runs on stores of growing size, `peers` both beside other programs that do
the same work, over the short reports that `wire` writes; `past` keeps what was found. Here belong measuring and
printing; what is measured knows nothing of it.
"""
