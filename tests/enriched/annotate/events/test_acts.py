"""One act, one row: mentions joined, slots united."""

import datetime as dt

import pytest

from assets.enriched.annotate.events.acts import acts_of
from assets.enriched.annotate.events.readings import NO_DAY, Readings
from assets.enriched.annotate.events.words import Interval
from tests.enriched.annotate.events.shapes import MemberOf, article, reading

DAY: Interval = (dt.date(2024, 5, 14), dt.date(2024, 5, 14), "day")
OTHER_DAY: Interval = (dt.date(2024, 5, 10), dt.date(2024, 5, 10), "day")
LUND: MemberOf = ("person", "Kari Lund", "NOR")
HOLM: MemberOf = ("person", "Jens Holm", "DNK")
NAVY: MemberOf = ("organisation", "Norwegian Navy", "NOR")
NORWAY: MemberOf = ("country", "Norway", "NOR")
WORDS = ["Lund", "met", "Holm", "the", "talks", "ended", "Norway"]


def test_parties_and_day_told_at_different_places_are_united() -> None:
    text = article(WORDS, [LUND, HOLM])
    first = reading(1, "meeting", {0: ("actor", 0.9), 1: ("actor", 0.2)})
    second = reading(4, "meeting", {0: ("actor", 0.1), 1: ("actor", 0.8)}, days={DAY: 0.9, NO_DAY: 0.1})
    (act,) = acts_of(text, Readings([first, second], {(0, 1): 0.9}))
    assert [part.member for part in act.parts] == [0, 1]
    assert len(act.mentions) == 2
    assert act.days in {DAY, NO_DAY}


@pytest.mark.parametrize(("same", "acts"), [(0.9, 1), (0.3, 2)])
def test_mentions_are_joined_only_where_they_read_as_one_act(same: float, acts: int) -> None:
    text = article(WORDS, [LUND, HOLM])
    told = [reading(word, "meeting", {member: ("actor", 0.9)}) for word, member in ((1, 0), (4, 1))]
    assert len(acts_of(text, Readings(told, {(0, 1): same}))) == acts


@pytest.mark.parametrize(
    ("kind", "days", "rows"),
    [
        ("meeting", {NO_DAY: 1.0}, 1),
        ("meeting", {DAY: 1.0}, 1),
        ("meeting", {OTHER_DAY: 1.0}, 2),
        ("attack", {DAY: 1.0}, 2),
    ],
)
def test_rows_that_would_be_alike_are_one(kind: str, days: dict[Interval, float], rows: int) -> None:
    text = article(WORDS, [LUND, HOLM])
    parts = {0: ("actor", 0.9), 1: ("actor", 0.9)}
    told = [reading(1, kind, parts, days={DAY: 1.0}), reading(4, kind, parts, days=days)]
    assert len(acts_of(text, Readings(told, {(0, 1): 0.1}))) == rows


def test_an_attack_is_never_one_act_with_talks() -> None:
    text = article(WORDS, [LUND, HOLM])
    told = [reading(1, "meeting", {0: ("actor", 0.9)}), reading(4, "attack", {1: ("target", 0.9)})]
    assert len(acts_of(text, Readings(told, {(0, 1): 0.99}))) == 2


def test_a_chain_is_joined_by_its_mean_and_not_by_its_nearest_pair() -> None:
    text = article(WORDS, [LUND])
    days = ({DAY: 1.0}, {DAY: 1.0}, {OTHER_DAY: 1.0})
    told = [reading(w, "attack", {0: ("actor", 0.9)}, days=d) for w, d in zip((1, 3, 4), days, strict=True)]
    same = {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.1}
    assert [len(act.mentions) for act in acts_of(text, Readings(told, same))] == [2, 1]


def test_a_country_is_left_out_beside_its_envoy_unless_it_surely_takes_part() -> None:
    text = article(WORDS, [LUND, HOLM, NORWAY])
    with_envoy = reading(1, "meeting", {0: ("actor", 0.9), 1: ("actor", 0.9), 2: ("actor", 0.7)})
    beside = reading(4, "attack", {0: ("actor", 0.9), 2: ("actor", 0.95)})
    acts = acts_of(text, Readings([with_envoy, beside], {(0, 1): 0.0}))
    assert [[part.member for part in act.parts] for act in acts] == [[0, 1], [0, 2]]


def test_a_country_is_left_out_beside_its_own_bodies() -> None:
    text = article(WORDS, [NAVY, HOLM, NORWAY])
    (act,) = acts_of(text, Readings([reading(1, "attack", {0: ("actor", 0.9), 2: ("actor", 0.79)})], {}))
    assert [part.member for part in act.parts] == [0]


@pytest.mark.parametrize(("same", "other", "rows"), [(0.2, LUND, 1), (0.05, LUND, 2), (0.4, HOLM, 2)])
def test_a_row_with_some_of_the_parties_of_another_is_taken_in(same: float, other: MemberOf, rows: int) -> None:
    text = article(WORDS, [LUND, HOLM, NORWAY])
    whole = reading(1, "attack", {0: ("actor", 0.95), 2: ("target", 0.95)}, sure=0.95)
    part = reading(4, "attack", {0 if other is LUND else 1: ("actor", 0.9)}, sure=0.6)
    acts = acts_of(text, Readings([whole, part], {(0, 1): same}))
    assert len(acts) == rows
    assert [p.member for p in acts[0].parts] == [0, 2]
    assert sum(len(act.mentions) for act in acts) == 2


def test_what_lies_ahead_is_a_planned_meeting() -> None:
    text = article(WORDS, [LUND, HOLM])
    told = reading(1, "visit", {0: ("visitor", 0.9)}, status="planned")
    (act,) = acts_of(text, Readings([told], {}))
    assert (act.kind, act.status) == ("planned_meeting", "planned")


def test_the_surest_mention_leads() -> None:
    text = article(WORDS, [LUND, HOLM])
    told = [reading(word, "call", {0: ("actor", 0.9)}, sure=sure) for word, sure in ((1, 0.5), (4, 0.95))]
    (act,) = acts_of(text, Readings(told, {(0, 1): 0.9}))
    assert [mention.word for mention in act.mentions] == [4, 1]
