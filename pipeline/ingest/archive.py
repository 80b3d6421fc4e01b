"""Zip archives opened within limits (mail.md L8); names in them are metadata, nothing is unpacked to disk."""

import contextlib
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.domain.letter import Trouble
from pipeline.ingest.charset import decode, one_line
from pipeline.ingest.trouble import DAMAGED, ENCRYPTED, OVER_LIMIT, Unreadable
from pipeline.ingest.zip_kind import ZIP_ERRORS, directory_is_safe
from pipeline.settings.values import Limits

_CHUNK = 1 << 20
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.I)
_MEMBER_ERRORS = (*ZIP_ERRORS, zlib.error, lzma.LZMAError, RuntimeError)


@dataclass
class Budget:
    """What is left of a letter's allowance for unpacking; archives in archives draw on the same one."""

    entries: int
    bytes: int

    @classmethod
    def of(cls, limits: Limits) -> "Budget":
        """A letter's whole allowance."""
        return cls(limits.archive_entries, limits.archive_bytes)


@dataclass(frozen=True)
class Member:
    """A file in an archive."""

    path: str  # cleaned: folders and name parted by "/", no "..", no drive
    content: bytes = field(repr=False, default=b"")
    size: int = 0  # as the archive announces it
    trouble: Trouble | None = None


def members(content: bytes, limits: Limits, budget: Budget) -> Iterator[Member]:
    """The files in a zip, in its order; folders and the litter of file managers left out.

    Raises:
        Unreadable: the whole is damaged, or the budget ran out; what was yielded before stands.
    """
    if not directory_is_safe(content):
        raise Unreadable(OVER_LIMIT, "central directory")
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except ZIP_ERRORS as error:
        raise Unreadable(DAMAGED, str(error)) from error
    with opened:
        for info in opened.infolist():
            path = _path(info)
            if info.is_dir() or not path or _LITTER.search(path):
                continue
            if budget.entries <= 0:
                raise Unreadable(OVER_LIMIT, "entries")
            budget.entries -= 1
            yield _member(opened, info, path, _Allowance(limits.part_bytes, budget))


@dataclass(frozen=True)
class _Allowance:
    one: int  # bytes of a single member
    budget: Budget


def _member(opened: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, allowance: _Allowance) -> Member:
    if info.flag_bits & _ENCRYPTED_FLAG:
        return Member(path, b"", info.file_size, Trouble(code=ENCRYPTED))
    try:
        return Member(path, _read(opened, info, allowance), info.file_size)
    except Unreadable as trouble:
        return Member(path, b"", info.file_size, trouble.trouble)
    except _MEMBER_ERRORS as error:
        return Member(path, b"", info.file_size, Trouble(code=DAMAGED, detail=str(error)[:200]))


def _read(opened: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: _Allowance) -> bytes:
    """The bytes of a member as they really come out, whatever size it announces."""
    most = min(allowance.one, allowance.budget.bytes)
    out, written = [], 0
    with opened.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            written += len(chunk)
            allowance.budget.bytes -= len(chunk)
            if written > most:
                raise Unreadable(OVER_LIMIT, "bytes")
            out.append(chunk)
    return b"".join(out)


def _path(info: zipfile.ZipInfo) -> str:
    """The member's name: GBK where it is not flagged as UTF-8, since that is what Chinese programs write."""
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        with contextlib.suppress(UnicodeEncodeError):  # it came from an extra field, decoded already
            name = decode(name.encode("cp437"))[0]
    pieces = re.split(r"[/\\]", one_line(name))
    kept = [p.strip() for p in pieces if p.strip() not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", p.strip())]
    return "/".join(kept)[-500:] + ("/" if name.endswith("/") and kept else "")
