"""Documents: a page that is saved as a text is a page, and a text that quotes markup is a text."""

import pytest

from assets.raw.decoding import Decoded
from assets.raw.readers.documents import is_markup, text_document

LINE = "The ministers met in Oslo on Tuesday and spoke for two hours about fishing."


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (f"<!DOCTYPE html><html><body><p>{LINE}</p></body></html>", True),
        (f"\n<?xml version='1.0'?>\n<!-- saved -->\n<html><p>{LINE}</p></html>", True),
        (f"<p>{LINE}</p>\n<p>{LINE}</p>", True),
        (f"Ministers meet\n\n<div class='a'>{LINE}</div><p>{LINE}</p>", True),
        (LINE, False),
        (f"{LINE}\n\nThe page said <p>nothing</p> of it, and <b>so</b> on: 3 < 5.\n\n{LINE}", False),
        (f"{LINE}\n\n{LINE}\n\n{LINE}\n\n<p>Share</p><p>Print</p>", False),
    ],
)
def test_pages_are_told_from_texts(text: str, page: bool) -> None:
    assert is_markup(text, "text/plain") is page
    document = text_document("a.txt", text.encode(), Decoded(text, "utf-8"))
    assert (document.media_type == "text/html") is page
    assert page or document.raw_text == text


def test_markdown_may_hold_markup() -> None:
    assert not is_markup(f"# A heading\n\n<div>{LINE}</div>\n<div>{LINE}</div>", "text/markdown")
