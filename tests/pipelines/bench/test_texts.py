"""The four kinds of text: each is read as the news that it looks like, and as many are copies as are said to be."""

from itertools import pairwise
from pathlib import Path

from assets.parsed.parse import parse
from assets.raw.html.page import read_html
from assets.raw.records import RawDocument
from pipelines.bench import texts
from pipelines.bench.wire import reports


def test_each_kind_is_a_folder_that_is_read(tmp_path: Path) -> None:
    inboxes = texts.inboxes(tmp_path, 30)
    held = {kind: texts.documents(inbox) for kind, inbox in inboxes.items()}
    assert {kind: len(documents) for kind, documents in held.items()} == dict.fromkeys(texts.KINDS, 30)
    assert texts.words(held[texts.DUMPS]) > 1.3 * texts.words(held[texts.WIRE])
    assert texts.words(held[texts.GENERAL]) > 100 * len(held[texts.GENERAL])
    faults = [i for documents in held.values() for d in documents for i in parse(d).issues if i.quarantine]
    assert not faults
    assert copies(held[texts.A_THIRD_COPIES]) > copies(held[texts.WIRE])


def copies(documents: list[RawDocument]) -> int:
    return sum(later.raw_text.startswith(earlier.raw_text) for earlier, later in pairwise(documents))


def test_a_flattened_page_is_read_as_the_report_that_it_was_made_of() -> None:
    for report in reports(20, 7):
        text = texts.dump(report)
        parsed = parse(RawDocument("d", "u", "text/plain", None, len(text), "", text))
        assert (parsed.article.title, parsed.article.published.on) == (report.title, report.published)
        roles = {segment.role for segment in parsed.segments}
        assert {"paragraph", "duplicate", "tag", "markup", "image_url", "contact", "url"} <= roles


def test_a_saved_page_is_one_story_among_others() -> None:
    (markup,) = texts.saved_pages(1)
    page = read_html(markup)
    story, others = list(reports(texts.TEASERS + 1, 1))[-1], list(reports(texts.TEASERS, 1))
    assert (page.metadata.title, page.metadata.authors) == (story.title, (texts.AUTHOR,))
    said = [page.raw_text[block.start : block.end] for block in page.blocks if block.role == "paragraph"]
    assert story.text.split("\n\n")[0].strip() in said
    assert others[10].text.split("\n\n")[0][:60] not in " ".join(said)
