"""Decodes the bytes of a document: byte order mark, UTF-8, the declared charset, then detection; refuses binary data.

Here belong encodings alone. The text comes out as it stands: only a byte order mark is dropped, newlines stay what they
are. A text with lone surrogates cannot arise (strict decoding), and so every text can be stored.
"""

import codecs
import re
from typing import NamedTuple

import charset_normalizer

from assets.raw import code_pages
from assets.raw.bounds import Refused

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (sound, video or WebP image)"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a rich-text (RTF) document"),
)
# The WHATWG standard reads these labels as the Windows code pages that pages mean by them.
LABELS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
# Encodings in which news is written; without the bound, short texts are taken for EBCDIC or old code pages.
DETECTABLE = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "koi8_r",
    "iso8859_2", "iso8859_5", "mac_roman", "cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "cp949",
]  # fmt: skip
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{2,40})""", re.I)
SAMPLE = 200_000
SHORT = 200
FEW = 0.12  # of the bytes; more is a text in another script, or in a language of many accents
MAX_CONTROL_SHARE = 0.01


class Decoded(NamedTuple):
    """A text, and the encoding that its bytes were in."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of the bytes; `declared` is the charset that HTTP or the page names, tried after UTF-8.

    Raises Refused: `empty` where nothing or only blanks are there, `binary` where it is no text, `encoding` where no
    encoding fits.
    """
    refuse_binary(data)
    found = marked(data) or utf8(data) or wide(data) or named(data, declared) or mended(data) or detected(data)
    if found is None:
        raise Refused("encoding", "no character encoding fits the bytes: save the document as UTF-8")
    if not found.text.strip():
        raise Refused("empty", "the document holds no text: put its text in, or remove it from the inbox")
    if len(CONTROLS.findall(found.text[:SAMPLE])) > MAX_CONTROL_SHARE * min(len(found.text), SAMPLE):
        raise Refused("binary", "the document holds binary data, not text: save it as plain text in UTF-8")
    return found


def refuse_binary(data: bytes) -> None:
    """Raises Refused (`binary`) where the first bytes are those of a known format that is no text."""
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise Refused(
                "binary",
                f"the document is {what}, not text: save its text as .txt in UTF-8, or its page as .html",
                data[:8].hex(" "),
            )


def marked(data: bytes) -> Decoded | None:
    """By the byte order mark, which is dropped; None where there is none or the rest does not fit."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return attempt(data[len(mark) :], encoding)
    return None


def utf8(data: bytes) -> Decoded | None:
    """As UTF-8, strictly; NULs are left to the other ways, since no UTF-8 text holds them."""
    return None if b"\x00" in data[:SAMPLE] else attempt(data, "utf-8")


def wide(data: bytes) -> Decoded | None:
    """As UTF-16 without a mark: every other byte of mostly Latin text is then NUL. Raises Refused at other NULs."""
    sample = data[:SAMPLE]
    if b"\x00" not in sample:
        return None
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[offset::2].count(0) > 0.6 * len(sample) / 2 and (found := attempt(data, encoding)):
            return found
    raise Refused("binary", "the document holds NUL bytes, so it is no text: save it as plain text in UTF-8")


def named(data: bytes, declared: str | None) -> Decoded | None:
    """By the declared charset, as the WHATWG standard reads its name."""
    label = (declared or "").strip().strip("\"'").lower()
    if not label or label.replace("-", "").replace("_", "") == "utf8":
        return None
    return attempt(data, LABELS.get(label, label))


def mended(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes of Windows-1252 among it, as pages pasted together have; None where that is not so."""
    high = sum(byte >= 0x80 for byte in data[:SAMPLE])
    valid = sum(map(len, MULTIBYTE.findall(data[:SAMPLE])))
    if not valid or valid < 0.7 * high:
        return None
    text = data.decode("utf-8", errors="communique_cp1252")
    return Decoded(text, "utf-8")


def detected(data: bytes) -> Decoded | None:
    """By the names in it where there is little else beyond ASCII, else by charset-normalizer; at last Windows-1252."""
    sample = data[:SAMPLE]
    high = sum(byte >= 0x80 for byte in sample)
    if (len(sample) <= SHORT or high <= FEW * len(sample)) and (encoding := code_pages.best(data)):
        found = attempt(data, encoding)
        if found is not None:
            return found
    best = charset_normalizer.from_bytes(sample, cp_isolation=DETECTABLE).best()
    found = attempt(data, best.encoding) if best else None
    return found or attempt(data, "cp1252")


def attempt(data: bytes, encoding: str) -> Decoded | None:
    """The strict decoding, or None where it fails or Python does not know the encoding."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def page_charset(data: bytes) -> str | None:
    """The charset that the head of an HTML page declares."""
    found = META_CHARSET.search(data[:4096])
    return found.group(1).decode("ascii", "ignore") if found else None


def _windows_bytes(error: UnicodeError) -> tuple[str, int]:
    """Reads the bytes that are no UTF-8 as Windows-1252, an unassigned one as U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("communique_cp1252", _windows_bytes)
