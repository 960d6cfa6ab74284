"""The formats that are read: one declaration each, of endings, media type and reader; and what is done with the rest.

Here belongs the choice of the reader by a file's name, and the descent into archives and attachments. To add a format,
write its reader (a function from a file and its source_uri to documents and refusals) and add a row to FORMATS;
`docs/inputs.md` has a row for each.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from assets.raw import bounds
from assets.raw.bounds import COMPRESSED, Readable, Refused
from assets.raw.readers.archives import tar_members, zip_members
from assets.raw.readers.feeds import read_feed
from assets.raw.readers.files import Inside, Member
from assets.raw.readers.jsonl import read_jsonl
from assets.raw.readers.mail.mailboxes import read_mailbox
from assets.raw.readers.mail.messages import read_message, read_web_archive
from assets.raw.readers.mail.outlook import read_outlook
from assets.raw.readers.office.portable import read_portable
from assets.raw.readers.office.rich_text import read_rich_text
from assets.raw.readers.office.word import read_word
from assets.raw.readers.tabular.json_files import read_json
from assets.raw.readers.tabular.tables import read_delimited, read_parquet, read_workbook
from assets.raw.readers.texts import read_page, read_text, read_unnamed
from assets.raw.readers.wall import refused_by
from assets.raw.readers.web_archives.warc import read_warc, read_wet
from assets.raw.records import RawDocument, Refusal
from assets.reference import read_csv, split

Item = RawDocument | Refusal | tuple[str, Member]
Reader = Callable[[Readable, str], Iterable[Item]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name, the endings by which it is known, its media type, and what reads it.

    A reader gives documents, each made behind the wall (`wall`), and refusals; an address with a `Member` is a file
    inside, which is read by its own kind.
    `streams` says that the reader expands a compressed file itself, `attaches` that files inside are by the way: those
    of kinds that are not read (a signature's picture) are left out.
    """

    name: str
    endings: tuple[str, ...]
    media_type: str
    read: Reader
    streams: bool = False
    attaches: bool = False


FORMATS: tuple[Format, ...] = (
    Format("plain text", (".txt", ".text", ".asc"), "text/plain", partial(read_text, media_type="text/plain")),
    Format("Markdown", (".md", ".markdown"), "text/markdown", partial(read_text, media_type="text/markdown")),
    Format("web page", (".html", ".htm", ".xhtml", ".xht", ".shtml"), "text/html", read_page),
    Format("saved web page", (".mht", ".mhtml"), "multipart/related", read_web_archive),
    Format("JSON lines", (".jsonl", ".ndjson", ".jl"), "application/jsonl", read_jsonl, streams=True),
    Format("JSON", (".json",), "application/json", read_json),
    Format("table as text", (".csv", ".tsv", ".tab"), "text/csv", read_delimited),
    Format("workbook", (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), "application/vnd.ms-excel", read_workbook),
    Format("Parquet table", (".parquet", ".pq"), "application/vnd.apache.parquet", read_parquet),
    Format("feed", (".rss", ".atom", ".rdf", ".xml"), "application/xml", read_feed),
    Format("mail", (".eml", ".emlx"), "message/rfc822", read_message, attaches=True),
    Format("mailbox", (".mbox", ".mbx"), "application/mbox", read_mailbox, streams=True, attaches=True),
    Format("Outlook message", (".msg",), "application/vnd.ms-outlook", read_outlook),
    Format("Word document", (".docx", ".docm"), "application/vnd.openxmlformats", read_word),
    Format("rich text", (".rtf",), "application/rtf", read_rich_text),
    Format("PDF document", (".pdf",), "application/pdf", read_portable),
    Format("web archive", (".warc",), "application/warc", read_warc, streams=True),
    Format("texts of a web archive", (".wet",), "application/warc", read_wet, streams=True),
    Format("zip archive", (".zip",), "application/zip", zip_members),
    Format("tar archive", (".tar", ".tgz", ".tbz2", ".tbz"), "application/x-tar", tar_members, streams=True),
)
UNNAMED = Format("text without an ending", ("",), "text/plain", read_unnamed)


@cache
def _by_ending() -> dict[str, Format]:
    return {ending: found for found in FORMATS for ending in found.endings}


@cache
def _unread() -> dict[str, str]:
    return {ending: row["what"] for row in read_csv("unread_formats") for ending in split(row["endings"])}


def format_of(name: str) -> Format:
    """The format of a file of that name, under a compression or not. Raises Refused (`unknown_kind`, `unread_kind`)."""
    lowered = name.lower()
    bare = lowered[: lowered.rindex(".")] if lowered.endswith(COMPRESSED) else lowered
    stem, dot, last = bare.rpartition(".")
    ending = f".{last}" if dot and stem and last.isalnum() and len(last) <= MAX_ENDING else ""
    if ".warc.wet" in bare[-9:]:
        ending = ".wet"
    if ending in _by_ending():
        return _by_ending()[ending]
    if ending in _unread():
        raise Refused("unread_kind", f"the file is {_unread()[ending]}", ending)
    if not ending:
        return UNNAMED
    raise Refused(
        "unknown_kind",
        "the file's kind is not known: save it as .txt, .html, .docx, .pdf, .csv or .jsonl (docs/inputs.md lists all)",
        ending,
    )


MAX_ENDING = 9  # letters of a file's ending; what follows a dot in a longer name is no ending


def read_any(file: Readable, uri: str, depth: int = 0) -> Iterator[RawDocument | Refusal]:
    """The documents of a file of any kind, those inside archives and mails too. Raises Refused, OSError."""
    if depth > bounds.MAX_DEPTH:
        raise Refused(
            "too_deep",
            f"the file lies more than {bounds.MAX_DEPTH} archives deep: unpack the archive, and give what it holds",
        )
    found = format_of(file.name)
    inner = Inside(file) if file.name.lower().endswith(COMPRESSED) and not found.streams else file
    for item in found.read(inner, uri):
        if isinstance(item, RawDocument | Refusal):
            yield item
        elif not found.attaches or _is_document(item[1].name):
            yield from _inside(item, depth)


def _inside(item: tuple[str, Member], depth: int) -> Iterator[RawDocument | Refusal]:
    """The documents of a file inside another, behind its own refusals."""
    place, member = item
    try:
        yield from read_any(member, place, depth + 1)
    except Exception as error:
        yield refused_by(error).at(place)


def _is_document(name: str) -> bool:
    """Whether an attachment is of a kind that is read: pictures in signatures are no documents."""
    try:
        return format_of(name) is not UNNAMED
    except Refused:
        return False
