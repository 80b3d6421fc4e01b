"""Disk, database and machine trouble in people's words."""

import errno
import os

import pytest

from pipeline.steps.outage import is_outage, outage
from pipeline.store.faults import DatabaseFault


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/数据/raw"), "数据文件夹用不了：磁盘已满（"),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "数据文件夹用不了：所在的磁盘是只读的（"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "数据文件夹用不了：没有读写权限（"),
        (OSError(errno.EMFILE, os.strerror(errno.EMFILE)), "数据文件夹用不了：机器的内存或进程数不够（"),
        (DatabaseFault("database or disk is full"), "数据库用不了：磁盘已满（database or disk is full）。请清理磁盘"),
        (DatabaseFault("attempt to write a readonly database"), "数据库用不了：所在的磁盘是只读的（"),
        (DatabaseFault("database is locked"), "数据库用不了：别的程序一直占用着数据库（database is locked）。请关掉"),
        (DatabaseFault("canceling statement due to lock timeout"), "数据库用不了：别的程序一直占用着数据库（cancel"),
        (DatabaseFault("connection refused"), "数据库用不了：connection refused。请检查数据库"),
    ],
)
def test_an_outage_is_told_with_its_cause_and_what_to_do(fault: OSError, told: str) -> None:
    assert is_outage(fault)
    assert outage(fault).startswith(told)
    assert "请" in outage(fault)


@pytest.mark.parametrize("fault", [FileNotFoundError(errno.ENOENT, "?"), ValueError("disk is full"), OSError("?")])
def test_a_mistake_of_the_program_is_no_outage(fault: Exception) -> None:
    assert not is_outage(fault)
