"""Telegram's exports: messages with text are articles, with their own days and the channel as outlet."""

import json

import pytest

from assets.raw.records import RawDocument, Refusal
from tests.raw.readers.conftest import Read
from tests.raw.readers.samples import CHAT, CHAT_PAGE, TEXT, TITLE


@pytest.mark.parametrize(
    ("name", "content", "key", "day"),
    [
        ("result.json", json.dumps(CHAT), "2", "2019-10-07T14:20:00"),
        ("messages.html", CHAT_PAGE, "message2", "2019-10-07T14:20:00+02:00"),
    ],
)
def test_a_message_is_an_article(read: Read, name: str, content: str, key: str, day: str) -> None:
    (document,) = read(name, content)
    assert isinstance(document, RawDocument)
    assert document.source_uri == f"{name}#{key}"
    assert document.raw_text.split() == f"{TITLE} {TEXT}".split()
    assert document.metadata is not None
    assert (document.metadata.title, document.metadata.published) == (TITLE, day)
    assert document.metadata.site_name == "Quay Wire"


def test_an_account_of_several_chats(read: Read) -> None:
    found = read("result.json", json.dumps({"chats": {"list": [CHAT, {**CHAT, "id": 8, "name": "Other"}]}}))
    assert [d.source_uri for d in found] == ["result.json#7#2", "result.json#8#2"]


def test_a_chat_of_pictures_alone_is_refused(read: Read) -> None:
    (refusal,) = read("result.json", json.dumps({**CHAT, "messages": [{"id": 1, "type": "message", "text": ""}]}))
    assert isinstance(refusal, Refusal)
    assert refusal.rule == "no_documents"
