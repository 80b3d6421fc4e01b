"""An old mailbox: taken over by our first rounds, then looked at again, beside mbsync looking at its copy again."""

import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from servers.real import RealServers

from bench.lib.mbsync import copy
from bench.lib.memory import run_watched

_LONG_AGO = datetime(2012, 1, 1, tzinfo=UTC)  # before any bureau's start date
_TINY = (
    "From: old{n}@units.test\r\nTo: {user}\r\nSubject: old {n}\r\nMessage-ID: <old{n}@units.test>\r\n\r\nold {n}\r\n"
)


@dataclass(frozen=True, kw_only=True)
class Old:
    """What became of one mailbox of tiny old letters."""

    letters: int
    seconds: float  # until all were kept and archived
    rounds: int
    idle: float  # seconds of a round that finds nothing new, median
    mbsync_idle: float
    peak: int
    children: tuple[int, ...]


def take_over(servers: RealServers, environment: Mapping[str, str], account: Mapping[str, str], count: int) -> Old:
    """Fill the account's mailbox with so many old letters and take it over.

    Args:
        servers: that run.
        environment: for our process, pointed at the servers.
        account: `config`, `bureau`, `user` and `password`.
        count: of letters.
    """
    user = account["user"]
    for n in range(count):
        raw = _TINY.format(n=n, user=user).encode()
        servers.deliver(user, raw, received_at=_LONG_AGO + timedelta(minutes=n))
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder:
        where = {"host": servers.host, "port": servers.imap_port, "user": user, "password": account["password"]}
        copied = copy(Path(folder) / "copy", **where, again=2)  # type: ignore[arg-type]
        data = Path(folder) / "data"
        command = [sys.executable, "-m", "bench.lib.one_old_box", account["config"], str(data), account["bureau"]]
        _, _, out = run_watched(command, dict(environment))
        shutil.rmtree(data, ignore_errors=True)
    told = json.loads(out)
    if told["fetched"] != count or told["disposed"] != {"ignored": count} or told["answered"]:
        raise SystemExit(f"not every old letter was archived unanswered: {told}")
    return Old(
        letters=count,
        seconds=told["seconds"],
        rounds=told["rounds"],
        idle=told["idle"],
        mbsync_idle=copied.seconds,
        peak=told["peak"],
        children=tuple(told["children"]),
    )
