"""How each account fares: last success, faults in a row, stopped or not (mail.md I12)."""

from datetime import datetime, timedelta

from sqlmodel import Session

from pipeline.store.tables import HealthRow

BY_HAND = "by_hand"  # a side of its own: sending that a person stopped


def of(session: Session, bureau: str, side: str) -> HealthRow:
    """The account's row, new when there is none; `side` is imap, smtp or by_hand."""
    return session.get(HealthRow, (bureau, side)) or HealthRow(bureau=bureau, side=side)


def succeeded(session: Session, bureau: str, side: str, at: datetime) -> None:
    """It worked: faults are forgotten, a stop is lifted."""
    row = of(session, bureau, side)
    row.succeeded_at, row.failures, row.refusals = at, 0, 0
    row.fault, row.stopped_at, row.retry_at = None, None, None
    session.add(row)


def failed(session: Session, row: HealthRow, at: datetime, fault: str, retry_at: datetime | None) -> None:
    """It did not work; `retry_at` None leaves the account as it is until a person looks."""
    row.failed_at, row.fault, row.retry_at = at, fault, retry_at
    row.failures += 1
    session.add(row)


def rests(row: HealthRow, now: datetime, least: timedelta = timedelta()) -> bool:
    """Whether the account waits for its time; not for one that was told before the clock was set back.

    Args:
        row: the account.
        now: aware.
        least: for so long it waits after every fault.
    """
    if row.failed_at is None or now < row.failed_at:
        return False
    return (row.failures > 0 and now < row.failed_at + least) or (row.retry_at is not None and now < row.retry_at)


def stopped_by_hand(session: Session, bureau: str) -> HealthRow | None:
    """Who stopped all sending, when and why; None while nobody did."""
    row = session.get(HealthRow, (bureau, BY_HAND))
    return row if row is not None and row.stopped_at is not None else None


def stop_by_hand(session: Session, bureau: str, at: datetime, why: str) -> None:
    """Stop all sending of the bureau."""
    row = of(session, bureau, BY_HAND)
    row.stopped_at, row.fault = at, why
    session.add(row)


def lift(session: Session, bureau: str, side: str) -> None:
    """A person has mended the account: try again at once."""
    row = session.get(HealthRow, (bureau, side))
    if row is not None:
        row.stopped_at, row.retry_at, row.refusals, row.failures = None, None, 0, 0
        session.add(row)
