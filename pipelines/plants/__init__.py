"""Plants faults in a run's tables and says what the checks make of each: `make plants`.

Comes in: a store that has published the sample documents. Goes out: by fault, whether it is caught (the run stops, or
what is wrong is set aside), warned of, or unseen. `planting` has the register and the verdict; the faults stand in
`texts`, `names`, `events`, `sayings`, `wholes` (SQL over the run's tables), `rows` (before they become frames) and
`readings` (what a broken model would find in the sentinel documents). Look at `docs/reliability.md` for the counts.
"""
