"""A line's kind is read from its characters."""

import pytest

from assets.parsed.lines.shapes import is_date, shape


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://example.org/2024/05/04/ministers-meet", "url"),
        ("https://cdn.example.org/img/a/photo.jpg?w=1200", "image"),
        ("2024-05-04T09:30:00+0200", "stamp"),
        ("2024-05-04", "stamp"),
        ("Sat, 4 May 2024 9:27PM", "date"),
        ("Published May 4, 2024 • 3 minute read", "date"),
        ("05/04/2024", "date"),
        ("1920 1080", "number"),
        ("en_GB", "language"),
        ("en-AU", "language"),
        ("newsdesk@example.org", "email"),
        ("/html/head/meta[@name='og:title']/@content", "markup"),
        ("true", "code"),
        ("norway,iceland,fisheries,quota", "list"),
        ("Share this article", "boilerplate"),
        ("© 2024 Example Media Ltd. All rights reserved.", "boilerplate"),
        ("Photo: Anna Berg/Getty Images", "caption"),
        ("The two ministers met in Oslo on Friday to discuss the quota for cod.", "prose"),
        ("Norway and Iceland agree on cod quota", "heading"),
        ("Ministers meet in Oslo for a second day of talks on cod, and agree on...", "heading"),
        ("The minister waves to reporters as she leaves the ministry in Oslo on May 4, 2024.", "caption"),
        ("She left the ministry in Oslo on May 4, 2024, and has not spoken to reporters since.", "prose"),
        ("The festival will take part of the square on May 4, 2024, the mayor told reporters.", "prose"),
        ("World", "boilerplate"),
        ("North Atlantic", "label"),
    ],
)
def test_kind_of_a_line(text: str, kind: str) -> None:
    assert shape(text).kind == kind


@pytest.mark.parametrize("text", ["Updated: 4 May 2024 10:15 GMT", "3 hours ago", "10.30am"])
def test_dates_with_their_usual_words(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize("text", ["The pact was signed on May 4, 2024", "May the minister stay", "Route 66"])
def test_sentences_with_dates_are_no_date_lines(text: str) -> None:
    assert not is_date(text)


def test_long_prose_is_no_boilerplate_for_a_phrase_in_it() -> None:
    text = "The regulator fined the network because its privacy policy hid what it sold. " * 12
    assert shape(text.strip()).kind == "prose"
