"""What `make docs` writes into the documentation from what is declared and measured.

Here belong the dictionary of tables, columns and rules, the licences of the requirements, and the figures of trust.
What they say is decided where it is declared; the manual itself is in `docs`.
"""
