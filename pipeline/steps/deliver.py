"""Send what waits in the outbox, as far as pacing allows now; it never sleeps (design.md §5, mail.md O1-O5)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from pipeline.domain.words import OutboxState
from pipeline.post.pace import day_began, next_slot
from pipeline.post.send import Answer, LoginRefused, PostFault, PostSession, connect
from pipeline.settings import BureauSettings
from pipeline.steps.house import House
from pipeline.steps.outcome import apply_answer, apply_fault
from pipeline.steps.unknown import look_into, recover
from pipeline.store import health, outbox
from pipeline.store.tables import OutboxRow

_log = structlog.get_logger("deliver")
_PATIENCE = timedelta(minutes=2)  # the worker leaves a server that could not be reached alone for so long


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What one round of delivering did."""

    sent: int = 0
    queued: int = 0  # still waiting, unknown outcomes included
    fault: str | None = None


def deliver(
    house: House, bureau_id: str, *, stopping: Callable[[], bool] = lambda: False, patient: bool = False
) -> Delivery:
    """Send what is due; two workers at the same account take turns.

    Args:
        house: the house.
        bureau_id: whose outbox.
        stopping: asked between mails; True ends the round.
        patient: as the worker does, leave an outbox to another process that is at it, and wait a while after a server
            could not be reached.
    """
    bureau = house.bureau(bureau_id)
    sent, fault = 0, None
    with house.locked(f"{bureau_id}.deliver", wait=not patient) as ours:
        if ours:
            recover(house, bureau)
        if ours and _may_send(house, bureau, patient=patient):
            look_into(house, bureau)
            sent, fault = _send_due(house, bureau, stopping, patient=patient)
        with house.database.reading() as session:
            queued = outbox.count(session, bureau_id, OutboxState.QUEUED, OutboxState.UNKNOWN)
    return Delivery(sent=sent, queued=queued, fault=fault)


def _may_send(house: House, bureau: BureauSettings, *, patient: bool) -> bool:
    """Not with a kill switch on, not from a stopped account, not before a limit's time is over."""
    if house.settings.post.kill_switch:
        return False
    with house.database.reading() as session:
        row = health.of(session, bureau.bureau.id, "smtp")
        by_hand = health.stopped_by_hand(session, bureau.bureau.id) is not None
    resting = health.rests(row, house.clock(), _PATIENCE if patient else timedelta())
    return not by_hand and row.stopped_at is None and not resting


def _send_due(
    house: House, bureau: BureauSettings, stopping: Callable[[], bool], *, patient: bool
) -> tuple[int, str | None]:
    """Over one connection, one mail after the other, until none is due or the pace says wait."""
    sent = 0
    if _next(house, bureau) is None:
        return 0, None
    try:
        with connect(bureau.smtp) as session:
            while not stopping() and (row := _next(house, bureau)) is not None:
                answer = _send_one(house, bureau, session, row)
                sent += answer is not None and answer.outcome == "sent"
                if answer is not None and not _go_on(house, bureau, session):
                    break
    except PostFault as fault:
        another = apply_fault(house, bureau, fault, refused=isinstance(fault, LoginRefused) and fault.code > 0)
        if another or not patient:  # the worker would tell it for days
            _log.warning("post_fault", bureau=bureau.bureau.id, code=fault.code, fault=type(fault).__name__)
        return sent, str(fault)
    return sent, None


def _next(house: House, bureau: BureauSettings) -> OutboxRow | None:
    """The mail that may leave now; None when none is due or the pace does not allow one."""
    now = house.clock()
    with house.database.reading() as session:
        if health.stopped_by_hand(session, bureau.bureau.id) is not None:
            return None
        row = outbox.due(session, bureau.bureau.id, OutboxState.QUEUED, now)
        if row is None or not _slot_is_now(session, bureau, now):
            return None
        return row


def _slot_is_now(session: Session, bureau: BureauSettings, now: datetime) -> bool:
    last = outbox.last_sent_at(session, bureau.bureau.id)
    today = outbox.sent_since(session, bureau.bureau.id, day_began(now))
    slot = next_slot(now, last, today, bureau.smtp)
    return slot is not None and slot <= now


def _go_on(house: House, bureau: BureauSettings, session: PostSession) -> bool:
    return session.alive and _may_send(house, bureau, patient=False)


def _send_one(house: House, bureau: BureauSettings, session: PostSession, row: OutboxRow) -> Answer | None:
    """Claim a mail, send it, and write down what became of it; None when another worker was first."""
    row_id = row.id or 0
    if not _move(house, row_id, OutboxState.QUEUED, OutboxState.SENDING):
        return None
    answer = session.send(row.to, row.mime, lambda: _must_move(house, row_id, OutboxState.SENDING, OutboxState.HANDED))
    apply_answer(house, bureau, row_id, answer)
    return answer


def _move(house: House, row_id: int, expected: OutboxState, to: OutboxState) -> bool:
    with house.database.writing() as session:
        return outbox.move(session, row_id, expected, to)


def _must_move(house: House, row_id: int, expected: OutboxState, to: OutboxState) -> None:
    if not _move(house, row_id, expected, to):
        raise RuntimeError(f"outbox {row_id} is no longer {expected}: another worker has it")
