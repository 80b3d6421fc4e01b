"""What is wrong with the disk, the database or the machine, said to people: what, why, and what to do."""

from dataclasses import dataclass
from errno import EACCES, EAGAIN, EDQUOT, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, EPERM, EROFS

from pipeline.store.faults import DatabaseFault

__all__ = ["is_outage", "outage"]


@dataclass(frozen=True)
class _Cause:
    errors: frozenset[int]  # errno of the system
    said: tuple[str, ...]  # what the database says of it, in small letters
    why: str
    remedy: str


_CAUSES = (
    _Cause(frozenset({ENOSPC, EDQUOT}), ("disk is full", "no space left"), "磁盘已满", "请清理磁盘，腾出空间"),
    _Cause(
        frozenset({EROFS}), ("readonly database", "read-only"), "所在的磁盘是只读的",
        "请让管理员检查磁盘是否损坏，恢复可写",
    ),
    _Cause(
        frozenset({EACCES, EPERM}), ("permission denied",), "没有读写权限",
        "请让管理员把数据文件夹的读写权限交给运行程序的用户",
    ),
    _Cause(frozenset({EIO}), ("disk i/o error",), "磁盘读写出错", "请让管理员检查磁盘"),
    _Cause(
        frozenset(), ("database is locked", "lock timeout"), "别的程序一直占用着数据库",
        "请关掉正在打开数据库的其他程序",
    ),
    _Cause(
        frozenset(), ("not a database", "malformed"), "数据库文件已损坏", "请用最近的备份恢复，或请开发人员查看"
    ),
    _Cause(
        frozenset({ENOMEM, EAGAIN, EMFILE, ENFILE}), (), "机器的内存或进程数不够", "请关掉不用的程序，或重启机器"
    ),
)  # fmt: skip
_OTHER = {
    True: "请检查数据库（环境变量 BAOSONG_DATABASE_URL，没有设置就是数据文件夹里的 baosong.db）",
    False: "请检查磁盘空间和权限",
}


def is_outage(fault: Exception) -> bool:
    """Whether it is the surroundings that fail, and no mistake of the program."""
    return isinstance(fault, DatabaseFault) or (isinstance(fault, OSError) and _cause(fault) is not None)


def outage(fault: OSError) -> str:
    """One sentence without its end: what cannot be used, why, and what to do; the system's own words in brackets."""
    database = isinstance(fault, DatabaseFault)
    subject = "数据库" if database else "数据文件夹"
    cause = _cause(fault)
    if cause is None:
        return f"{subject}用不了：{fault}。{_OTHER[database]}"
    return f"{subject}用不了：{cause.why}（{fault}）。{cause.remedy}"


def _cause(fault: OSError) -> _Cause | None:
    own = str(fault).lower()
    return next((one for one in _CAUSES if fault.errno in one.errors or any(word in own for word in one.said)), None)
