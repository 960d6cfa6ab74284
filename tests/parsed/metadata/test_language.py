"""Languages are told from enough text, and English is kept where the text is too short to tell."""

import pytest

from assets.parsed.metadata.language import identify


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ministers agreed to meet again in the autumn and to invite their neighbours.", "en"),
        ("Les ministres se sont rencontrés vendredi pour parler de la pêche et de la défense commune.", "fr"),
        ("Die Minister trafen sich am Freitag, um über die gemeinsame Verteidigung zu sprechen.", "de"),
        ("Met with President Stubb.", "en"),
        ("", "en"),
    ],
)
def test_language_of_a_text(text: str, code: str) -> None:
    assert identify(text)[0] == code
