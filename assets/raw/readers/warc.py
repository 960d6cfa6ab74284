"""Reads WARC files: every HTML response record is a document, at `path#record-id`.

Here belongs which records are documents. Records of other types or media are none of ours; a response that is an error
or a redirect is refused by its status, and a record that is broken by what is wrong with it: none is lost without a
row. The frame of records belongs to `warc_records`, what HTTP says to `http_response`.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from assets.raw import bounds
from assets.raw.bounds import Refused
from assets.raw.decoding import decode, page_charset
from assets.raw.readers.documents import html_document
from assets.raw.readers.http_response import response
from assets.raw.readers.wall import behind_wall
from assets.raw.readers.warc_records import Record, records
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


def read_warc(path: Path, uri: str) -> Iterator[RawDocument | Refusal]:
    """The documents of a WARC file's HTML responses, in order, and a refusal for what cannot be read."""
    count = 0
    number = -1
    seen: set[str] = set()
    try:
        for record in whole_records(path):
            number = record.number
            page = judged(record)
            if page is False:
                continue
            count += 1
            place = record_place(record, uri, seen)
            if isinstance(page, Refused):
                yield page.at(place)
            else:
                yield behind_wall(place, partial(record_document, record, place))
    except Refused as error:
        yield error.rest(uri, f"record {number + 1}")
        return
    if not count:
        yield Refused(
            "no_documents", "the file holds no HTML response record: check that it is a WARC file of pages"
        ).at(uri)


def whole_records(path: Path) -> Iterator[Record]:
    """The records, streamed. Raises Refused where the rest of the file cannot be read."""
    with bounds.opened(path) as container:
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
    address = record.fields.get("warc-target-uri", "").strip("<> ") or None
    cut = record.fields.get("warc-truncated", "").lower()
    flags = ("truncated",) if cut and cut != "not-truncated" else ()
    decoded = decode(data, answer.charset() or page_charset(data))
    return html_document(place, data, decoded, Supplied(url=address, flags=flags))
