"""Finds the names that may be variants of one, so that not every two names need be compared.

Here belong the keys under which variants meet: two names that are at all alike (`name_similarity.likeness`) have one in
common. Whether they are, and whether two bearers are one person, is asked of those that met.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assets.enriched.resolve.persons.name_similarity import LEAST_MISPRINTED, Name, block_keys, skeleton
from assets.knowledge.nicknames import is_nickname

MOST_IN_A_BLOCK = 400  # distinct names compared under one key; beyond it names meet in their order only
Key = tuple[str, ...]


def meetings(names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """The positions of names that may be variants of one: the earlier, the later, each pair once.

    They are near enough to each other in a block of names that begin or end alike (`block_keys`).
    """
    blocks: dict[str, int] = defaultdict(int)
    places: list[dict[str, int]] = []
    met: dict[Key, list[int]] = defaultdict(list)
    given: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))  # by family name
    for later, name in enumerate(names):
        place = {}
        for block in block_keys(name):
            place[block] = blocks[block]
            blocks[block] += 1
        places.append(place)
        candidates: set[int] = set()
        for key in set(_keys(name)):
            candidates.update(met[key])
            met[key].append(later)
        if name.full:
            relatives = given[skeleton(name.family)]
            for other, positions in relatives.items():
                if is_nickname(other, name.core[0]):
                    candidates.update(positions)
            relatives[name.core[0]].append(later)
        for earlier in sorted(candidates):
            if _near(places[earlier], place):
                yield earlier, later


def _near(earlier: dict[str, int], later: dict[str, int]) -> bool:
    return any(block in earlier and at - earlier[block] <= MOST_IN_A_BLOCK for block, at in later.items())


def _keys(name: Name) -> Iterator[Key]:
    """What names have in common that are alike: sounds, spaces, ends, or all but a stroke."""
    yield ("sounding", *name.sounding)
    yield "compact", name.compact
    yield "compact", name.turned
    if not name.full:
        return
    yield "ends", skeleton(name.core[0]), skeleton(name.core[-1])
    for position, word in enumerate(name.core):
        if len(word) >= LEAST_MISPRINTED:
            rest = (*name.core[:position], "", *name.core[position + 1 :])
            yield "misprint", word, *rest
            for stroke in range(len(word)):
                yield "misprint", word[:stroke] + word[stroke + 1 :], *rest
