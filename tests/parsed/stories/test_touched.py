"""Stories decided again only where it matters: the outcome is that of deciding all anew, whatever came and went."""

import datetime as dt
import random

import polars as pl
import pytest

from assets.parsed.stories import near_duplicates, touched, vectors
from assets.parsed.stories.grouping import Grouped, grouped
from assets.parsed.stories.prints import prints_of
from assets.parsed.stories.touched import Before
from pipelines.bench.wire import reports

EVERY = 12  # reports: one in so many has no day


def articles(count: int, seed: int, days: int = 40) -> pl.DataFrame:
    """Prints of wire reports of so many days, some of them copies, some without a day."""
    first, rows = dt.date(2024, 1, 1), []
    for number, report in enumerate(reports(count, seed, copies=0.2)):
        day = first + dt.timedelta(days=report.published.toordinal() % days)
        rows.append((f"{number * 7919 % 10007:04x}" * 8, day if number % EVERY else None, report.title, report.text))
    return prints_of(rows)


def changed(held: pl.DataFrame, other: pl.DataFrame, chance: random.Random) -> pl.DataFrame:
    """Some articles gone, some of the others come, one under another day."""
    left = held.sample(held.height - chance.randrange(5), seed=chance.randrange(99))
    came = other.join(held, on="document_id", how="anti").head(chance.randrange(1, 12))
    moved = left.head(1).with_columns(pl.lit(dt.date(2024, 1, 20)).alias("published_on"))
    return pl.concat([left.slice(1), moved, came]).sample(fraction=1, shuffle=True, seed=chance.randrange(99))


def since(before: Grouped, held: pl.DataFrame, now: pl.DataFrame) -> Before:
    told = held.join(before.groups, on="document_id", maintain_order="left")
    stands = held.join(now, on=["document_id", "published_on"], how="semi", nulls_equal=True)["document_id"]
    own = pl.col("document_id").is_in(stands.implode())
    return Before(told.filter(own), told.filter(~own), before.levels)


@pytest.mark.parametrize(("background", "crowd", "days"), [(60, 5, 40), (2000, 20, 40), (20_000, 64, 900)])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_decided_again_comes_out_as_if_all_were(
    seed: int, background: int, crowd: int, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "BACKGROUND", background)  # of few, words move from level to level
    if days == 900:
        monkeypatch.setattr(vectors, "STEP", 100)  # so that hardly any does
    for module in (near_duplicates, touched):
        monkeypatch.setattr(module, "CROWD", crowd)
    chance = random.Random(seed)
    everything = articles(260, seed, days)
    held = everything.head(200)
    before = grouped(held)
    spared = 0
    for _ in range(5):
        now = changed(held, everything.sample(fraction=1, shuffle=True, seed=seed), chance)
        again, anew = grouped(now, since(before, held, now)), grouped(now)
        assert again.groups.equals(anew.groups)
        assert again.levels.equals(anew.levels)
        spared += now.height - again.decided
        before, held = again, now
    assert spared or days < 900
    assert before.groups["near_duplicate_of"].is_not_null().any()


def test_where_nothing_comes_nothing_is_decided() -> None:
    held = articles(60, 1)
    before = grouped(held)
    again = grouped(held, since(before, held, held))
    assert again.decided == 0
    assert again.groups.equals(before.groups)


def test_a_story_loses_its_first_article_and_is_named_after_the_next() -> None:
    held = articles(120, 2)
    before = grouped(held)
    story = before.groups.filter(pl.len().over("story_id") > 1).item(0, "story_id")
    first = story.removeprefix("story-")
    now = held.filter(~pl.col("document_id").str.starts_with(first))
    assert story in before.groups["story_id"]
    again = grouped(now, since(before, held, now))
    assert again.groups.equals(grouped(now).groups)
