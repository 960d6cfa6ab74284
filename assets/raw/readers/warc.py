"""Reads WARC files: every HTML response record is a document, at `path#record-id`.

Here belong records and what HTTP says of them: status, media type, charset, transfer and content encodings. Records of
other types or media are no documents of ours; a response that is an error or a redirect is refused by its status.
"""

from collections.abc import Iterator

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from assets.raw import bounds
from assets.raw.bounds import Readable, Refused
from assets.raw.decoding import decode, page_charset
from assets.raw.readers.documents import html_document, text_document
from assets.raw.records import RawDocument, Refusal, Supplied

HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(path: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The documents of a WARC file's HTML responses, in order, and a refusal for what cannot be read."""
    count = 0
    number = -1
    try:
        for number, record in numbered_records(path):
            if is_page(record):
                count += 1
                yield record_document(record, uri, number)
    except Refused as error:
        yield error.rest(uri, f"record {number + 1}")
        return
    if not count:
        yield Refused(
            "no_documents", "the file holds no HTML response record: check that it is a WARC file of pages"
        ).at(uri)


def numbered_records(path: Readable) -> Iterator[tuple[int, ArcWarcRecord]]:
    """The records, streamed, with their numbers. Raises Refused where the rest of the file cannot be read."""
    with bounds.opened(path) as container:
        try:
            for number, record in enumerate(ArchiveIterator(container.stream)):
                if number >= bounds.MAX_RECORDS:
                    raise Refused(
                        "too_many", f"the file holds more than {bounds.MAX_RECORDS:,} records: split it into several"
                    )
                yield number, record
        except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
            container.check()
            raise Refused("corrupt", f"the WARC file is broken here ({error}): make it again") from error
        container.check()


def is_page(record: ArcWarcRecord) -> bool:
    """Whether the record is an HTTP response with an HTML body."""
    if record.rec_type != "response" or record.http_headers is None:
        return False
    return (header(record, "Content-Type") or "").split(";")[0].strip().lower() in HTML_TYPES


def header(record: ArcWarcRecord, name: str) -> str | None:
    """A header of the HTTP response."""
    value = record.http_headers.get_header(name)
    return str(value) if value else None


def record_document(record: ArcWarcRecord, uri: str, number: int) -> RawDocument | Refusal:
    """The document of an HTML response, or why it is none."""
    key = record.rec_headers.get_header("WARC-Record-ID") or str(number)
    place = f"{uri}#{key[: bounds.MAX_ID_LENGTH]}"
    try:
        data = body(record)
        address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip().strip("<>") or None
        decoded = decode(data, http_charset(record) or page_charset(data))
        return html_document(place, data, decoded, Supplied(url=address))
    except Refused as error:
        return error.at(place)


def body(record: ArcWarcRecord) -> bytes:
    """The page's own bytes, without transfer and content encodings.

    Raises Refused (`http_status`, `content_encoding`, `too_large`, `truncated`, `empty`).
    """
    status = str(record.http_headers.get_statuscode() or "")
    if status and not status.startswith("2"):
        raise Refused("http_status", f"the server answered with status {status}, not with the page", status)
    coding = (header(record, "Content-Encoding") or "identity").strip().lower()
    if coding not in {"identity", "", *BufferedReader.DECOMPRESSORS}:
        raise Refused("content_encoding", f"the page is compressed as {coding!r}, which cannot be read here", coding)
    data = bounds.read_bounded(record.content_stream())
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise Refused("truncated", "the record is shorter than it says: fetch the page, or copy the file, again")
    expected = record.rec_headers.get_header("Content-Length") or ""
    if not data and expected.isdigit() and int(expected) > 0 and coding == "identity":
        raise Refused("empty", "the response has no body: fetch the page again")
    return data


def http_charset(record: ArcWarcRecord) -> str | None:
    """The charset of the Content-Type header."""
    for part in (header(record, "Content-Type") or "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip()
    return None


def read_wet(path: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The texts of a WET file, which a crawl makes of its pages, in order, each at its address."""
    count = 0
    number = -1
    try:
        for number, record in numbered_records(path):
            if record.rec_type == "conversion":
                count += 1
                yield conversion_document(record, uri, number)
    except Refused as error:
        yield error.rest(uri, f"record {number + 1}")
        return
    if not count:
        yield Refused("no_documents", "the file holds no text record: check that it is a WET file").at(uri)


def conversion_document(record: ArcWarcRecord, uri: str, number: int) -> RawDocument | Refusal:
    """The document of a text record, or why it is none."""
    key = record.rec_headers.get_header("WARC-Record-ID") or str(number)
    place = f"{uri}#{key[: bounds.MAX_ID_LENGTH]}"
    try:
        data = bounds.read_bounded(record.content_stream())
        address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip().strip("<>") or None
        return text_document(place, data, decode(data), Supplied(url=address))
    except Refused as error:
        return error.at(place)
