"""What stages leave behind: how their tables are kept.

Here belongs how a table is written and read back without writing again what stood in an earlier run. What a stage makes
belongs to the stage, where it stands to `store`.
"""
