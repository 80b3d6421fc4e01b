"""RAR archives, from WinRAR 2.9's to RAR 7's; the library is written in Rust and keeps to limits itself."""

from collections.abc import Iterator
from typing import Any

from pipeline.domain.letter import Trouble
from pipeline.ingest.archive_members import Budget, Member, clean_path
from pipeline.ingest.charset import decode
from pipeline.ingest.trouble import DAMAGED, ENCRYPTED, OVER_LIMIT, Unreadable
from pipeline.settings.values import Limits

_WORKSPACE = 256_000_000  # bytes of dictionaries and tables


def members_of_rar(content: bytes, _name: str, limits: Limits, budget: Budget) -> Iterator[Member]:
    """The files in a RAR; as archive.members."""
    import rars  # 34 MB of machine code, which few letters need

    opening = rars.ReadOptions(max_header_count=20 * limits.archive_entries)
    try:
        opened = rars.RarFile.from_bytes(content, options=opening)
        infos = opened.infolist()
    except rars.PasswordRequired as fault:
        raise Unreadable(ENCRYPTED, str(fault)) from fault
    except MemoryError as fault:  # its word for a limit that was reached
        raise Unreadable(OVER_LIMIT, str(fault)) from fault
    except (rars.Error, ValueError, OSError) as fault:
        raise Unreadable(DAMAGED, str(fault)) from fault
    for info in infos:
        path = clean_path(_name_of(info))
        if path and not info.is_dir():
            budget.enter()
            yield _member(opened, info, path, budget, budget.most(limits))


def _member(opened: Any, info: Any, path: str, budget: Budget, most: int) -> Member:
    import rars

    if info.is_encrypted:
        return Member(path, b"", info.file_size, Trouble(code=ENCRYPTED))
    options = rars.ReadOptions(max_member_output_bytes=most, max_reader_workspace_bytes=_WORKSPACE)
    try:
        content = bytes(opened.read(info, options=options))
    except MemoryError as fault:  # its word for a limit that was reached
        budget.take(most)
        return Member(path, b"", info.file_size, Trouble(code=OVER_LIMIT, detail=str(fault)[:200]))
    except (rars.Error, ValueError, OSError, KeyError) as fault:
        return Member(path, b"", info.file_size, Trouble(code=DAMAGED, detail=str(fault)[:200]))
    budget.take(len(content))
    return Member(path, content, info.file_size)


def _name_of(info: Any) -> str:
    """The name: old archives hold it in the sender's own code page, which is GBK, unless Unicode stands behind it."""
    raw = bytes(info.orig_filename_bytes)
    return str(info.filename) if b"\0" in raw else decode(raw)[0]
