"""Measures what the project costs: `make bench`.

`speed` measures single steps; `peers` reading (`reading`) and whole runs (`whole`) beside other programs that do the
same work, over the texts that `texts` and `wire` write; `growth` runs on stores of growing size, and the cookbook's
`queries` over them; `disk` what stores take. `runs` makes one run, `past` keeps what was found, `asked` says what is
asked. Here belong measuring and printing; what is measured knows nothing of it.
"""
