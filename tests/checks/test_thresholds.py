"""Floors and thresholds as settings: each is explained and bounded, one that is set is the one that judges."""

import os
import subprocess
import sys

import dagster as dg
import pytest

from checks import flow
from checks.thresholds import DEFAULTS, Thresholds, current, parse, using
from runtime.resources import InboxConfig
from runtime.version import ROOT


@dg.asset
def told(config: InboxConfig) -> float:
    """What a run was told of one threshold."""
    return config.thresholds.with_title


def failure(config: dict[str, object]) -> str:
    """What Dagster shows of a run that is told so."""
    done = dg.materialize([told], run_config={"ops": {"told": {"config": config}}}, raise_on_error=False)
    (event,) = (e for e in done.all_events if e.is_step_failure)
    data = event.step_failure_data
    assert data.user_failure_data is not None
    assert data.error is not None
    assert data.error.cause is None
    return str(data.user_failure_data.description)


def test_a_limit_below_nothing_is_refused_with_a_sentence() -> None:
    said = "limit is -3, which is refused: give 0 or more (Take in at most so many new documents; 0: all)"
    assert failure({"limit": -3}) == said


def test_a_threshold_out_of_bounds_is_refused_and_its_meaning_said() -> None:
    said = failure({"thresholds": {"drift": 3}})
    assert said.startswith("drift is 3.0, which is refused: give 1 or less (Change of a figure")


def test_a_threshold_is_told_in_dagster() -> None:
    config = {"ops": {"told": {"config": {"thresholds": {"with_title": 0.1}}}}}
    assert dg.materialize([told], run_config=config).output_for_node("told") == 0.1
    assert dg.materialize([told]).output_for_node("told") == 0.3


@pytest.mark.parametrize("name", Thresholds.model_fields)
def test_every_threshold_is_explained_and_bounded_in_dagster(name: str) -> None:
    field = Thresholds.model_fields[name]
    assert len(str(field.description)) > 20
    with pytest.raises(dg.Failure, match=f"{name} is -1"):
        Thresholds(**{name: -1})
    assert Thresholds(**{name: 1}).changed() == ({} if DEFAULTS[name] == 1 else {name: 1})


def test_the_threshold_in_force_is_the_one_that_judges() -> None:
    figures = dict.fromkeys(flow.FLOORS, 0.25) | {"articles": 100.0, "words": 130.0}
    before = figures | {"words": 100.0}

    def passed() -> tuple[bool, bool]:
        floors = {o.name: o.passed for o in flow.floors(figures)}
        return floors["floor_with_title"], flow.drift(figures, before).passed

    assert passed() == (False, False)
    with using(Thresholds(with_title=0.2, drift=0.4)):
        assert passed() == (True, True)
    assert current().drift == 0.25


@pytest.mark.parametrize(("word", "said"), [("drift", "sets no threshold"), ("drfit=1", "is no threshold: there are")])
def test_what_sets_none_is_said(word: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse([word])


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        ("drift=0.4 with_title=0.2", 0, "0.4 0.2"),
        ("drift=4", 1, "drift is 4.0, which is refused"),
        ("drift", 1, "NAME=NUMBER"),
        ("drfit=1", 1, "is no threshold"),
    ],
)
def test_the_environment_sets_the_defaults_of_every_run(told: str, code: int, said: str) -> None:
    show = "from runtime.resources import InboxConfig as C; t = C().thresholds; print(t.drift, t.with_title)"
    environment = os.environ | {"COMMUNIQUE_THRESHOLDS": told, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", show], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert said in done.stdout + done.stderr
