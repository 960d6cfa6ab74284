"""What the parse binds of an act, beside what the network says: the clause that tells it (`clauses`), the status that
its syntax leaves it (`factuality`), the end of a visit of three days (`duration`)."""
