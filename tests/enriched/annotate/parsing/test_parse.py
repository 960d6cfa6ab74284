"""The parse of a text: every paragraph by itself, chains of titles and names as one word."""

import pytest

from assets.enriched.annotate.parsing.parse import parse
from assets.enriched.annotate.text.clean import clean
from tests.enriched.annotate.parsing.conftest import Parse, subjects, text_of

PAIRS = [("Brazil", "Russia"), ("Norway", "Finland"), ("Kenya", "Ethiopia"), ("Vietnam", "India")]
BEFORE = [
    [("dateline", "OSLO (Reuters) -")],
    [("title", "{b}, {a} seal pact"), ("dateline", "OSLO, 6 May (AFP) -")],
    [("title", "{a} and {b} Sign Defense Pact")],
]
LEADS = [
    ("signed", "{a} and {b} signed a defense pact on Monday."),
    ("held", "{a} and {b} held talks in Geneva on Wednesday."),
    ("agreed", "{a} and {b} agreed to step up naval patrols, officials said."),
]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize(("verb", "lead"), LEADS)
def test_a_headline_or_dateline_does_not_cut_the_sentence_behind_it(
    parsed: Parse, before: list[tuple[str, str]], verb: str, lead: str
) -> None:
    for a, b in PAIRS:
        parts = [(role, text.format(a=a, b=b)) for role, text in [*before, ("paragraph", lead)]]
        assert subjects(parsed(*parts), verb) == [a, b]


@pytest.mark.parametrize(
    "headline",
    [
        "Ghana and Togo Sign Defense Pact",
        "GHANA AND TOGO SIGN DEFENSE PACT",
        "Ghana, Togo sign defense pact",
        "Poland, Ghana and Togo Hold Talks on Border Dispute",
        "GHANA, TOGO AGREE TO JOINT PATROLS",
    ],
)
def test_a_headline_is_parsed_as_a_sentence(parsed: Parse, headline: str) -> None:
    doc = parsed(("title", headline), "The two governments said so on Friday.")
    verb = next(token.text for token in doc if token.lower_ in {"sign", "hold", "agree"})
    assert [name.title() for name in subjects(doc, verb)][-2:] == ["Ghana", "Togo"]
    assert doc.text.startswith(headline)


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("Foreign Minister Anders Holm and Defense Minister Karin Lund held a meeting.", "held", ["Holm", "Lund"]),
        ("Lt. Gen. Marcus Webb and Rear Adm. Peter Olsen inspected the base.", "inspected", ["Webb", "Olsen"]),
        (
            "Col. Ahmed Ali, Maj. Omar Saleh and Capt. Yusuf Noor surrendered on Monday.",
            "surrendered",
            ["Ali", "Saleh", "Noor"],
        ),
        (
            "South Korean Defense Minister Suh Wook and U.S. Defense Secretary Lloyd Austin held talks.",
            "held",
            ["Wook", "Austin"],
        ),
        (
            "President Joe Biden's national security adviser Jake Sullivan and Foreign Minister Wang Yi met.",
            "met",
            ["Sullivan", "Yi"],
        ),
        (
            "Russian Foreign Minister Sergei Lavrov and his Chinese counterpart Wang Yi discussed Syria.",
            "discussed",
            ["Lavrov", "Yi"],
        ),
        (
            "Deputy Prime Minister and Defense Minister Ana Kos and Admiral Luis Ortega toured the frigate.",
            "toured",
            ["Kos", "Ortega"],
        ),
        (
            "Indonesian army chief Gen. Andi Surya and Singapore's chief of defense force Lt. Gen. Melvyn Tan left.",
            "left",
            ["Surya", "Tan"],
        ),
        (
            "Gen. Mark Hale, chairman of the Joint Chiefs of Staff, and Adm. Samuel Pape visited Guam.",
            "visited",
            ["Hale", "Pape"],
        ),
        (
            "President Ilham Aliyev of Azerbaijan and Prime Minister Nikol Pashinyan of Armenia ended talks.",
            "ended",
            ["Aliyev", "Pashinyan"],
        ),
        ("Moon Jae-in and Japanese Prime Minister Shinzo Abe agreed to share data.", "agreed", ["in", "Abe"]),
        ("Greek Prime Minister Nikos Vlahos hosted President Ann Dale and Gen. Per Lie.", "hosted", ["Vlahos"]),
    ],
)
def test_each_titled_name_is_a_conjunct_of_its_own(
    parsed: Parse, sentence: str, verb: str, expected: list[str]
) -> None:
    doc = parsed(sentence)
    assert subjects(doc, verb) == expected
    assert len(list(doc.sents)) == 1


def test_an_apposition_behind_a_comma_stays_one(parsed: Parse) -> None:
    doc = parsed("Sergei Ivanov, the Russian defense minister, said talks would go on.")
    minister = next(token for token in doc if token.text == "minister")
    assert (minister.dep_, minister.head.text) == ("appos", "Ivanov")


def test_the_words_of_a_chain_hang_on_the_name(parsed: Parse) -> None:
    doc = parsed("Former South Korean Defense Minister Suh Wook left.")
    wook = next(token for token in doc if token.text == "Wook")
    assert all(token.head == wook for token in doc[:5])
    assert [token.pos_ for token in doc[:6]] == ["PROPN"] * 6
    assert (wook.dep_, wook.head.text) == ("nsubj", "left")


def test_the_country_of_a_name_hangs_on_its_of(parsed: Parse) -> None:
    doc = parsed("President Ann Moore of South Korea left.")
    assert [(doc[i].dep_, doc[i].head.text) for i in (3, 4, 5)] == [
        ("prep", "Moore"), ("compound", "Korea"), ("pobj", "of"),
    ]  # fmt: skip


def test_nothing_of_the_text_is_lost() -> None:
    text = text_of(
        ("title", "Talks Begin"),
        ("dateline", "OSLO, May 2 --"),
        ("paragraph", "Gen. Ann Lie said “no”. Others — two—left; U.S. envoy Bo Dahl’s aide stayed."),
        ("paragraph", "It’s over."),
    )
    doc = next(parse([text]))
    assert doc.text == text.text
    assert [doc.text[token.idx : token.idx + len(token)] for token in doc] == [token.text for token in doc]
    starts = {part.start for part in text.paragraphs}
    assert starts <= {sentence.start_char for sentence in doc.sents}
    assert all(token.tag_ and token.pos_ and token.dep_ for token in doc)
    assert all(sentence.root.head == sentence.root for sentence in doc.sents)
    assert {ent.text for ent in doc.ents if ent.label_ == "PERSON"} >= {"Ann Lie", "Bo Dahl"}


def test_an_empty_text_and_one_of_blanks_are_parsed() -> None:
    docs = list(parse([clean("", []), clean("   ", [(0, 3, "paragraph")]), text_of(("paragraph", "Yes."))]))
    assert [len(doc) for doc in docs] == [0, 0, 2]
