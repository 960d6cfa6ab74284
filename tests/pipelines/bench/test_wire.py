"""The reports that the bench is run over: the same for a seed, varied, and read as the news that they look like."""

import json
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from assets.parsed.parse import parse
from assets.raw.readers.inbox import read_inbox
from assets.raw.records import RawDocument
from pipelines.bench.wire import reports, write


def test_a_seed_gives_the_same_reports_and_another_seed_others() -> None:
    assert list(reports(30, 1)) == list(reports(30, 1))
    assert not {report.text for report in reports(30, 1)} & {report.text for report in reports(30, 2)}


def test_no_two_reports_of_a_seed_have_one_text_and_some_are_copies() -> None:
    found = list(reports(200, 3))
    texts = [report.text for report in found]
    assert len(set(texts)) == len(texts)
    assert any(later.startswith(earlier) for earlier, later in pairwise(texts))


def test_a_holder_of_an_office_is_the_same_in_all_seeds() -> None:
    holders = defaultdict(list)
    for report in (report for seed in range(60) for report in reports(30, seed)):
        for office, name in re.findall(
            r"-- (.+? Minister) (\w+ \w+) (?:met|spoke|will|condemned|resigned)", report.text
        ):
            holders[office].append(name)
    assert max(map(len, holders.values())) > 3
    assert max(len(set(names)) for names in holders.values()) <= 3  # one a year


def test_what_is_written_is_read_as_articles_with_their_days(tmp_path: Path) -> None:
    write(tmp_path / "wire.jsonl", 12, 5)
    lines = [json.loads(line) for line in (tmp_path / "wire.jsonl").read_text(encoding="utf-8").splitlines()]
    documents = [item for item in read_inbox(tmp_path) if isinstance(item, RawDocument)]
    assert len(documents) == len(lines) == 12
    for document, line in zip(documents, lines, strict=True):
        article = parse(document).article
        assert (article.title, article.outlet) == (line["title"], line["outlet"])
        assert str(article.published.on) == line["published"]
        assert article.dateline is not None
