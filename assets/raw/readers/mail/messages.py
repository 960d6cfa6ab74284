"""Reads mail: a message's subject, day and text; documents that are attached to it are read by their own readers.

Here belongs MIME: headers, encodings, which of a message's forms is its text. Signatures and quoted mails stay in the
raw text and are judged as any line is. Sources: RFC 5322, RFC 2045 to 2047, RFC 2557 (pages as messages).
"""

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message

from assets.raw import bounds
from assets.raw.bounds import Readable, Refused
from assets.raw.decoding import Decoded, decode, page_charset
from assets.raw.html.page import parse_tree
from assets.raw.html.visible_text import visible_lines
from assets.raw.readers.documents import fragment_document, html_document, text_document
from assets.raw.readers.files import Member, read_file
from assets.raw.readers.tabular.moments import iso
from assets.raw.readers.wall import behind_wall
from assets.raw.records import PageMetadata, RawDocument, Refusal, Supplied

PREFIXES = re.compile(r"(?:\s*(?:re|fwd?|fw|aw|wg|tr|rv|ref)\s?(?:\[\d+\])?\s?:|\s*\[[^\[\]]{1,40}\])+\s*", re.I)
MAX_PARTS = 500  # of one message: a digest has some dozens


def read_message(file: Readable, uri: str) -> Iterator[RawDocument | Refusal | tuple[str, Member]]:
    """The message, and what is attached to it. Raises Refused."""
    yield from message_documents(read_file(file), uri)


def message_documents(data: bytes, uri: str) -> Iterator[RawDocument | Refusal | tuple[str, Member]]:
    """The document of a message in bytes, then its attachments. Raises Refused (`corrupt`)."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = [part for _, part in zip(range(MAX_PARTS), message.walk(), strict=False) if not part.is_multipart()]
    except (MessageError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise Refused("corrupt", f"the message cannot be read ({error}): save it again") from error
    facts = message_facts(header(message, "Subject"), header(message, "Date"))
    own = [part for part in parts if not attached(part)]
    found = behind_wall(uri, lambda: body_document(uri, _of_type(own, "text/plain"), _of_type(own, "text/html"), facts))
    yield found
    if isinstance(found, Refusal):
        return
    for part in parts:
        if attached(part) and (name := part.get_filename()):
            name = decoded_header(name).replace("/", "_")[-bounds.MAX_ID_LENGTH :]
            yield f"{uri}#{name}", Member(name, payload(part))


def message_head(data: bytes) -> tuple[str | None, str | None]:
    """Subject and day of a message in bytes."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    return header(message, "Subject"), header(message, "Date")


def message_facts(subject: str | None, day: str | None) -> PageMetadata:
    """What a message's head says of its text."""
    title = (
        PREFIXES.sub("", subject or "", count=1).strip() if PREFIXES.match(subject or "") else (subject or "").strip()
    )
    return PageMetadata(title=title or None, published=iso(day), kind="article")


def body_document(uri: str, plain: Decoded | None, page: Decoded | None, facts: PageMetadata) -> RawDocument:
    """The document of a message's text: the plain form, unless it holds but a remnant of the HTML form."""
    shown = _shown(page) if page is not None else ""
    if plain is not None and len(plain.text.split()) * 2 >= len(shown.split()):
        return text_document(uri, plain.text.encode("utf-8", "replace"), plain, media_type="text/plain", metadata=facts)
    if page is None or not shown:
        raise Refused(
            "no_text", "the message has no text of its own: save what is attached, and give that", facts.title
        )
    return fragment_document(uri, page.text, facts)


def _shown(page: Decoded) -> str:
    tree = parse_tree(page.text)
    return "\n".join(line.text for line in visible_lines(tree) if not line.hidden) if tree is not None else ""


def _of_type(parts: list[Message], kind: str) -> Decoded | None:
    """The texts of the parts of a type, one below another; None where there is none."""
    found = []
    for part in parts:
        if part.get_content_type() == kind:
            try:
                found.append(decode(payload(part), part.get_content_charset()))
            except Refused:
                continue
    if not found:
        return None
    return Decoded("\n\n".join(f.text for f in found), found[0].encoding) if len(found) > 1 else found[0]


def attached(part: Message) -> bool:
    """Whether a part is a file that hangs on the message."""
    return part.get_content_disposition() == "attachment" or (
        part.get_filename() is not None and not part.get_content_type().startswith("text/")
    )


def payload(part: Message) -> bytes:
    """A part's bytes without their transfer encoding."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        data = None
    return data if isinstance(data, bytes) else b""


def header(message: Message, name: str) -> str | None:
    """A header's value in words, None where there is none."""
    value = message.get(name)
    return decoded_header(str(value)) if value is not None else None


def decoded_header(value: str) -> str:
    """A header with its encoded words as what they say ("=?utf-8?Q?…?=")."""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError, LookupError):
        return " ".join(value.split())
    shown = []
    for text, charset in parts:
        if isinstance(text, str):
            shown.append(text)
            continue
        try:
            shown.append(text.decode(charset or "utf-8", "strict"))
        except (LookupError, UnicodeError):
            shown.append(text.decode("utf-8" if charset is None else "cp1252", "replace"))
    return " ".join("".join(shown).split())


def read_web_archive(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The page that a browser saved as a message (.mht), at its own address. Raises Refused (`no_documents`)."""
    try:
        message = email.message_from_bytes(read_file(file), policy=email.policy.compat32)
        parts = [part for _, part in zip(range(MAX_PARTS), message.walk(), strict=False)]
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise Refused("corrupt", f"the saved page cannot be read ({error}): save it again") from error
    page = next((p for p in parts if p.get_content_type() in {"text/html", "application/xhtml+xml"}), None)
    if page is None:
        raise Refused("no_documents", "the saved page holds no HTML: save it again, as a page or as .html")
    data = payload(page)
    address = header(message, "Snapshot-Content-Location") or header(page, "Content-Location")
    web = address if address and address.startswith(("http://", "https://")) else None
    charset = page.get_content_charset()
    yield behind_wall(
        uri, lambda: html_document(uri, data, decode(data, charset or page_charset(data)), Supplied(url=web))
    )
