"""What of a run's rows is new since the last good run, and which of both are laid beside each other.

`fresh` finds the documents whose rows are not those that were asked before, so that what a document decides by itself
is asked once; `sample` lays the rows of both runs out for `checks/shape.py`. What is asked belongs to the checks.
"""
