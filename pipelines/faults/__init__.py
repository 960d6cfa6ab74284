"""Kills runs and damages stores, and looks whether the next run mends it: `python -m pipelines.faults`.

`scene` has an inbox, an undisturbed store, and the comparing of tables; `kills` ends runs at drawn moments, `damage`
spoils files and lets two runs meet, `disk` takes room and the right to write, `clock` sets the time back, `readers`
open what is published while runs publish. After every fault one undisturbed run must give the tables that a store which
met with none holds. Here belongs no part of the product: nothing but `make faults` and its tests calls it.
"""
