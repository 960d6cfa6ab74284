"""Reads messages that Outlook saves (.msg): subject, day and text.

Here belongs that one format; python-oxmsg takes its file apart. Attachments are left to their own files.
"""

import io
from collections.abc import Iterator

from oxmsg import Message

from assets.raw.bounds import Readable, Refused
from assets.raw.decoding import Decoded
from assets.raw.readers.files import read_file
from assets.raw.readers.mail.messages import body_document, message_facts
from assets.raw.records import RawDocument


def read_outlook(file: Readable, uri: str) -> Iterator[RawDocument]:
    """The message. Raises Refused (`corrupt`, `no_text`)."""
    data = read_file(file)
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("corrupt", "the file is no message of Outlook's: save it again, or as .eml")
    try:
        message = Message.load(io.BytesIO(data))
        plain, page = message.body, message.html_body
        sent = message.sent_date
        facts = message_facts(message.subject, sent.isoformat() if sent is not None else None)
    except Exception as error:  # the library raises whatever a broken file makes of its inside
        raise Refused("corrupt", f"the message cannot be opened ({error}): save it again, or as .eml") from error
    yield body_document(
        uri,
        Decoded(plain, "utf-8") if plain and plain.strip() else None,
        Decoded(page, "utf-8") if page and page.strip() else None,
        facts,
    )
