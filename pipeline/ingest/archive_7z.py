"""7-Zip archives: members come out one after another, each counted while it is written."""

import io
import lzma
import zlib
from collections.abc import Iterator
from typing import Any

from pipeline.domain.letter import Trouble
from pipeline.ingest.archive_members import Budget, Member, clean_path
from pipeline.ingest.trouble import DAMAGED, ENCRYPTED, OVER_LIMIT, Unreadable
from pipeline.settings.values import Limits

_HEADERS = 20  # folders and files to a file that may be opened
_HEADER_BYTES = 4_000_000  # of the table of files
_BEYOND = "exceeds limit"  # the library's words
_FAULTS = (lzma.LZMAError, zlib.error, EOFError, OSError, ValueError, LookupError, TypeError, AttributeError)


def members_of_7z(content: bytes, _name: str, limits: Limits, budget: Budget) -> Iterator[Member]:
    """The files in a .7z; as archive.members. A locked one or one that goes beyond the limits gives no files."""
    import py7zr  # with nine libraries of its own, which few letters need
    from py7zr import archiveinfo

    archiveinfo.MAX_NUMFILES, archiveinfo.MAX_HEADER_SIZE = _HEADERS * limits.archive_entries, _HEADER_BYTES
    written: dict[str, bytes] = {}
    try:
        with py7zr.SevenZipFile(io.BytesIO(content)) as opened:
            infos = list(enumerate(opened.list()))
            infos = [(place, info) for place, info in infos if not info.is_directory and not info.is_symlink]
            for _ in infos:
                budget.enter()
            for place, known in enumerate(opened.files.files_list):  # their own names need not be fit for a disk
                known["filename"] = str(place)
            if opened.needs_password():
                yield from (Member(clean_path(i.filename), trouble=Trouble(code=ENCRYPTED)) for _, i in infos)
                return
            opened.extractall(factory=_factory(written, limits, budget))
    except py7zr.exceptions.PasswordRequired as fault:
        raise Unreadable(ENCRYPTED, "header") from fault
    except MemoryError as fault:  # a dictionary larger than the child may have
        raise Unreadable(OVER_LIMIT, "memory") from fault
    except (py7zr.exceptions.ArchiveError, *_FAULTS) as fault:
        raise Unreadable(OVER_LIMIT if _BEYOND in str(fault) else DAMAGED, repr(fault)[:200]) from fault
    for place, info in infos:
        path = clean_path(info.filename)
        if path:
            yield Member(path, written.get(str(place), b""), info.uncompressed)


def _factory(written: dict[str, bytes], limits: Limits, budget: Budget) -> Any:
    """What py7zr writes members to; it stops the whole as soon as they come to more than is allowed."""
    from py7zr.io import Py7zIO, WriterFactory

    class Bounded(Py7zIO):
        """One member in memory."""

        def __init__(self, name: str) -> None:
            self._name, self._stream, self._most = name, io.BytesIO(), budget.most(limits)

        def write(self, data: bytes | bytearray) -> int:
            budget.take(len(data))
            if self._stream.tell() + len(data) > self._most:
                raise Unreadable(OVER_LIMIT, "bytes")
            return self._stream.write(data)

        def read(self, size: int | None = None) -> bytes:
            return self._stream.read(size)

        def seek(self, offset: int, whence: int = 0) -> int:
            return self._stream.seek(offset, whence)

        def flush(self) -> None:
            written[self._name] = self._stream.getvalue()

        def size(self) -> int:
            return len(self._stream.getbuffer())

        def close(self) -> None:
            self.flush()

    class Factory(WriterFactory):
        """Makes one for each member."""

        def create(self, filename: str) -> Py7zIO:
            written[filename] = b""
            return Bounded(filename)

    return Factory()
