"""Reads files that are text: plain, Markdown, pages, and files whose name does not say what they are.

Here belongs telling these apart by their beginning. Cutting a text into articles belongs to `documents`.
"""

import re
from collections.abc import Iterator

from assets.raw.bounds import Readable
from assets.raw.decoding import Decoded, decode, page_charset
from assets.raw.html.page import parse_tree
from assets.raw.readers.chats import is_chat_page, read_chat_page
from assets.raw.readers.documents import articles, page_articles, text_document
from assets.raw.readers.files import read_document
from assets.raw.readers.mail.messages import message_documents, message_facts, message_head
from assets.raw.readers.wall import behind_wall
from assets.raw.records import RawDocument, Refusal

PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
# A message's head: its first lines are fields, From, Subject and Date among them, and a blank line ends it.
MAIL = re.compile(
    rb"(?=(?:[^\n]+\n)*?From: )(?=(?:[^\n]+\n)*?Subject: )(?=(?:[^\n]+\n)*?Date: [^\n]*\d\d:\d\d)"
    rb"(?:[A-Z][\w-]{1,40}: ?[^\n]*\r?\n(?:[ \t]+[^\n]*\r?\n)*){3,}\r?\n"
)
ENCODED = re.compile(
    rb"^(?:content-transfer-encoding: *(?:quoted-printable|base64)|content-type: *multipart/)", re.I | re.M
)
CHAT = re.compile(r"class=\"page_wrap|class='page_wrap")


def read_text(file: Readable, uri: str, media_type: str) -> Iterator[RawDocument | Refusal]:
    """A file that is plain text: one article, or an export of several. Raises Refused."""
    data = read_document(file)
    if media_type == "text/plain" and MAIL.match(data[:8000]):
        yield text_mail(uri, data, media_type)
        return
    yield from articles(uri, data, decode(data), media_type)


def text_mail(uri: str, data: bytes, media_type: str) -> RawDocument | Refusal:
    """A message saved as text: its raw text is the file, but where its encoding would hide the words."""
    if ENCODED.search(data[:8000]):
        return next(d for d in message_documents(data, uri) if isinstance(d, RawDocument | Refusal))
    facts = message_facts(*message_head(data))
    return behind_wall(uri, lambda: text_document(uri, data, decode(data), media_type=media_type, metadata=facts))


def read_page(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """A file that is an HTML page: one article, or an export of several. Raises Refused."""
    data = read_document(file)
    decoded = decode(data, page_charset(data))
    tree = parse_tree(decoded.text) if CHAT.search(decoded.text[:20_000]) else None
    if tree is not None and is_chat_page(tree):
        yield from read_chat_page(tree, uri)
        return
    yield from page_articles(uri, data, decoded)


def read_unnamed(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """A file without an ending: a page where it begins as one, else text. Raises Refused (`binary`, …)."""
    data = read_document(file)
    found: Decoded = decode(data, page_charset(data))
    if PAGE.match(found.text[:5000]):
        yield from page_articles(uri, data, found)
    else:
        yield from articles(uri, data, decode(data))
