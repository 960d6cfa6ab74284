"""Groups by average link: two groups join while the mean likeness of all pairs between them is high enough.

Only pairs that are alike at all are held, so that the cost follows their number, not the square of the documents. One
report that resembles two stories cannot chain them together, as single link does. Here belongs the joining alone.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence

Known = dict[tuple[int, ...], list[list[int]]]
"""The groups of chains that were joined before, as positions in the chain, by the names of their items."""


def average_link(
    count: int,
    pairs: Iterable[tuple[int, int, float]],
    threshold: float,
    names: Sequence[int] | None = None,
    known: Known | None = None,
) -> list[list[int]]:
    """Groups of the items 0 to count - 1, each in order, by their first item; pairs not given have likeness 0.

    A pair given twice counts with its highest likeness. Ties are settled by the items' order, so that the outcome does
    not depend on the order of the pairs. Where items have ascending `names`, chains of the same ones that are `known`
    from before, among which the same pairs were given, are not joined again; the others are put among them.
    """
    joined = {} if known is None else known
    found: list[list[int]] = []
    for items, own in _chains(count, list(pairs), threshold):
        if len(items) == 1:
            found.append(items)
            continue
        key = tuple(items if names is None else (names[item] for item in items))
        if key not in joined:
            joined[key] = _groups(items, own, threshold)
        found += ([items[position] for position in group] for group in joined[key])
    return sorted(found)


def _groups(items: Sequence[int], pairs: Iterable[tuple[int, int, float]], threshold: float) -> list[list[int]]:
    """The groups of some items, as positions among them."""
    position = {item: at for at, item in enumerate(items)}
    near: dict[int, dict[int, float]] = {at: {} for at in range(len(items))}
    for first, second, likeness in pairs:
        one, other = position[first], position[second]
        if likeness > near[one].get(other, 0.0):
            near[one][other] = near[other][one] = likeness
    return _Groups(near, threshold).joined()


class _Groups:
    """Groups while they are joined, each in a slot: that of the one of its two parts which had more neighbours.

    `near` holds by slot the summed likeness to others. A group's `number` is its item's, or says how late it was made;
    by numbers ties are settled.
    """

    def __init__(self, near: dict[int, dict[int, float]], threshold: float) -> None:
        self._near, self._threshold = near, threshold
        self._members = {number: [number] for number in near}
        self._number = {number: number for number in near}
        self._slot = {number: number for number in near}

    def joined(self) -> list[list[int]]:
        """The groups, when none is near enough to another any more."""
        least, slots = self._threshold, self._slot
        queue = [
            (-share, a, b) for a, row in self._near.items() for b, share in row.items() if a < b and share >= least
        ]
        heapq.heapify(queue)
        newest = len(slots)
        while queue:
            _, one, other = heapq.heappop(queue)
            if one not in slots or other not in slots:
                continue
            own = self._join(slots.pop(one), slots.pop(other))
            self._number[own], slots[newest] = newest, own
            members, size = self._members, len(self._members[own])
            for neighbour, total in self._near[own].items():
                mean = total / (size * len(members[neighbour]))
                if mean >= least:
                    heapq.heappush(queue, (-mean, self._number[neighbour], newest))
            newest += 1
        return sorted(sorted(group) for group in self._members.values())

    def _join(self, one: int, other: int) -> int:
        """Puts one group into the slot of the other, which it returns."""
        near = self._near
        large, small = (one, other) if len(near[one]) >= len(near[other]) else (other, one)
        own = near[large]
        own.pop(small, None)
        for neighbour, total in near.pop(small).items():
            if neighbour == large:
                continue
            row = near[neighbour]
            del row[small]
            own[neighbour] = row[large] = own.get(neighbour, 0.0) + total
        self._members[large] += self._members.pop(small)
        return large


def _chains(
    count: int, pairs: Sequence[tuple[int, int, float]], threshold: float
) -> Iterator[tuple[list[int], list[tuple[int, int, float]]]]:
    """The items that a chain of pairs at or above the threshold connects, in order, with all pairs between them.

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
    of_item = [root(item) for item in range(count)]
    chains: dict[int, list[int]] = {}
    for item, chain in enumerate(of_item):
        chains.setdefault(chain, []).append(item)
    own: dict[int, list[tuple[int, int, float]]] = {chain: [] for chain in chains}
    for pair in pairs:
        if of_item[pair[0]] == of_item[pair[1]]:
            own[of_item[pair[0]]].append(pair)
    return ((items, own[chain]) for chain, items in chains.items())
