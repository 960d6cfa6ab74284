"""Opens archives: .zip, .tar, .tar.gz and .tar.bz2, a member at a time, in memory and within bounds.

Here belong members: how many, how large, and which are no files of the archive's own. Nothing is ever written to disk,
and no member's path leads anywhere but into its `source_uri`. What a member holds belongs to its kind's reader.
"""

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from assets.raw import bounds
from assets.raw.bounds import COMPRESSED, Expanded, Readable, Refused
from assets.raw.readers.files import Member
from assets.raw.readers.wall import refused_by
from assets.raw.records import Refusal

UNFINISHED = (".part", ".tmp")
BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def zip_members(file: Readable, uri: str) -> Iterator[tuple[str, Member] | Refusal]:
    """The members of a zip archive with their source_uris, in order; a refusal for each that cannot be read."""
    with file.open("rb") as stream:
        total = 0
        try:
            archive = zipfile.ZipFile(stream)
        except BROKEN as error:
            raise Refused("corrupt", f"the archive cannot be opened ({error}): make it again") from error
        with archive:
            for number, info in enumerate(archive.infolist()):
                _check_count(number)
                if info.is_dir() or _is_hidden(info.filename):
                    continue
                place = f"{uri}#{_shown(info.filename)}"
                try:
                    _check_path(info.filename)
                    data = _zip_data(archive, info)
                except Refused as error:
                    yield error.at(place)
                    continue
                except BROKEN as error:
                    yield Refused("corrupt", f"the member is broken ({error}): make the archive again").at(place)
                    continue
                except Exception as error:
                    yield refused_by(error).at(place)
                    continue
                total += len(data)
                _check_total(total)
                yield place, Member(PurePosixPath(info.filename).name, data)


def _zip_data(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & 1:
        raise Refused("encrypted", "the member is locked with a password: unlock it, and pack it again without one")
    with archive.open(info) as member:
        return _bounded(member, info.compress_size)


def _bounded(member: IO[bytes], packed: int) -> bytes:
    """A member's bytes. Raises Refused (`too_large`, `expansion`)."""
    data = member.read(bounds.MAX_FILE_BYTES + 1)
    if len(data) > bounds.MAX_FILE_BYTES:
        raise Refused("too_large", f"the member is larger than {bounds.MAX_FILE_BYTES:,} bytes: unpack the archive")
    if len(data) > bounds.FREE_EXPANSION_BYTES and len(data) > bounds.MAX_EXPANSION * max(1, packed):
        raise Refused(
            "expansion", "the member is far larger than its packed bytes, which no text is: unpack it and look"
        )
    return data


def tar_members(file: Readable, uri: str) -> Iterator[tuple[str, Member] | Refusal]:
    """The members of a tar archive, compressed or not, with their source_uris; a refusal for each that is no file."""
    with file.open("rb") as stream:
        expanded = Expanded(stream, _compression(file.name)) if _compression(file.name) else None
        source: BinaryIO = stream if expanded is None else io.BufferedReader(expanded)
        total = 0
        try:
            with tarfile.open(fileobj=source, mode="r|") as archive:
                for number, info in enumerate(archive):
                    _check_count(number)
                    if info.isdir() or _is_hidden(info.name):
                        continue
                    place = f"{uri}#{_shown(info.name)}"
                    try:
                        _check_path(info.name)
                        data = _tar_data(archive, info)
                    except Refused as error:
                        yield error.at(place)
                        continue
                    total += len(data)
                    _check_total(total)
                    yield place, Member(PurePosixPath(info.name).name, data)
        except BROKEN as error:
            if expanded is not None and expanded.failure is not None:
                raise expanded.failure from error
            raise Refused("corrupt", f"the archive is broken ({error}): make it again") from error
        if expanded is not None and expanded.failure is not None:
            raise expanded.failure


def _tar_data(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    if not info.isfile():
        raise Refused("link", "the member is a link or device, which is not followed: pack the file itself")
    if info.size > bounds.MAX_FILE_BYTES:
        raise Refused("too_large", f"the member is larger than {bounds.MAX_FILE_BYTES:,} bytes: unpack the archive")
    member = archive.extractfile(info)
    return member.read() if member is not None else b""


def _compression(name: str) -> str:
    """The archive's name as one of a compressed stream's, empty where it is not compressed."""
    lowered = name.lower()
    if lowered.endswith((".tgz", *COMPRESSED, ".tbz2", ".tbz")):
        return ".bz2" if lowered.endswith((".bz2", ".tbz2", ".tbz")) else ".gz"
    return ""


def _check_count(number: int) -> None:
    if number >= bounds.MAX_MEMBERS:
        raise Refused("too_many", f"the archive has more than {bounds.MAX_MEMBERS:,} members: split it into several")


def _check_total(total: int) -> None:
    if total > bounds.MAX_ARCHIVE_BYTES:
        raise Refused("expansion", f"the archive holds more than {bounds.MAX_ARCHIVE_BYTES:,} bytes: unpack it")


def _check_path(name: str) -> None:
    """Raises Refused (`unsafe_path`) for a member whose path leads out of the archive."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise Refused("unsafe_path", "the member's path leads out of the archive: pack it under a plain name", name)


def _is_hidden(name: str) -> bool:
    """Whether the walk over an inbox would leave the file out: hidden and unfinished ones."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in parts)
    return hidden or "__MACOSX" in parts or name.lower().endswith(UNFINISHED)


def _shown(name: str) -> str:
    """A member's path as it stands in source_uri."""
    return name.removeprefix("./").encode("utf-8", "replace").decode("utf-8", "replace")[: bounds.MAX_ID_LENGTH]


def checked_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """A document that is a zip inside (.docx, .xlsx), opened; Raises Refused where it is broken or a bomb."""
    try:
        archive = zipfile.ZipFile(stream)
        infos = archive.infolist()
    except BROKEN as error:
        raise Refused("corrupt", f"the document cannot be opened ({error}): save it again") from error
    size = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if len(infos) > bounds.MAX_MEMBERS or size > max(bounds.FREE_EXPANSION_BYTES, bounds.MAX_EXPANSION * packed):
        raise Refused("expansion", "the document is far larger inside than its file, which no text is: save it as text")
    return archive
