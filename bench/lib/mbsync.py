"""mbsync, which copies the same mailbox to a Maildir."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from bench.lib.memory import run_watched

_CONFIG = """
IMAPAccount bureau
Host {host}
Port {port}
User {user}
Pass {password}
SSLType None
AuthMechs LOGIN

IMAPStore there
Account bureau

MaildirStore here
Inbox {folder}/INBOX
Path {folder}/

Channel copy
Far :there:
Near :here:
Patterns INBOX
Create Near
Sync Pull New
SyncState *
"""


@dataclass(frozen=True, kw_only=True)
class Copied:
    """What one run took."""

    seconds: float
    peak: int  # bytes
    letters: int


def copy(folder: Path, *, host: str, port: int, user: str, password: str, again: int = 0) -> Copied:
    """Copy the mailbox into a fresh folder; `again` so many times more, and the last time is told: nothing is new."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    config = folder.parent / "mbsyncrc"
    config.write_text(_CONFIG.format(host=host, port=port, user=user, password=password, folder=folder))
    config.chmod(0o600)
    for _ in range(again + 1):
        seconds, most, _ = run_watched(["mbsync", "-q", "-c", str(config), "copy"], dict(os.environ))
    letters = sum(1 for part in ("new", "cur") for _ in (folder / "INBOX" / part).iterdir())
    shutil.rmtree(folder)
    return Copied(seconds=seconds, peak=most, letters=letters)
