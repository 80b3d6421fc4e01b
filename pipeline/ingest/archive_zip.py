"""Zip archives, with names in GBK where they are not flagged as UTF-8, since that is what Chinese programs write."""

import contextlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator

from pipeline.domain.letter import Trouble
from pipeline.ingest.archive_members import Budget, Member, clean_path
from pipeline.ingest.charset import decode
from pipeline.ingest.trouble import DAMAGED, ENCRYPTED, OVER_LIMIT, Unreadable
from pipeline.ingest.zip_kind import ZIP_ERRORS, directory_is_safe
from pipeline.settings.values import Limits

_CHUNK = 1 << 20
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_MEMBER_ERRORS = (*ZIP_ERRORS, zlib.error, lzma.LZMAError, RuntimeError)


def members_of_zip(content: bytes, _name: str, limits: Limits, budget: Budget) -> Iterator[Member]:
    """The files in a zip; as archive.members."""
    if not directory_is_safe(content):
        raise Unreadable(OVER_LIMIT, "central directory")
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except ZIP_ERRORS as error:
        raise Unreadable(DAMAGED, str(error)) from error
    with opened:
        for info in opened.infolist():
            path = clean_path(_name_of(info))
            if info.is_dir() or _name_of(info).endswith(("/", "\\")) or not path:
                continue
            budget.enter()
            yield _member(opened, info, path, limits, budget)


def _member(opened: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, limits: Limits, budget: Budget) -> Member:
    if info.flag_bits & _ENCRYPTED_FLAG:
        return Member(path, b"", info.file_size, Trouble(code=ENCRYPTED))
    try:
        return Member(path, _read(opened, info, limits, budget), info.file_size)
    except Unreadable as trouble:
        return Member(path, b"", info.file_size, trouble.trouble)
    except _MEMBER_ERRORS as error:
        return Member(path, b"", info.file_size, Trouble(code=DAMAGED, detail=str(error)[:200]))


def _read(opened: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, budget: Budget) -> bytes:
    """The bytes of a member as they really come out, whatever size it announces."""
    most = budget.most(limits)
    out, written = [], 0
    with opened.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            written += len(chunk)
            budget.take(len(chunk))
            if written > most:
                raise Unreadable(OVER_LIMIT, "bytes")
            out.append(chunk)
    return b"".join(out)


def _name_of(info: zipfile.ZipInfo) -> str:
    if not info.flag_bits & _UTF8_FLAG:
        with contextlib.suppress(UnicodeEncodeError):  # it came from an extra field, decoded already
            return decode(info.filename.encode("cp437"))[0]
    return info.filename
