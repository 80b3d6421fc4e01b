"""What the figures were measured on: the machine and the versions, and nothing that names it."""

import os
import platform
import re
import shutil
import sqlite3
import statistics
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path


def described(folder: Path) -> list[str]:
    """Lines for the results; `folder` lies on the disk whose syncs are timed."""
    return [
        f"measured {datetime.now(UTC):%Y-%m-%d}, load {os.getloadavg()[0]:.1f} before the first run",
        f"{os.cpu_count()} cores ({_processor()}), {_memory():.0f} GB, Linux {platform.release().split('-')[0]}, "
        f"one fsync of 4 KB {_sync_milliseconds(folder):.1f} ms",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"Dovecot {version_of('dovecot', '--version')}, exim {version_of('exim4', '--version')}, "
        f"mbsync {version_of('mbsync', '--version')}",
    ]


def _processor() -> str:
    said = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    found = re.search(r"^model name\s*: (.+)$", said, re.MULTILINE)
    return found[1].strip() if found else platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def version_of(program: str, option: str) -> str:
    """The first number with points that a program says of itself; "?" where it is not installed or says none."""
    path = os.environ.get("PATH", "") + ":/usr/sbin"
    if shutil.which(program, path=path) is None:
        return "?"
    done = subprocess.run(
        [program, option], capture_output=True, text=True, env=os.environ | {"PATH": path}, check=False
    )
    found = re.search(r"\d+(?:\.\d+)+", done.stdout + done.stderr)
    return found[0] if found else "?"


def _sync_milliseconds(folder: Path) -> float:
    times = []
    path = folder / "sync"
    for _ in range(50):
        began = time.monotonic()
        with path.open("wb") as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
        times.append(time.monotonic() - began)
    path.unlink()
    return statistics.median(times) * 1000
