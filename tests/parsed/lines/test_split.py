"""Lines are cut where they were printed, and wrapped paragraphs are put together again."""

from hypothesis import given
from hypothesis import strategies as st

from assets.parsed.lines.split import split

WRAPPED = """MINISTERS SIGN FISHING PACT

    OSLO, May 5 - The fisheries ministers of Norway and Iceland
signed an agreement on cod quotas that both had sought for
years, officials said.
    It takes effect in June and runs for three years, after
which either side may leave it with six months' notice.
"""


def test_wrapped_lines_become_paragraphs() -> None:
    texts = [line.text for line in split(WRAPPED)]
    assert len(texts) == 3
    assert texts[0] == "MINISTERS SIGN FISHING PACT"
    assert texts[1].startswith("OSLO, May 5")
    assert texts[1].endswith("officials said.")
    assert texts[2].endswith("six months' notice.")


def test_wrapped_capitals_become_one_paragraph() -> None:
    text = (
        "LIMA, 4 MAY 90 (EFE) -- [TEXT] THE MINISTER OF DEFENCE SAID TODAY THAT THE\n"
        "TROOPS WHICH WERE SENT TO THE VALLEY WILL REMAIN THERE UNTIL THE COUNCIL HAS\n"
        "DECIDED ON THE REQUEST THAT THE MAYORS OF THREE TOWNS MADE LAST WEEK AT THE\n"
        "MEETING IN THE CAPITAL."
    )
    assert len(split(text)) == 1


def test_long_lines_are_paragraphs_of_their_own() -> None:
    text = "The envoy said that talks would go on until both sides had agreed on every point of the text. " * 3
    assert len(split(f"{text}\n{text}\n{text}")) == 3


def test_short_lines_of_a_menu_stay_apart() -> None:
    assert [line.text for line in split("Home\nNews\nSport\nWeather\n")] == ["Home", "News", "Sport", "Weather"]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_every_character_lies_in_exactly_one_line(text: str) -> None:
    covered = [0] * len(text)
    for line in split(text):
        for position in range(line.start, line.end):
            covered[position] += 1
    for position, character in enumerate(text):
        assert covered[position] == 1 or (character.isspace() and covered[position] <= 1)


def test_a_byline_and_a_place_with_its_day_run_into_no_wrapped_paragraph() -> None:
    head = "The ministers of fisheries agreed on a quota for cod on Monday\nBy Anna Berg\nOslo, 4 May 2024\n"
    rest = "The talks ended early, officials said, and both sides may\nland as much cod as last year off the coast, "
    lines = [
        line.text for line in split(head + rest + "and may sell it to each\nother, as they have done for twenty years.")
    ]
    assert lines[1:3] == ["By Anna Berg", "Oslo, 4 May 2024"]
    assert len(lines) == 4
