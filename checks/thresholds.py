"""The floors and thresholds of the checks, as settings: each with its default, its bounds and what it means.

Here belongs what an operator may set, and the sentence that refuses what is out of bounds. $COMMUNIQUE_THRESHOLDS sets
the defaults of every run, as "drift=0.4 with_title=0.2"; a run may be told others. Judging belongs to the checks, which
ask for the thresholds in force.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self

import dagster as dg
from pydantic import BaseModel, Field, ValidationError, model_validator

_BOUNDS = (("ge", "{:g} or more"), ("gt", "more than {:g}"), ("le", "{:g} or less"), ("lt", "less than {:g}"))


class Settings(dg.Config):
    """What a run may be told. A value that is out of bounds fails the run with a sentence, not with a traceback."""

    @model_validator(mode="wrap")
    @classmethod
    def _in_bounds(cls, given: Any, check: Callable[[Any], Self]) -> Self:
        try:
            return check(given)
        except ValidationError as error:
            raise dg.Failure(refusal(cls, error), allow_retries=False) from None


def refusal(settings: type[BaseModel], error: ValidationError) -> str:
    """What is out of bounds, in a sentence a value."""
    said = []
    for one in error.errors():
        place = [str(part) for part in one["loc"]]
        bounds = [form.format(float(one["ctx"][key])) for key, form in _BOUNDS if key in one.get("ctx", {})]
        wanted = f"give {' and '.join(bounds)}" if bounds else one["msg"].lower()
        about = _described(settings, place)
        said.append(
            f"{'.'.join(place)} is {one['input']!r}, which is refused: {wanted}" + (f" ({about})" if about else "")
        )
    return "; ".join(said)


def _described(settings: type[BaseModel], place: Iterable[str]) -> str:
    """What the field at a place is for; the last that is found."""
    found, kind = "", settings
    for part in place:
        field = kind.model_fields.get(part)
        if field is None:
            break
        found = field.description or found
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            kind = field.annotation
    return found


def parse(words: Iterable[str]) -> dict[str, Any]:
    """Settings as NAME=VALUE, by name. Raises ValueError, with a sentence, for another form or an unknown name."""
    found = _numbers(words)
    if unknown := [name for name in found if name not in Thresholds.model_fields]:
        raise ValueError(f"{unknown[0]} is no threshold: there are {', '.join(Thresholds.model_fields)}")
    return found


def _numbers(words: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for word in words:
        name, _, value = word.partition("=")
        try:
            found[name] = float(value)
        except ValueError:
            raise ValueError(f"{word} sets no threshold: give NAME=NUMBER, as drift=0.4") from None
    return found


_TOLD = _numbers(os.environ.get("COMMUNIQUE_THRESHOLDS", "").split())


def _share(name: str, default: float, said: str) -> Any:
    return Field(default=float(_TOLD.get(name, default)), ge=0, le=1, description=f"{said} (from 0 to 1)")


def _count(name: str, default: int, said: str) -> Any:
    return Field(default=int(_TOLD.get(name, default)), ge=0, description=f"{said} (0 or more)")


class Thresholds(Settings):
    """The floors and thresholds of one run."""

    refused_share: float = _share("refused_share", 0.05, "Share of refused rows, or documents, above which a run stops")
    refused_rows: int = _count("refused_rows", 20, "So many refused rows, or documents, never stop a run")
    error_share: float = _share("error_share", 0.5, "Share of documents over which a step fails that stops a run")
    error_items: int = _count("error_items", 20, "So many documents over which a step fails never stop a run")
    unknown_share: float = _share("unknown_share", 0.05, "Share of characters of no known role above which is warned")
    gone_share: float = _share("gone_share", 0.2, "Share of published articles now turned away that stops a run")
    shape_warn: float = _share("shape_warn", 0.1, "Stability index of a share above which is warned")
    shape_stop: float = _share("shape_stop", 0.25, "Stability index of a share above which a run stops")
    drift: float = _share("drift", 0.25, "Change of a figure since the last good run above which is warned")
    collapse: float = _share("collapse", 0.5, "Loss of rows an article since the last good run that stops a run")
    floor_articles: int = _count("floor_articles", 20, "Articles below which no floor is asked")
    with_sentences: float = _share("with_sentences", 0.98, "Floor: articles in which sentences were found")
    with_mentions: float = _share("with_mentions", 0.80, "Floor: articles in which anything is named")
    with_day: float = _share("with_day", 0.50, "Floor: articles whose day of publication is known")
    with_title: float = _share("with_title", 0.30, "Floor: articles with a title")
    accuracy_quarantine_rules: float = _share(
        "accuracy_quarantine_rules", 0.9, "Floor: labels met, of quarantine rules"
    )
    accuracy_published_days: float = _share("accuracy_published_days", 0.9, "Floor: labels met, of published days")
    accuracy_titles: float = _share("accuracy_titles", 0.8, "Floor: labels met, of titles")
    accuracy_persons: float = _share("accuracy_persons", 0.8, "Floor: labels met, of persons")
    accuracy_offices: float = _share("accuracy_offices", 0.7, "Floor: labels met, of offices")
    accuracy_events: float = _share("accuracy_events", 0.6, "Floor: labels met, of events")
    accuracy_statements: float = _share("accuracy_statements", 0.7, "Floor: labels met, of statements")

    def changed(self) -> dict[str, float]:
        """Those that are not as they are by default, by name."""
        return {name: value for name, value in self.model_dump().items() if value != DEFAULTS[name]}


def _checked_environment() -> Thresholds:
    """The thresholds that the environment sets; raises ValueError, with a sentence, where it sets none that can be."""
    parse(f"{name}={value}" for name, value in _TOLD.items())
    try:
        return Thresholds(**_TOLD)
    except dg.Failure as error:
        raise ValueError(f"COMMUNIQUE_THRESHOLDS: {error.description}") from None


DEFAULTS: Mapping[str, float] = {name: field.default for name, field in Thresholds.model_fields.items()}
_STANDARD = _checked_environment()
_in_force: ContextVar[Thresholds] = ContextVar("thresholds", default=_STANDARD)


def current() -> Thresholds:
    """The thresholds in force."""
    return _in_force.get()


@contextmanager
def using(thresholds: Thresholds) -> Iterator[None]:
    """Puts thresholds in force for as long as the block runs."""
    token = _in_force.set(thresholds)
    try:
        yield
    finally:
        _in_force.reset(token)
