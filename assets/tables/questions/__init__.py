"""Questions to the published store: those that people ask it, and those that it asks people.

`asking` runs a reader's SQL with no file, setting or extension within reach; `review` finds the merges and events of
which the record is least sure, each with its evidence; `details` gathers what is held of one thing; `correcting` reads
what they type to set an event right. The command line shows them.
"""
