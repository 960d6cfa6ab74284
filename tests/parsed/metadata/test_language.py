"""Languages are told from enough text, and English is kept where the text is too short to tell."""

import pytest

from assets.parsed.metadata import language
from assets.parsed.metadata.language import identify


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ministers agreed to meet again in the autumn and to invite their neighbours.", "en"),
        ("Les ministres se sont rencontrés vendredi pour parler de la pêche et de la défense commune.", "fr"),
        ("Die Minister trafen sich am Freitag, um über die gemeinsame Verteidigung zu sprechen.", "de"),
        ("Met with President Stubb.", "en"),
        ("President Tinubu on Monday receive di ambassador of Ghana for Abuja, and dem talk say na beta tin.", "pcm"),
        ("", "en"),
    ],
)
def test_language_of_a_text(text: str, code: str) -> None:
    assert identify(text)[0] == code


def test_english_full_of_nigerian_names_is_no_pidgin(monkeypatch: pytest.MonkeyPatch) -> None:
    class Model:
        def classify(self, text: str) -> tuple[str, float]:
            return "pcm", 0.99

    monkeypatch.setattr(language, "_identifier", Model)
    assert (
        identify("EFCC, NUPENG, Dangote Refinery meet govs Yahaya Bello, Abba Yusuf over N80bn palliatives.")[0] == "en"
    )
    assert identify("Tori wey dey ground: Tinubu don meet ECOWAS pipol, dem talk security matter.")[0] == "pcm"
