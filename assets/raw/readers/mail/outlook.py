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
from assets.raw.readers.wall import behind_wall
from assets.raw.records import RawDocument, Refusal


def read_outlook(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The message. Raises Refused (`corrupt`)."""
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
    own = Decoded(plain, "utf-8") if plain and plain.strip() else None
    shown = Decoded(page, "utf-8") if page and page.strip() else None
    yield behind_wall(uri, lambda: body_document(uri, own, shown, facts))
