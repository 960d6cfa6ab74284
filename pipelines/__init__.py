"""The wiring: how the stages run, where their files stand, and how people and Dagster start them.

Here belongs no logic about news: that is in `assets`. What must hold of the results is in `checks`.
"""
