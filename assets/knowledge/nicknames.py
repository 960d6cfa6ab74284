"""Short forms of given names: "Joe" of "Joseph".

Here belongs the look-up alone; what two names with such forms amount to is for those who compare names to say. The list
is `seeds/reference/nicknames.csv`.
"""

from functools import cache

from assets.reference import read_csv, split


def is_nickname(one: str, other: str) -> bool:
    """Whether one of two given names, in lower case without accents, is a short form of the other."""
    table = _nicknames()
    return other in table.get(one, frozenset()) or one in table.get(other, frozenset())


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """Short form → full forms."""
    return {row["short"]: frozenset(split(row["full"])) for row in read_csv("nicknames")}
