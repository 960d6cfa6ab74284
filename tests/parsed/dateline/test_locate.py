"""Where a document's dateline may stand: its first paragraphs, a line of its own, but no label of a speaker."""

import pytest

from assets.parsed.dateline.locate import locate, own_line, placed_above

REPORT = "Ministers of four harbour towns agreed on new rules for the ferry lines in the strait."


def ranges(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found


@pytest.mark.parametrize(
    "text",
    [
        "AUSTIN: Thank you all, and a good morning to you.\nLIND: Thank you.\nBERG: We are glad to have you here.",
        "BERGEN: Thank you all, and a good morning to you.\nQ: When do the ferries sail?\nBERGEN: In May, I hope.",
        "Welcome, all.\nBERGEN: Thank you, and a good morning to all.\nLIND: Yes.\nBERGEN: We sail in May then.",
    ],
)
def test_the_label_of_a_speaker_is_no_place(text: str) -> None:
    assert locate(text, ranges(text)) is None


def test_a_place_with_a_colon_stands_beside_other_labels_of_a_page() -> None:
    text = f"BERGEN: {REPORT}\nPhoto: the harbour of the town in spring\n{REPORT}"
    found = locate(text, ranges(text))
    assert found is not None
    assert found.place == "BERGEN"


@pytest.mark.parametrize(
    ("line", "place", "country"),
    [("ANKARA", "ANKARA", "TUR"), ("Oslo", "Oslo", "NOR"), ("BERGEN, Norway", "BERGEN, Norway", "NOR")],
)
def test_a_town_on_a_line_of_its_own_is_the_place(line: str, place: str, country: str) -> None:
    found = own_line(line, 0, len(line))
    assert found is not None
    assert (found.place, found.country, found.date) == (place, country, None)


@pytest.mark.parametrize("line", ["AFRICA", "WORLD", "NORWAY", "Norway", "SPORT", "Ferries resume", "", "Harbour Post"])
def test_sections_countries_and_headlines_are_no_place_of_their_own(line: str) -> None:
    assert own_line(line, 0, len(line)) is None


def test_of_the_lines_above_a_report_the_nearest_place_counts() -> None:
    text = "PARIS\nOSLO, Norway (AP) —\nAnn Berg"
    found = placed_above(text, ranges(text))
    assert found is not None
    assert (found.place, found.agency) == ("OSLO, Norway", "AP")
