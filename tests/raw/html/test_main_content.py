"""The alignment of an extractor's paragraphs with the lines of the page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assets.raw.html.main_content import align, key

ARTICLE = [
    "The two ministers met in Lima on Friday for the first time since the talks broke down.",
    "They agreed to reopen the crossing at dawn.",
    "Background",
    "Trade between the neighbours has fallen by half in two years, officials in both capitals say.",
]


def chosen(lines: list[str], article: list[str]) -> list[str]:
    return [line for line, inside in zip(lines, align(lines, "\n".join(article)), strict=True) if inside]


def test_the_paragraphs_are_found_among_the_lines_of_the_page() -> None:
    page = ["Home", "World", "Background", "Share", *ARTICLE, "Background", "More stories", "Contact us"]
    assert align(page, "\n".join(ARTICLE)) == [False] * 4 + [True] * 4 + [False] * 3


def test_spacing_case_and_punctuation_do_not_matter() -> None:
    extracted = [line.upper().replace(" ", "  ").replace(",", "") for line in ARTICLE]
    assert chosen(["Menu", *ARTICLE, "Footer"], extracted) == ARTICLE


def test_a_paragraph_that_the_page_breaks_in_two_is_found_whole() -> None:
    joined = [" ".join(ARTICLE)]
    assert chosen(ARTICLE, joined) == [line for line in ARTICLE if len(key(line)) >= 25]


def test_a_line_of_which_the_extractor_kept_most_belongs() -> None:
    page = [ARTICLE[0], ARTICLE[1] + " Read: our guide", ARTICLE[3]]
    assert chosen(page, ARTICLE) == page


def test_a_teaser_that_repeats_a_sentence_elsewhere_does_not_take_its_place() -> None:
    page = [ARTICLE[1], "Home", *ARTICLE]
    assert align(page, "\n".join(ARTICLE)) == [False, False, True, True, True, True]


def test_without_an_article_no_line_belongs() -> None:
    assert align(ARTICLE, "") == [False] * 4
    assert align([], "text") == []


SENTENCES = st.lists(
    st.text(alphabet="abcdefgh ", min_size=30, max_size=60).filter(lambda s: len(key(s)) > 25), unique_by=key
)
JUNK = st.lists(st.text(alphabet="uvwxyz ", max_size=40), max_size=6)


@settings(deadline=None)
@given(before=JUNK, article=SENTENCES, after=JUNK)
def test_all_and_only_the_articles_lines_are_chosen(before: list[str], article: list[str], after: list[str]) -> None:
    found = align([*before, *article, *after], "\n".join(article))
    assert found == [False] * len(before) + [True] * len(article) + [False] * len(after)
