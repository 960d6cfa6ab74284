"""Reads mailboxes (.mbox): every message is an article, at `path#n`.

Here belongs where a message begins. What is in it belongs to `messages`. Source: RFC 4155, and the quoting of mboxrd.
"""

import re
from collections.abc import Iterator

from assets.raw import bounds
from assets.raw.bounds import Readable, Refused
from assets.raw.readers.files import Member
from assets.raw.readers.mail.messages import message_documents
from assets.raw.readers.wall import refused_by
from assets.raw.records import RawDocument, Refusal

FROM = re.compile(rb"From \S.{0,200}\d\d:\d\d")
QUOTED = re.compile(rb"^>(?=>{0,20}From )", re.MULTILINE)
MAX_LINE = 1 << 20


def read_mailbox(file: Readable, uri: str) -> Iterator[RawDocument | Refusal | tuple[str, Member]]:
    """The messages in order, each with its attachments. Raises Refused."""
    number = -1
    for number, data in enumerate(messages(file)):
        place = f"{uri}#{number}"
        if data is None:
            yield bounds.too_large().at(place)
            continue
        try:
            yield from message_documents(data, place)
        except Exception as error:
            yield refused_by(error).at(place)
    if number < 0:
        raise Refused("empty", "the mailbox holds no message: check that it is one, or remove it from the inbox")


def messages(file: Readable) -> Iterator[bytes | None]:
    """The bytes of each message, streamed; None for one that is too long to hold. Raises Refused."""
    own: list[bytes] | None = None
    size, blank, count = 0, True, 0
    with bounds.opened(file) as container:
        while line := container.stream.readline(MAX_LINE):
            if blank and FROM.match(line):
                if own is not None:
                    yield _message(own, size)
                    count += 1
                    if count >= bounds.MAX_RECORDS:
                        raise Refused(
                            "too_many", f"the mailbox has more than {bounds.MAX_RECORDS:,} messages: split it"
                        )
                own, size = [], 0
            elif own is not None:
                size += len(line)
                if size <= bounds.MAX_FILE_BYTES:
                    own.append(line)
            blank = not line.strip()
        container.check()
    if own is not None:
        yield _message(own, size)


def _message(lines: list[bytes], size: int) -> bytes | None:
    return QUOTED.sub(b"", b"".join(lines)) if size <= bounds.MAX_FILE_BYTES else None
