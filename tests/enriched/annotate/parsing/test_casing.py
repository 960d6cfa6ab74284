"""Headlines and text in capitals in the case of sentences."""

import pytest

from assets.enriched.annotate.parsing.casing import Casing
from assets.enriched.annotate.parsing.common_words import is_common
from assets.enriched.annotate.text.language_model import language_model
from tests.enriched.annotate.parsing.conftest import text_of


def plain(role: str, text: str, body: str = "") -> str:
    """A paragraph as the parser is shown it."""
    clean = text_of((role, text), ("paragraph", body)) if body else text_of((role, text))
    doc = language_model()(clean.text)
    end = next((token.i for token in doc if token.is_space), len(doc))
    shown = Casing(doc, clean).plain_words(0, end, role == "title")
    return "".join(shown.get(token.i, token.text) + token.whitespace_ for token in doc[:end])


@pytest.mark.parametrize(
    ("role", "text", "expected"),
    [
        ("title", "Norway and Finland Sign Defense Pact", "Norway and Finland sign defense pact"),
        ("title", "NORWAY AND FINLAND SIGN DEFENSE PACT", "Norway and Finland sign defense pact"),
        ("title", "Norway and Finland sign defense pact", "Norway and Finland sign defense pact"),
        ("paragraph", "Norway And Finland Sign Defense Pact", "Norway And Finland Sign Defense Pact"),
        ("title", "Talks Begin", "Talks Begin"),
    ],
)
def test_words_that_are_no_names_lose_their_capital(role: str, text: str, expected: str) -> None:
    assert plain(role, text) == expected


def test_the_body_tells_what_is_a_name() -> None:
    body = "The ministers praised the Granite brigade, and a pact was signed by Granite men."
    assert plain("title", "Granite Brigade Signs Pact With Norway", body).startswith("Granite brigade signs pact")


def test_common_words_are_known_by_their_base_forms() -> None:
    assert all(map(is_common, ("condemns", "with", "talks")))
    assert not is_common("lavrov")
