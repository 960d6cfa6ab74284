"""Names beside a day are a byline; menus, places and headings are none."""

import pytest

from assets.raw.html.unmarked_byline import is_person, unsigned, without_day
from assets.raw.html.visible_text import Line


def zone(*texts: str) -> list[Line]:
    return [Line(text, "div", (), ("div",), (n,), 0.0, False) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Ines Duarte and Olu Adeyemi 4 March 2022",), ["Ines Duarte and Olu Adeyemi"]),
        (("Ines Duarte", "March 4, 2022"), ["Ines Duarte"]),
        (("Ines Duarte | 4 March 2022, 10:15 GMT",), ["Ines Duarte"]),
        (("Ines Duarte", "Two ministers met."), []),
        (("River Dam Opens After Long Quarrel", "4 March 2022"), []),
        (("World News", "4 March 2022"), []),
        (("4 March 2022",), []),
    ],
)
def test_names_beside_a_day_are_a_byline(lines: tuple[str, ...], found: list[str]) -> None:
    assert unsigned(zone(*lines)) == found


def test_what_is_no_name_is_no_person() -> None:
    assert is_person("Carl van der Berg")
    assert not any(map(is_person, ("Politics", "Staff Reporter", "the two men", "Example Press", "BREAKING STORY")))


def test_days_and_clocks_are_cut_off() -> None:
    assert without_day("Ann Example, 3 May 2021 9:30 pm") == "Ann Example"
