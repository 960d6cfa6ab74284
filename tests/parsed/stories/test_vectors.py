"""How alike reports are."""

import math
import random

import numpy as np
import pytest

from assets.parsed.stories import vectors as module
from assets.parsed.stories.prints import prints_of
from assets.parsed.stories.vectors import (
    BACKGROUND,
    COMMON,
    FLOOR,
    KEPT,
    LEVELS,
    RARE,
    STEP,
    Reach,
    Vectors,
    alike,
    coded,
    counts,
    index,
    lexicon,
)

REPORTS = [
    ("Ferries collide", "The ferries Havglans and Nordlys collided in fog off Vadso, injuring 12 passengers."),
    ("", "Fog off Vadso was blamed when the ferries Nordlys and Havglans collided; 12 were injured."),
    ("Treaty signed", "Ruritania signed a border treaty with Graustark in Strelsau over the Eastmark valley."),
]


def vectors(reports: list[tuple[str, str]]) -> Vectors:
    rows = prints_of((str(number), None, title, body) for number, (title, body) in enumerate(reports))
    return module.vectors(lexicon(rows["words"]), rows["words"], rows["counts"])


def pairs_of(
    rows: Vectors, since: list[int] | None = None, asked: list[int] | None = None
) -> list[tuple[int, int, float]]:
    """All pairs in order; with `since`, each report also reaches to those that reach to it."""
    reports = len(rows.offsets) - 1
    numbers = np.arange(reports)
    low = np.zeros(reports, dtype=np.int64) if since is None else np.array(since)
    reach = Reach(low, np.searchsorted(low, numbers, side="right"), reports)
    found = alike(index(rows), reach, np.isin(numbers, numbers if asked is None else asked), numbers >= 0)
    return sorted(zip(found.first.tolist(), found.second.tolist(), found.likeness.tolist(), strict=True))


def test_reports_of_one_thing_are_alike_and_others_are_not() -> None:
    pairs = {(first, second): share for first, second, share in pairs_of(vectors(REPORTS))}
    assert pairs[0, 1] > 0.4
    assert pairs.get((0, 2), 0.0) < 0.1


def test_a_report_is_wholly_like_itself() -> None:
    [(first, second, share)] = pairs_of(vectors([REPORTS[0], REPORTS[0]]))
    assert (first, second) == (0, 1)
    assert share == pytest.approx(1.0)


def test_likeness_is_the_cosine_of_the_rows() -> None:
    rows = vectors(REPORTS)
    dense = []
    for number in range(len(REPORTS)):
        part = slice(rows.offsets[number], rows.offsets[number + 1])
        dense.append(dict(zip(rows.words[part].tolist(), rows.weights[part].tolist(), strict=True)))
        assert math.sqrt(sum(weight**2 for weight in dense[-1].values())) == pytest.approx(1.0)
    for first, second, share in pairs_of(rows):
        assert share >= FLOOR
        assert share == pytest.approx(sum(weight * dense[second].get(word, 0) for word, weight in dense[first].items()))


def test_texts_without_words_are_like_nothing() -> None:
    assert pairs_of(vectors([("", ""), ("", "the of and"), ("", "")])) == []
    assert pairs_of(vectors([])) == []


def wordy(seed: int, words: int) -> tuple[str, str]:
    rng = random.Random(seed)
    return "", " ".join(f"{rng.choice(SYLLABLES)}{rng.choice(SYLLABLES)}o" for _ in range(words))


SYLLABLES = ["ba", "ke", "di", "mo", "ru", "sta", "pli", "gor", "nem", "vu"]


def test_a_row_holds_the_heaviest_words_each_with_what_its_count_and_rarity_make() -> None:
    reports = [wordy(n, 150) for n in range(12)] + [("", "minister said " + wordy(99, 5)[1])]
    rows, total = vectors(reports), len(reports)
    held = [coded(counts(*report)) for report in reports]
    names = sorted({word for words in held for word in words})
    common = set(module._listed_codes())
    for number, words in enumerate(held):
        weighed = {}
        for word, count in words.items():
            frequency = sum(word in other for other in held)
            share = COMMON if word in common else RARE
            share = (frequency + BACKGROUND * share) / (total + BACKGROUND)
            level = next(n for n in range(LEVELS) if n == LEVELS - 1 or share < RARE * STEP ** (n + 0.5))
            rarity = max(-math.log(RARE * STEP**level), 0.0)
            weighed[word] = (1 + math.log(max(count, 1.0))) * rarity**1.5
        length = math.sqrt(sum(weight**2 for weight in weighed.values()))
        kept = sorted(sorted(weighed, key=lambda word: (-weighed[word], word))[:KEPT])
        part = slice(rows.offsets[number], rows.offsets[number + 1])
        assert [names[n] for n in rows.words[part].tolist()] == kept
        assert rows.weights[part].tolist() == pytest.approx([weighed[word] / length for word in kept])


def test_pairs_are_the_same_in_parts_as_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = vectors([wordy(n % 9, 20 + n) for n in range(40)])
    whole = pairs_of(rows)
    assert whole
    monkeypatch.setattr(module, "AT_ONCE", 200)
    assert pairs_of(rows) == whole


def test_what_is_too_old_is_passed_over_and_changes_no_other_pair() -> None:
    rows = vectors([wordy(n % 9, 30) for n in range(40)])
    since = [max(0, n - 10) for n in range(40)]
    assert pairs_of(rows, since) == [pair for pair in pairs_of(rows) if pair[0] >= since[pair[1]]]


def test_those_asked_have_the_same_pairs_as_among_all() -> None:
    rows = vectors([wordy(n % 9, 30) for n in range(40)])
    since, asked = [max(0, n - 10) for n in range(40)], [3, 17, 18, 39]
    found = pairs_of(rows, since, asked)
    assert found
    assert found == [pair for pair in pairs_of(rows, since) if {*pair[:2]} & {*asked}]


def test_a_word_of_a_crowd_brings_no_two_together_but_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BACKGROUND", 40)
    reports = [("", f"harbour strait {word}") for word in ("lighthouse", "lighthouse", "reef", "buoy", "pier")]
    rows = vectors(reports)
    [(first, second, share)] = pairs_of(rows)
    assert (first, second) == (0, 1)
    assert share == pytest.approx(1.0)
    assert rows.rare.tolist().count(False) == 2
