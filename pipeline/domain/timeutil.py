"""Times: aware always, stored in UTC, reckoned and shown in Asia/Shanghai (design.md §4.8)."""

from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """The door to the time of day; tests turn their own hands."""

    def __call__(self) -> datetime:
        """Now, aware."""
        ...


def system_clock() -> datetime:
    """The machine's time, aware, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The same moment on the office's wall clock; a naive one is refused.

    Raises:
        ValueError: `moment` has no zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone: {moment!r}")
    return moment.astimezone(SHANGHAI)
