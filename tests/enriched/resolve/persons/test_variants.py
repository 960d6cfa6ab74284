"""Names that are variants of one meet, however they are spelled: as many as if every two of a block were compared."""

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest

from assets.enriched.resolve.persons import variants
from assets.enriched.resolve.persons.name_similarity import Name, block_keys, likeness, name_of

WORDS = """
Ann Anna Robert Bob Bobby Rob William Bill Muhammad Mohammed Jong-un Jong Un Kim Lee Carl Karl Carlos Anthony Antony
Tony Marie M. al-Assad el Assad van Ghalib Qalib Petrov Petrof Gallagherson Jinping Xi Yi Smith Jr Blinken Sch Ou U
"""


def spoiled(word: str, chance: random.Random) -> str:
    """The word, or a misprint of it."""
    at, what = chance.randrange(len(word)), chance.random()
    if what < 0.7:
        return word
    if what < 0.8:
        return word[:at] + word[at + 1 :]
    if what < 0.9:
        return word[:at] + chance.choice("aeks") + word[at:]
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def compared(names: Sequence[Name], most: int) -> set[tuple[int, int]]:
    """Pairs that are alike among all that share a block."""
    blocks: dict[str, list[int]] = defaultdict(list)
    found = set()
    for later, name in enumerate(names):
        for block in block_keys(name):
            found |= {(earlier, later) for earlier in blocks[block][-most:] if likeness(names[earlier], name)[0]}
            blocks[block].append(later)
    return found


@pytest.mark.parametrize("most", [3, 400])
@pytest.mark.parametrize("seed", range(20))
def test_all_that_are_alike_meet(seed: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(variants, "MOST_IN_A_BLOCK", most)
    chance = random.Random(seed)
    texts = [
        " ".join(spoiled(chance.choice(WORDS.split()), chance) for _ in range(chance.choice((1, 2, 2, 3))))
        for _ in range(80)
    ]
    names = [name_of(text) for text in texts]
    met = list(variants.meetings(names))
    assert {pair for pair in met if likeness(names[pair[0]], names[pair[1]])[0]} == compared(names, most)
    assert len(met) == len(set(met))


def test_few_meet_who_share_no_more_than_a_given_name() -> None:
    names = [name_of(f"John {family}") for family in ("Abbott", "Bellingham", "Crane", "Dunstable", "Eriksen", "Fox")]
    assert not list(variants.meetings(names))
