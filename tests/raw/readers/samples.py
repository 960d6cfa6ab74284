"""Small files of every format, made in memory: what tests of readers read, spoil and pack."""

import bz2
import gzip
import io
import json
import struct
import tarfile
import zipfile
from email.message import EmailMessage

import pyarrow as pa
import pyarrow.parquet as pq
import pypdf
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

TITLE = "Envoys meet in Valletta"
TEXT = "The envoys of the two islands met on Monday and talked for an hour about the buoys between them."
ROW = {"id": "a", "title": TITLE, "published": "2019-10-07", "outlet": "The Quay Gazette", "text": TEXT}
PAGE = f"<!doctype html><html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{TEXT}</p></body></html>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(members: dict[str, bytes | str]) -> bytes:
    """A zip archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    """A tar archive of these members."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def docx(*paragraphs: str) -> bytes:
    """A Word document of these paragraphs of raw markup or text."""
    runs = (p if p.startswith("<w:") else f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    body = "".join(runs)
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def related(kind: str, target: str) -> str:
    """A part's relations: one, to a part of that kind."""
    return (
        f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def xlsx(rows: list[list[str]]) -> bytes:
    """A workbook of one sheet."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    sheet = '<sheet name="S" sheetId="1" r:id="r1"/>'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": related("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{sheet}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": related("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def pdf(*pages: list[str], password: str | None = None) -> bytes:
    """A PDF of pages of lines; an empty line leaves a gap."""
    writer = pypdf.PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(612, 792)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream.set_data(f"BT /F1 11 Tf 14 TL 60 760 Td {shown} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def mail(
    subject: str = TITLE, text: str = TEXT, html: str | None = None, attached: dict[str, bytes] | None = None
) -> bytes:
    """A message."""
    message = EmailMessage()
    message["From"] = "Desk <desk@quaygazette.example>"
    message["To"] = "list@reader.example"
    message["Subject"] = subject
    message["Date"] = "Mon, 07 Oct 2019 14:20:00 +0200"
    message.set_content(text, cte="quoted-printable")
    if html is not None:
        message.add_alternative(html, subtype="html")
    for name, data in (attached or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def parquet(rows: list[dict[str, object]]) -> bytes:
    """A Parquet file."""
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), stream)
    return stream.getvalue()


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Quay Gazette</title><image><title>Logo</title></image>
<item><title>{TITLE}</title><link>https://quaygazette.example/a</link><dc:creator>Marta Solano</dc:creator>
<pubDate>Mon, 07 Oct 2019 14:20:00 +0200</pubDate><category>Buoys</category><description>Teaser</description>
<content:encoded><![CDATA[<p>{TEXT}</p><p>They parted.</p>]]></content:encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay Gazette</title><entry><title>{TITLE}</title>
<link rel="self" href="https://quaygazette.example/x"/><link href="https://quaygazette.example/a"/>
<published>2019-10-07T14:20:00+02:00</published><author><name>Marta Solano</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content></entry></feed>"""
RTF = r"{\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}\f0 " + TITLE + r"\par By Marta Solano\par\par " + TEXT + r"\par}"
MHT = (
    "From: <Saved by a browser>\nSnapshot-Content-Location: https://quaygazette.example/a\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related; boundary="B"\n\n--B\nContent-Type: text/html; charset="utf-8"\n'
    "Content-Transfer-Encoding: quoted-printable\nContent-Location: https://quaygazette.example/a\n\n"
    + PAGE.replace("=", "=3D")
    + "\n--B--\n"
)
WET = (
    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://quaygazette.example/a\r\n"
    "WARC-Record-ID: <urn:uuid:1>\r\n"
    f"WARC-Date: 2019-10-07T00:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: {len(TEXT)}\r\n\r\n{TEXT}\r\n\r\n"
)
CHAT = {
    "name": "Quay Wire",
    "type": "public_channel",
    "id": 7,
    "messages": [
        {"id": 1, "type": "service", "date": "2019-10-01T10:00:00", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2019-10-07T14:20:00",
            "text": [{"type": "bold", "text": TITLE}, f"\n\n{TEXT}"],
        },
        {"id": 3, "type": "message", "date": "2019-10-07T14:21:00", "text": ""},
    ],
}
CHAT_PAGE = f"""<html><body><div class="page_wrap"><div class="page_header"><div class="text bold">Quay Wire</div></div>
<div class="message service" id="message-1"><div class="body details">7 October 2019</div></div>
<div class="message default clearfix" id="message2"><div class="body"><div class="pull_right date details"
title="07.10.2019 14:20:00 UTC+02:00">14:20</div><div class="from_name">Quay Wire</div>
<div class="text"><strong>{TITLE}</strong><br><br>{TEXT}</div></div></div></div></body></html>"""

LINES = [TITLE, "7 October 2019", "", *(TEXT[:60].rsplit(" ", 1)[0], TEXT[len(TEXT[:60].rsplit(" ", 1)[0]) + 1 :])]
JSONL = json.dumps(ROW) + "\n"
CSV = "title,published,outlet,text\n" + f'{TITLE},2019-10-07,The Quay Gazette,"{TEXT}"\n'
FILES: dict[str, bytes] = {
    "a.txt": f"{TITLE}\n\n{TEXT}\n".encode(),
    "a.text": f"{TITLE}\n\n{TEXT}\n".encode(),
    "noending": f"{TITLE}\n\n{TEXT}\n".encode(),
    "a.md": f"# {TITLE}\n\n{TEXT}\n".encode(),
    "a.html": PAGE.encode(),
    "a.xhtml": PAGE.encode(),
    "page": PAGE.encode(),
    "a.mht": MHT.encode(),
    "a.jsonl": JSONL.encode(),
    "a.ndjson": JSONL.encode(),
    "a.jl": JSONL.encode(),
    "a.jsonl.bz2": bz2.compress(JSONL.encode()),
    "a.json": json.dumps([ROW]).encode(),
    "result.json": json.dumps(CHAT).encode(),
    "messages.html": CHAT_PAGE.encode(),
    "a.csv": CSV.encode(),
    "a.tsv": CSV.replace(",", "\t").encode(),
    "a.xlsx": xlsx([["title", "text"], [TITLE, TEXT]]),
    "a.parquet": parquet([dict(ROW)]),
    "a.rss": RSS.encode(),
    "a.xml": ATOM.encode(),
    "a.eml": mail(),
    "a.mbox": b"From desk@x Mon Oct  7 14:20:00 2019\n" + mail(),
    "a.docx": docx(TITLE, "By Marta Solano", TEXT),
    "a.rtf": RTF.encode(),
    "a.pdf": pdf(LINES),
    "a.wet": WET.encode(),
    "a.warc.wet.gz": gzip.compress(WET.encode()),
    "a.txt.gz": gzip.compress(TEXT.encode()),
    "a.html.gz": gzip.compress(PAGE.encode()),
    "a.zip": zipped({"p.html": PAGE, "sub/q.txt": TEXT}),
    "a.tar.gz": tarred({"p.html": PAGE.encode()}),
    "a.tar": tarred({"p.html": PAGE.encode()}, "w"),
    "a.tgz": tarred({"p.html": PAGE.encode()}),
}


def msg(subject: str, text: str, seconds: int = 1570450800) -> bytes:
    """A message as Outlook saves it: a compound file of short streams; by default sent on 7 October 2019, 12:20 UTC."""
    utf = "utf-16-le"
    sent = (seconds + 11644473600) * 10_000_000
    properties = bytes(32) + b"".join(
        struct.pack("<HHIQ", kind, tag, 6, value)
        for kind, tag, value in (
            (0x40, 0x39, sent),
            (0x1F, 0x37, len(subject) * 2 + 2),
            (0x1F, 0x1000, len(text) * 2 + 2),
        )
    )
    streams = {
        "__properties_version1.0": properties,
        "__substg1.0_001A001F": "IPM.Note".encode(utf),
        "__substg1.0_0037001F": subject.encode(utf),
        "__substg1.0_1000001F": text.encode(utf),
    }
    return compound(streams)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (MS-CFB, version 3) of streams that are shorter than 4,096 bytes: all in the mini stream."""
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    mini = b""
    minifat: list[int] = []
    starts: list[int] = []
    for data in streams.values():
        count = max(1, -(-len(data) // 64))
        starts.append(len(minifat))
        minifat += [*range(len(minifat) + 1, len(minifat) + count), end]
        mini += data.ljust(count * 64, b"\0")

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        encoded = name.encode("utf-16-le") + b"\0\0"
        return (
            encoded.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(encoded), kind, 1, free, right, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    names = list(streams)
    directory = [entry("Root Entry", 5, free, 1, 0, len(mini))]
    for n, name in enumerate(names):
        directory.append(entry(name, 2, n + 2 if n + 1 < len(names) else free, free, starts[n], len(streams[name])))
    while len(directory) % 4:
        directory.append(entry("", 0, free, free, 0, 0))
    sectors = -(-len(mini) // 512)
    folder = len(directory) // 4
    fat = [*range(1, sectors), end, *range(sectors + 1, sectors + folder), end, end, fat_sector]
    body = mini.ljust(sectors * 512, b"\0") + b"".join(directory)
    body += struct.pack(f"<{len(minifat)}I", *minifat).ljust(512, b"\xff")
    body += struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, sectors, 0, 4096, sectors + folder, 1, end, 0)
    header += struct.pack("<I", sectors + folder + 1).ljust(436, b"\xff")
    return header + body


FILES["a.msg"] = msg(TITLE, TEXT)
