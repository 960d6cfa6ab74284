"""Reads what Telegram exports of a channel: result.json and messages.html; every message with text is an article.

Here belong messages. Service notes (joins, pins) and messages of pictures alone are no articles and are left out.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from assets.raw.bounds import Refused
from assets.raw.decoding import Decoded
from assets.raw.html.visible_text import visible_lines
from assets.raw.readers.documents import given_bytes, text_document
from assets.raw.readers.wall import behind_wall
from assets.raw.records import PageMetadata, RawDocument, Refusal

MESSAGE_TYPES = frozenset({"message", "service", "unsupported"})
_STAMP = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")
SHORT = 200  # code points of a first line that is a headline
MIN_WORDS = 4  # of a message; fewer are a greeting or a link's caption


def is_chat(content: Any) -> bool:
    """Whether a JSON document is the export of one chat, or of several."""
    if not isinstance(content, Mapping):
        return False
    chats = _chats(content)
    return bool(chats) and all(
        isinstance(m, Mapping) and m.get("type") in MESSAGE_TYPES for chat in chats for m in chat["messages"][:20]
    )


def _chats(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    listed = content.get("chats")
    found = listed.get("list", []) if isinstance(listed, Mapping) else [content]
    return [chat for chat in found if isinstance(chat, Mapping) and isinstance(chat.get("messages"), list)]


def read_chat(content: Mapping[str, Any], uri: str) -> Iterator[RawDocument | Refusal]:
    """The messages of result.json at `uri#id`. Raises Refused (`no_documents`)."""
    count = 0
    chats = _chats(content)
    for chat in chats:
        prefix = f"{uri}#{chat.get('id')}" if len(chats) > 1 else uri
        for number, message in enumerate(chat["messages"]):
            text = _flat(message.get("text"))
            if message.get("type") != "message" or len(text.split()) < MIN_WORDS:
                continue
            count += 1
            channel = chat.get("name") or message.get("from")
            yield from _document(f"{prefix}#{message.get('id', number)}", text, message.get("date"), channel)
    if not count:
        raise _nothing()


def _flat(text: Any) -> str:
    """A message's text: a string, or strings and objects of styled text in order."""
    parts = text if isinstance(text, list) else [text]
    return "".join(p if isinstance(p, str) else str(p.get("text", "")) if isinstance(p, Mapping) else "" for p in parts)


def is_chat_page(tree: etree._Element) -> bool:
    """Whether a page is one of a chat's exported messages."""
    return bool(tree.xpath("//div[contains(@class, 'page_wrap')]//div[contains(@class, 'message')][@id]"))


def read_chat_page(tree: etree._Element, uri: str) -> Iterator[RawDocument | Refusal]:
    """The messages of messages.html at `uri#message-id`. Raises Refused (`no_documents`)."""
    header = tree.xpath("string(//div[contains(@class, 'page_header')]//div[contains(@class, 'text')])")
    channel = " ".join(header.split()) or None
    count = 0
    for message in tree.xpath("//div[contains(@class, 'message')][@id]"):
        classes = message.get("class", "").split()
        bodies = message.xpath(".//div[@class='text']")
        if "service" in classes or not bodies:
            continue
        text = "\n".join(line.text for line in visible_lines(bodies[-1]))
        if len(text.split()) < MIN_WORDS:
            continue
        count += 1
        stamps = message.xpath(".//div[contains(@class, 'date')]/@title")
        name = " ".join(message.xpath("string(.//div[@class='from_name'])").split())
        moment = _moment(stamps[-1]) if stamps else None
        yield from _document(f"{uri}#{message.get('id')}", text, moment, channel or name)
    if not count:
        raise _nothing()


def _moment(stamp: str) -> str | None:
    """ "20.11.2019 14:20:00 UTC+02:00" in ISO 8601."""
    match = _STAMP.search(stamp)
    return f"{match[3]}-{match[2]}-{match[1]}T{match[4]}{match[5] or ''}" if match else None


def _document(place: str, text: str, moment: Any, channel: str | None) -> Iterator[RawDocument | Refusal]:
    """The article of a message: its first line is the headline where a blank line or more text stands below it."""
    first, _, rest = text.strip().partition("\n")
    headed = len(first) <= SHORT and len(rest.split()) >= MIN_WORDS and not first.rstrip().endswith((".", ",", ":"))
    metadata = PageMetadata(
        title=" ".join(first.split()) if headed else None,
        published=moment if isinstance(moment, str) else None,
        site_name=channel,
        kind="article",
    )
    yield behind_wall(place, lambda: text_document(place, given_bytes(text), Decoded(text, "utf-8"), metadata=metadata))


def _nothing() -> Refused:
    return Refused("no_documents", "no message of the chat holds text: export it with its messages' text")
