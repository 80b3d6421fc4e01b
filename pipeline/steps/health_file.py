"""The health file: what the worker last did, for a container's health check and a person's look."""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.domain.words import OutboxState
from pipeline.steps.house import House
from pipeline.store import health, outbox

_NAME = "health.json"


def write_health(house: House) -> Path:
    """Write data/health.json anew: when it was written, and each mailbox's last success, faults and queue."""
    bureaus: dict[str, Any] = {}
    with house.database.reading() as session:
        for bureau in house.settings.bureaus:
            imap, smtp = (health.of(session, bureau, side) for side in ("imap", "smtp"))
            bureaus[bureau] = {
                "last_success": _time(imap.succeeded_at),
                "stopped": _time(imap.stopped_at),
                "fault": imap.fault,
                "post_last_success": _time(smtp.succeeded_at),
                "post_stopped": _time(smtp.stopped_at),
                "post_fault": smtp.fault,
                "queued": outbox.count(session, bureau, OutboxState.QUEUED),
                "unknown": outbox.count(session, bureau, OutboxState.UNKNOWN),
            }
    path = house.data / _NAME
    temporary = path.with_suffix(".tmp")
    text = json.dumps({"written": _time(house.clock()), "pid": os.getpid(), "bureaus": bureaus}, ensure_ascii=False)
    temporary.write_text(text + "\n", encoding="utf-8")
    temporary.replace(path)
    return path


def alive(house_data: Path, now: datetime, longest: timedelta) -> bool:
    """Whether a worker wrote the file within that time."""
    try:
        told = json.loads((house_data / _NAME).read_text(encoding="utf-8"))
        return now - datetime.fromisoformat(told["written"]) <= longest
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
