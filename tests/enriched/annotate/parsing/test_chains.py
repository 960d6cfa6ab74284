"""Where chains of titles and a name stand."""

import pytest

from assets.enriched.annotate.parsing.chains import chains
from assets.enriched.annotate.parsing.masks import masks
from assets.enriched.annotate.text.language_model import NAMING, apply, language_model
from tests.enriched.annotate.parsing.conftest import text_of


def found(text: str) -> list[str]:
    """The chains of a paragraph as they are printed."""
    clean = text_of(("paragraph", text))
    doc = next(apply(NAMING, [language_model().make_doc(clean.text)], 1))
    return [doc[chain.start : chain.end].text for chain in chains(doc, clean)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Former South Korean Defense Minister Suh Wook met Maj. Gen. Ann Lie.",
            ["Former South Korean Defense Minister Suh Wook", "Maj. Gen. Ann Lie"],
        ),
        ("Sergei Ivanov, the Russian defense minister, left.", ["Sergei Ivanov"]),
        ("The Russian defense minister left for Oslo.", []),
        ("Prime Minister Shinzo Abe's brother Nobuo Kishi came.", ["Prime Minister Shinzo Abe", "brother Nobuo Kishi"]),
        (
            "U.S. Indo-Pacific Command commander Adm. John Hale spoke.",
            ["U.S. Indo-Pacific Command commander Adm. John Hale"],
        ),
        ("In Japan Defense Secretary Jim Hale spoke.", ["Defense Secretary Jim Hale"]),
        (
            "Secretary-General of the African Union Ann Moore spoke. Moore left.",
            ["Secretary-General of the African Union Ann Moore", "Moore"],
        ),
        (
            "It was said by General Secretary of the Communist Party of Vietnam Ann Moore.",
            ["General Secretary of the Communist Party of Vietnam Ann Moore"],
        ),
        ("President Ilham Aliyev of Azerbaijan left.", ["President Ilham Aliyev of Azerbaijan"]),
        ("Moon Jae-in of South Korea left.", ["Moon Jae-in of South Korea"]),
        ("The defense ministers Bo Dahl and Ann Moore met.", ["Bo Dahl", "Ann Moore"]),
    ],
)
def test_chains_end_with_the_name_and_begin_with_the_first_title(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_chain_behind_an_article_is_shown_as_a_common_noun() -> None:
    clean = text_of(("paragraph", "He met his Chinese counterpart Wang Yi and Gen. Ann Lie."))
    doc = next(apply(NAMING, [language_model().make_doc(clean.text)], 1))
    own, other = masks(doc, chains(doc, clean))
    assert own.word == "minister"
    assert other.word.istitle()
    assert {(tag, dep, on) for _, tag, dep, on in other.inner} == {("NNP", "compound", other.head)}
