"""What the parse binds of an act, beside what the network says of it.

The clause that tells it (`clauses`), the status that its syntax leaves it (`factuality`), and the other end of a visit
of three days of which one is named (`duration`). Comes in: an article and words of it. Scores belong to `network`.
"""
