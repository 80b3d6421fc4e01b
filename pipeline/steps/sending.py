"""Sending in a person's hands: stopped and started again, one mail sent after all or not at all (mail.md O5, O6)."""

from sqlmodel import Session

from pipeline.domain.words import OutboxState
from pipeline.steps.house import House
from pipeline.steps.outcome import note
from pipeline.store import events, health, outbox
from pipeline.store.tables import HealthRow, OutboxRow

SIDES = ("imap", "smtp")  # accounts whose stop a person may lift
_MAY_LEAVE = {OutboxState.PERSON, OutboxState.REFUSED, OutboxState.UNKNOWN, OutboxState.BOUNCED}
_MAY_END = _MAY_LEAVE | {OutboxState.QUEUED}


class SendingRefused(Exception):  # noqa: N818 - told to a person
    """What cannot be done; `cause` is a word of the desk's texts."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


def stop_sending(house: House, bureau_id: str, *, by: str, reason: str) -> None:
    """Send nothing more from the mail at hand on, until it is resumed; what is queued waits.

    Raises:
        SendingRefused: there is no reason, or it is stopped already.
    """
    why = " ".join(reason.split())
    if not why:
        raise SendingRefused("stop_reason_wanted")
    with house.database.writing() as session:
        if health.stopped_by_hand(session, bureau_id) is not None:
            raise SendingRefused("stopped_already")
        health.stop_by_hand(session, bureau_id, house.clock(), why)
        events.note(session, house.clock(), "sending_stopped", bureau=bureau_id, by=by, reason=why)


def resume_sending(house: House, bureau_id: str, *, by: str) -> None:
    """Send again, what has waited first.

    Raises:
        SendingRefused: it is not stopped by hand.
    """
    with house.database.writing() as session:
        if health.stopped_by_hand(session, bureau_id) is None:
            raise SendingRefused("not_stopped")
        health.lift(session, bureau_id, health.BY_HAND)
        events.note(session, house.clock(), "sending_resumed", bureau=bureau_id, by=by)


def lift_stop(house: House, bureau_id: str, side: str, *, by: str) -> HealthRow:
    """A person says that an account was mended: it is tried at the next round; the account as it was.

    Raises:
        SendingRefused: there is no such account, or it neither is stopped nor waits.
    """
    if side not in SIDES:
        raise SendingRefused("unknown_side")
    with house.database.writing() as session:
        row = health.of(session, bureau_id, side)
        if row.stopped_at is None and row.retry_at is None:
            raise SendingRefused("account_not_stopped")
        before = HealthRow(**row.model_dump())
        health.lift(session, bureau_id, side)
        events.note(session, house.clock(), "account_lifted", bureau=bureau_id, by=by, side=side)
        return before


def may_be_out(row: OutboxRow) -> bool:
    """Whether it may have reached its addressee, though nobody told us."""
    return row.state == OutboxState.UNKNOWN.value or row.unknowns > 0


def may_be_resent(row: OutboxRow) -> bool:
    """Whether a person may have it tried once more."""
    return row.state in {state.value for state in _MAY_LEAVE}


def may_be_cancelled(row: OutboxRow) -> bool:
    """Whether a person may say that it is not to be sent."""
    return row.state in {state.value for state in _MAY_END}


def resend(house: House, row: OutboxRow, seen: str, *, confirmed: bool) -> None:
    """Put a mail into the queue once more, the very same bytes under the same Message-ID.

    Args:
        house: the house.
        row: the mail as it was looked up.
        seen: the state that the person saw.
        confirmed: the person has said in words that it may arrive twice.

    Raises:
        SendingRefused: its state is another by now or does not fit, or it may be out already and nobody confirmed.
    """
    if not may_be_resent(row):
        raise SendingRefused("mail_changed" if seen != row.state else "mail_not_resent")
    if may_be_out(row) and not confirmed:
        raise SendingRefused("mail_may_be_out")
    _move(house, row, seen, OutboxState.QUEUED)


def cancel(house: House, row: OutboxRow, seen: str) -> None:
    """Say that a mail is not to be sent, nor tried any more; it stays on record.

    Raises:
        SendingRefused: its state is another by now, or does not fit.
    """
    if not may_be_cancelled(row):
        raise SendingRefused("mail_changed" if seen != row.state else "mail_not_cancelled")
    _move(house, row, seen, OutboxState.CANCELLED)


def _move(house: House, row: OutboxRow, seen: str, to: OutboxState) -> None:
    """Only from the state that was seen: a worker, another person or a second click was first otherwise."""
    if seen != row.state:
        raise SendingRefused("mail_changed")
    anew = {"bounced_at": None, "bounce_how": None, "bounce_reason": None, "advice": None}
    values = {"next_at": house.clock(), "attempts": 0, **anew} if to is OutboxState.QUEUED else {}
    with house.database.writing() as session:
        if not outbox.move(session, row.id or 0, OutboxState(seen), to, **values):
            raise SendingRefused("mail_changed")
        _note(house, session, row.id or 0)


def _note(house: House, session: Session, mail_id: int) -> None:
    note(house, session, session.get_one(OutboxRow, mail_id, populate_existing=True))
