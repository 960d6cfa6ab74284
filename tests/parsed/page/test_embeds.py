"""Posts and captions inside a page's report are known by the line below them."""

from assets.parsed.lines.line_table import line_table
from assets.parsed.page.embeds import embedded

REPORT = (
    "The port authority said on Monday that all ships had to wait outside until the wind had dropped, and that it would"
    " inform the captains by radio every hour. Forty ships lay in the roads by noon, among them three tankers that were"
    " due to unload on Sunday, and the pilots had been sent home until the next morning."
)


def found(*lines: str) -> set[str]:
    page = line_table("\n".join(lines))
    page.body = (0, len(page.lines))
    return {page.lines[number].text for number in embedded(page)}


def test_a_post_goes_with_its_signature() -> None:
    signature = "— Port of Northhaven (@NorthhavenPort) March 3, 2024"
    post = ["We are closed until further notice.", "Please stay in the roads. pic.twitter.com/aBcD1234"]
    assert found(REPORT, *post, signature, REPORT) == {*post, signature}


def test_the_sentence_that_introduces_a_post_stays() -> None:
    post, signature = "We are closed until further notice", "— Port (@NorthhavenPort) March 3, 2024"
    assert found(REPORT, "The port wrote on its account:", post, signature) == {post, signature}


def test_a_sentence_above_a_bare_credit_is_its_caption() -> None:
    caption = "Ships waiting in the roads of Northhaven."
    assert found(REPORT, caption, "Marta Quill/Getty Images", REPORT) == {caption}


def test_a_paragraph_above_a_credit_stays() -> None:
    assert found(REPORT, "Marta Quill/Getty Images", REPORT) == set()
