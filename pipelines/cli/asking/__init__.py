"""Commands that ask the published store without SQL, and how long answers are drawn.

`search` finds articles by words, `show` tells all of one event, person or document, `review` asks back about what is
least sure; `grid` draws rows. What is asked is
decided in `assets/tables`; `sql`, which takes a query, stands one folder up.
"""
