"""The health file: what the worker last did, for a container's health check and a person's look."""

import json
import os
import socket
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.domain.words import OutboxState
from pipeline.steps.house import House
from pipeline.store import health, outbox

_NAME = "health.json"


def write_health(house: House, *, stopped: bool = False) -> Path:
    """Write data/health.json anew: when and by whom it was written, each mailbox's last success, faults and queue.

    Args:
        house: the house.
        stopped: the worker ends with this.
    """
    bureaus: dict[str, Any] = {}
    with house.database.reading() as session:
        for bureau in house.settings.bureaus:
            imap, smtp = (health.of(session, bureau, side) for side in ("imap", "smtp"))
            by_hand = health.stopped_by_hand(session, bureau)
            bureaus[bureau] = {
                "last_success": _time(imap.succeeded_at),
                "stopped": _time(imap.stopped_at),
                "fault": imap.fault,
                "post_last_success": _time(smtp.succeeded_at),
                "post_stopped": _time(smtp.stopped_at),
                "post_fault": smtp.fault,
                "sending_stopped": _time(by_hand.stopped_at if by_hand else None),
                "queued": outbox.count(session, bureau, OutboxState.QUEUED),
                "unknown": outbox.count(session, bureau, OutboxState.UNKNOWN),
            }
    path = house.data / _NAME
    temporary = path.with_suffix(".tmp")
    writer = {"pid": os.getpid(), "host": socket.gethostname(), "stopped": stopped}
    text = json.dumps({"written": _time(house.clock()), **writer, "bureaus": bureaus}, ensure_ascii=False)
    temporary.write_text(text + "\n", encoding="utf-8")
    temporary.replace(path)
    return path


def alive(house_data: Path, now: datetime, longest: timedelta) -> bool:
    """Whether a worker wrote the file within that time, has not stopped since, and (on this machine) still runs."""
    try:
        told = json.loads((house_data / _NAME).read_text(encoding="utf-8"))
        gone = told["stopped"] or (told["host"] == socket.gethostname() and not _runs(told["pid"]))
        return not gone and now - datetime.fromisoformat(told["written"]) <= longest
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return False


def _runs(pid: int) -> bool:
    """Whether there is such a process here; one of somebody else counts."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
