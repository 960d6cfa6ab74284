"""One entity: what it is called, its rows, and whether these stand from an earlier run.

Which names are one entity is decided in `entities`, beside this.
"""
