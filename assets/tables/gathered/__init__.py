"""What stands in the published file beside the contract's tables, so that a question does not gather it of all rows.

Here belong the making of it with the file, and its following of what changed. What it says is said by views and macros,
which are what people ask: its own tables are no part of the contract.

    words   the index of words that `search` reads
    casts   who took part in events, and who made statements
"""
