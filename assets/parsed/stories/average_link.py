"""Groups by average link: two groups join while the mean likeness of all pairs between them is high enough.

Only pairs that are alike at all are held, so that the cost follows their number, not the square of the documents. One
report that resembles two stories cannot chain them together, as single link does. Here belongs the joining alone.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence


def average_link(count: int, pairs: Iterable[tuple[int, int, float]], threshold: float) -> list[list[int]]:
    """Groups of the items 0 to count - 1, each in order, by their first item; pairs not given have likeness 0.

    A pair given twice counts with its highest likeness. Ties are settled by the items' order, so that the outcome does
    not depend on the order of the pairs.
    """
    near: dict[int, dict[int, float]] = {number: {} for number in range(count)}
    for one, other, likeness in _that_matter(count, list(pairs), threshold):
        if likeness > near[one].get(other, 0.0):
            near[one][other] = near[other][one] = likeness
    members = {number: [number] for number in range(count)}
    queue = [(-share, a, b) for a, row in near.items() for b, share in row.items() if a < b and share >= threshold]
    heapq.heapify(queue)
    newest = count
    while queue:
        _, one, other = heapq.heappop(queue)
        if one not in near or other not in near:
            continue
        _join(near, members, one, other, newest)
        for neighbour, total in near[newest].items():
            mean = total / (len(members[newest]) * len(members[neighbour]))
            if mean >= threshold:
                heapq.heappush(queue, (-mean, neighbour, newest))
        newest += 1
    return sorted(sorted(group) for group in members.values())


def _that_matter(
    count: int, pairs: Sequence[tuple[int, int, float]], threshold: float
) -> Iterator[tuple[int, int, float]]:
    """The pairs between items that a chain of pairs at or above the threshold connects.

    A mean is no higher than its highest part: what no such chain connects never joins.
    """
    parent = list(range(count))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other, likeness in pairs:
        if likeness >= threshold:
            parent[root(one)] = root(other)
    chains = [root(item) for item in range(count)]
    return ((one, other, likeness) for one, other, likeness in pairs if chains[one] == chains[other])


def _join(near: dict[int, dict[int, float]], members: dict[int, list[int]], one: int, other: int, newest: int) -> None:
    """Puts a new group in the place of two: `near` holds the summed likeness between groups."""
    first, second = near.pop(one), near.pop(other)
    first.pop(other, None)
    second.pop(one, None)
    for neighbour, total in second.items():
        first[neighbour] = first.get(neighbour, 0.0) + total
    for neighbour, total in first.items():
        near[neighbour].pop(one, None)
        near[neighbour].pop(other, None)
        near[neighbour][newest] = total
    near[newest] = first
    members[newest] = members.pop(one) + members.pop(other)
