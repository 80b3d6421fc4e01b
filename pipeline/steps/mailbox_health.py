"""When a mailbox may be tried, and whom to tell when it cannot be read (mail.md I12)."""

import random
from datetime import timedelta
from functools import partial

from pipeline.report import formats
from pipeline.report.notices import alert
from pipeline.report.view import AlertView
from pipeline.steps.pen import Pen
from pipeline.steps.process import Desk
from pipeline.store import events, health
from pipeline.store.tables import HealthRow

_REFUSALS_TO_STOP = 2  # retries with refused credentials get the address banned
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=30)


def may_try(desk: Desk, *, patient: bool = False) -> bool:
    """Whether the mailbox may be read now: not when it is stopped, nor (when `patient`) before its back-off ends."""
    with desk.house.database.reading() as session:
        row = health.of(session, desk.bureau.bureau.id, "imap")
    return row.stopped_at is None and not (patient and health.rests(row, desk.house.clock()))


def note_success(desk: Desk) -> None:
    """The mailbox was read."""
    with desk.house.database.writing() as session:
        health.succeeded(session, desk.bureau.bureau.id, "imap", desk.house.clock())


def note_fault(desk: Desk, advice: str, *, refused: bool) -> bool:
    """The mailbox was not read; refused credentials stop it at the second time, and the office is told at once.

    Returns:
        Whether it is in another trouble than at the time before.
    """
    with desk.house.database.writing() as session:
        pen = desk.pen(session)
        row = health.of(session, desk.bureau.bureau.id, "imap")
        another = row.fault != advice
        row.refusals = row.refusals + 1 if refused else row.refusals
        health.failed(session, row, pen.now, advice, pen.now + _back_off(row.failures))
        if row.refusals >= _REFUSALS_TO_STOP and row.stopped_at is None:
            row.stopped_at = pen.now
            _tell_stopped(pen, row, advice)
    return another


def _back_off(failures: int) -> timedelta:
    """Doubling, with jitter, so that several mailboxes do not knock together."""
    seconds = min(_LONGEST_WAIT.total_seconds(), _FIRST_WAIT.total_seconds() * 2 ** min(failures, 10))
    return timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311 - no secret


def _tell_stopped(pen: Pen, row: HealthRow, advice: str) -> None:
    bureau = pen.bureau.bureau
    events.note(pen.session, pen.now, "mailbox_stopped", bureau=bureau.id, refusals=row.refusals)
    for admin in bureau.office.admins:
        occasion = f"alert_mailbox:{bureau.id}:{pen.now.isoformat()}:{admin}"
        last = formats.moment(row.succeeded_at) if row.succeeded_at else ""
        facts = {
            "account": pen.bureau.imap.user,
            "since": "",
            "reason": "",
            "remedy": advice,
            "last_success": last,
            "command": f"baosong doctor --bureau {bureau.id}",
        }
        view = AlertView(bureau=bureau, to=admin, occasion=occasion, what="mailbox", facts=facts, at=pen.now)
        pen.attempt(partial(alert, view, pen.desk), None, None)
