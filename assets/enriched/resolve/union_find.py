"""Joins things into groups: a union-find whose groups are named by their lowest member.

Here belongs the bookkeeping alone; what may be joined is decided by who calls.
"""

from collections.abc import Iterable

Tag = frozenset[tuple[str, str]]  # (question, side): things on different sides of one question are not one


class UnionFind:
    """Groups over 0 … size-1. `tags` keep members apart: a group never holds two sides of one question."""

    def __init__(self, size: int, tags: Iterable[Tag] = ()) -> None:
        self._parent = list(range(size))
        held = list(tags)
        self._tags: list[Tag] = held if held else [frozenset()] * size

    def root(self, member: int) -> int:
        """The lowest member of its group."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def may_join(self, a: int, b: int) -> bool:
        """Whether no ruling keeps the two groups apart."""
        return not apart(self._tags[self.root(a)], self._tags[self.root(b)])

    def join(self, a: int, b: int) -> bool:
        """Makes two groups one; False where a ruling keeps them apart."""
        low, high = sorted((self.root(a), self.root(b)))
        if low == high:
            return True
        if not self.may_join(low, high):
            return False
        self._parent[high] = low
        self._tags[low] |= self._tags[high]
        return True

    def groups(self) -> list[list[int]]:
        """Every group in order of its lowest member."""
        found: dict[int, list[int]] = {}
        for member in range(len(self._parent)):
            found.setdefault(self.root(member), []).append(member)
        return list(found.values())


def apart(a: Tag, b: Tag) -> bool:
    """Whether two tags are on different sides of a question."""
    return any(one == other and side != opposite for one, side in a for other, opposite in b)
