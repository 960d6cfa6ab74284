"""Reads WARC files: every HTML response, and of WET files every text record, is a document, at `path#record-id`.

Here belongs which records are documents. Records of other types or media are none of ours; a response that is an error
or a redirect is refused by its status, and a record that is broken by what is wrong with it: none is lost without a
row. The frame of records belongs to `warc_records`, what HTTP says to `http_response`.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from assets.raw import bounds
from assets.raw.bounds import Readable, Refused
from assets.raw.decoding import decode, page_charset
from assets.raw.readers.documents import html_document, text_document
from assets.raw.readers.wall import behind_wall, refused_by
from assets.raw.readers.web_archives.http_response import response
from assets.raw.readers.web_archives.warc_records import Record, records
from assets.raw.records import RawDocument, Refusal, Supplied

HTML_TYPES = ("text/html", "application/xhtml+xml")
OTHER_MEDIA = re.compile(
    r"(?:image|audio|video|font|model|multipart)/|text/(?:plain|css|csv|xml|javascript|ecmascript|calendar|vcard|vtt|x-)"
    r"|application/(?:json|javascript|x-javascript|ecmascript|pdf|zip|gzip|x-gzip|wasm|font|x-font|vnd\.|ms|x-shockwave"
    r"|octet-stream|rss|atom|xml|ld\+json|manifest)"
)
MARKUP = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20}|<!--.{0,500}?-->\s{0,20})?<(?:!doctype\s{1,5}html|html|head|body)\b",
    re.I | re.S,
)
OTHER_RECORDS = frozenset({"warcinfo", "request", "metadata", "revisit", "resource", "conversion", "continuation"})
MORE_THAN_A_PAGE = 1_000_000
"""Bytes of HTTP header and encoding beside a page that is as long as it may be."""


def read_warc(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The documents of a WARC file's HTML responses, in order, and a refusal for what cannot be read."""
    nothing = "the file holds no HTML response record: check that it is a WARC file of pages"
    yield from record_documents(file, uri, judged, record_document, nothing)


def read_wet(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The texts of a WET file, which a crawl makes of its pages, in order, each at its address."""
    nothing = "the file holds no text record: check that it is a WET file"
    yield from record_documents(file, uri, judged_text, conversion_document, nothing)


def record_documents(
    file: Readable,
    uri: str,
    judge: Callable[[Record], bool | Refused],
    make: Callable[[Record, str], RawDocument],
    nothing: str,
) -> Iterator[RawDocument | Refusal]:
    """The documents of the records that `judge` takes, and a refusal for what cannot be read, or `nothing`."""
    count = 0
    number = -1
    seen: set[str] = set()
    try:
        for record in whole_records(file):
            number = record.number
            try:
                page = judge(record)
            except Exception as error:
                page = refused_by(error)
            if page is False:
                continue
            count += 1
            place = record_place(record, uri, seen)
            if isinstance(page, Refused):
                yield page.at(place)
            else:
                yield behind_wall(place, partial(make, record, place))
    except Refused as error:
        yield error.rest(uri, f"record {number + 1}")
        return
    if not count:
        yield Refused("no_documents", nothing).at(uri)


def whole_records(file: Readable) -> Iterator[Record]:
    """The records, streamed. Raises Refused where the rest of the file cannot be read."""
    with bounds.opened(file) as container:
        for record in records(container.stream, bounds.MAX_DOCUMENT_BYTES + MORE_THAN_A_PAGE):
            if record.number >= bounds.MAX_RECORDS:
                raise Refused(
                    "too_many", f"the file holds more than {bounds.MAX_RECORDS:,} records: split it into several"
                )
            yield record
        container.check()


def record_place(record: Record, uri: str, seen: set[str]) -> str:
    """Where the record's document stands: its id, else its number, which is added to an id that came before."""
    key = record.fields.get("warc-record-id", "")[: bounds.MAX_ID_LENGTH] or str(record.number)
    key = f"{key}@{record.number}" if key in seen else key
    seen.add(key)
    return f"{uri}#{key}"


def judged(record: Record) -> bool | Refused:
    """Whether the record is a page, or why that cannot be told: what is neither a page nor plainly another thing."""
    if record.refused is not None:
        return record.refused
    kind = record.fields.get("warc-type", "").lower()
    if kind in OTHER_RECORDS:
        return False
    if kind != "response":
        said = f"is of the type {kind[:40]!r}" if kind else "has no type"
        return Refused("unknown_record", f"the record {said}, which no WARC file has: make the file again", kind[:40])
    answer = response(record.block)
    media = answer.media_type()
    found = record.fields.get("warc-identified-payload-type", "").split(";")[0].strip().lower()
    if media in HTML_TYPES or (found in HTML_TYPES and not OTHER_MEDIA.match(media)):
        return True
    if OTHER_MEDIA.match(media) or (not media and OTHER_MEDIA.match(found)):
        return False
    if MARKUP.match(answer.sent[:5_000]) is not None:
        return True
    if answer.status and not answer.status.startswith("2"):
        return False
    message = f"the response says that it is {media[:60]!r}, and does not begin as a page: give the page itself"
    return Refused("media_type", message, media[:60])


def judged_text(record: Record) -> bool | Refused:
    """Whether the record is a text that a crawl made of a page, or why that cannot be told."""
    if record.refused is not None:
        return record.refused
    return record.fields.get("warc-type", "").lower() == "conversion"


def record_document(record: Record, place: str) -> RawDocument:
    """The document of an HTML response. Raises Refused (`http_status`, `too_large`, `empty`, and those of its body)."""
    answer = response(record.block)
    if answer.status and not answer.status.startswith("2"):
        said = answer.status[:20]
        raise Refused("http_status", f"the server answered with status {said}, not with the page", said)
    if record.length > len(record.block):
        raise bounds.too_large()
    data = answer.body()
    if not data:
        raise Refused("empty", "the response has no body: fetch the page again")
    address = record_address(record)
    cut = record.fields.get("warc-truncated", "").lower()
    flags = ("truncated",) if cut and cut != "not-truncated" else ()
    decoded = decode(data, answer.charset() or page_charset(data))
    return html_document(place, data, decoded, Supplied(url=address, flags=flags))


def conversion_document(record: Record, place: str) -> RawDocument:
    """The document of a text record. Raises Refused (`too_large`, `empty`, `encoding`)."""
    if record.length > min(len(record.block), bounds.MAX_DOCUMENT_BYTES):
        raise bounds.too_large()
    return text_document(place, record.block, decode(record.block), Supplied(url=record_address(record)))


def record_address(record: Record) -> str | None:
    """The address that the record was fetched from."""
    return record.fields.get("warc-target-uri", "").strip("<> ") or None
