"""Tar archives and single files packed by gzip (a .tar.gz is one in the other)."""

import io
import tarfile
import zlib
from collections.abc import Iterator
from typing import IO

from pipeline.ingest.archive_members import Budget, Member, clean_path
from pipeline.ingest.charset import decode
from pipeline.ingest.trouble import DAMAGED, OVER_LIMIT, TRUNCATED, Unreadable
from pipeline.settings.values import Limits

_STEP = 1 << 16
_GZIP = b"\x1f\x8b"


def members_of_tar(content: bytes, _name: str, limits: Limits, budget: Budget) -> Iterator[Member]:
    """The files in a tar; as archive.members."""
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:", encoding="utf-8", errors="surrogateescape") as opened:
            for info in opened:
                path = clean_path(decode(info.name.encode("utf-8", "surrogateescape"))[0])
                stream = opened.extractfile(info) if info.isreg() and path else None
                if stream is not None:
                    yield Member(path, _bounded(stream, info.size, limits, budget), info.size)
    except (tarfile.TarError, OSError, ValueError, EOFError) as fault:
        raise Unreadable(DAMAGED, repr(fault)[:200]) from fault


def _bounded(stream: IO[bytes], announced: int, limits: Limits, budget: Budget) -> bytes:
    budget.enter()
    most = budget.most(limits)
    if announced > most:
        raise Unreadable(OVER_LIMIT, "bytes")
    content = stream.read(most)
    budget.take(len(content))
    return content


def members_of_gz(content: bytes, name: str, limits: Limits, budget: Budget) -> Iterator[Member]:
    """The one file in a .gz, under the archive's own name without its ending; as archive.members."""
    most = budget.most(limits)
    out = _unpacked(content, most, budget)
    budget.take(len(out))
    if len(out) > most:
        raise Unreadable(OVER_LIMIT, "bytes")
    lower = name.lower()
    stem = name[:-4] + ".tar" if lower.endswith(".tgz") else name[:-3] if lower.endswith(".gz") else name
    yield Member(clean_path(stem) or "file", out, len(out))


def _unpacked(content: bytes, most: int, budget: Budget) -> bytes:
    """All files of a .gz one behind the other, as gzip itself does; a byte more than `most` at most."""
    out, place = bytearray(), 0
    while content.startswith(_GZIP, place):
        budget.enter()
        unpacking = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        while not unpacking.eof:
            if place >= len(content):
                raise Unreadable(TRUNCATED, "gzip")
            step = content[place : place + _STEP]  # the library copies all that lies behind a file's end
            try:
                out += unpacking.decompress(step, most + 1 - len(out))
            except zlib.error as fault:
                raise Unreadable(DAMAGED, str(fault)) from fault
            if len(out) > most:
                return bytes(out)
            place += len(step) - len(unpacking.unused_data)
    return bytes(out)
