"""How far a step is, in the run's log: how many, how fast, how long yet; not oftener than is read."""

from itertools import pairwise

import pytest

from runtime.cockpit.logged import EVERY, Logged, duration, line


class Heard:
    """A sink that remembers, and a clock that is moved by hand."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []
        self.moment = 100.0
        self.said: list[str] = []

    def begin(self, step: str, total: int) -> None:
        self.told.append((step, total))

    def advance(self, step: str, done: int) -> None:
        self.told.append((step, done))

    def clock(self) -> float:
        return self.moment


def test_it_says_how_far_how_fast_and_how_long_yet_and_passes_all_on() -> None:
    heard = Heard()
    sink = Logged(heard.said.append, heard, heard.clock)
    sink.begin("annotate", 400)
    for _ in range(20):
        heard.moment += EVERY / 2
        sink.advance("annotate", 20)
    assert heard.told == [("annotate", 400), *[("annotate", 20)] * 20]
    assert heard.said[0] == "documents annotated: 400 to do"
    assert heard.said[1] == "documents annotated: 40 of 400 (10%), 2.7 a second, about 2 min 15 s left"
    assert heard.said[-1] == "documents annotated: all 400 in 2 min 30 s, 2.7 a second"
    assert len(heard.said) == 11
    assert all(earlier != later for earlier, later in pairwise(heard.said))


def test_a_step_of_nothing_or_of_one_is_not_worth_a_line() -> None:
    heard = Heard()
    sink = Logged(heard.said.append, heard, heard.clock)
    for total in (0, 1):
        sink.begin("resolve", total)
        sink.advance("resolve", 1)
    sink.advance("unknown", 1)
    assert heard.said == []


def test_a_step_that_is_done_at_once_has_no_rate() -> None:
    assert line("read", 3, 3, 0.0) == "files read: all 3 in 0 s"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "0 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")]
)
def test_durations_are_said_as_people_do(seconds: float, said: str) -> None:
    assert duration(seconds) == said
