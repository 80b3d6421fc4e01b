"""Mails of unknown fate: a worker or a connection ended after the content was handed over (mail.md O5)."""

import structlog

from pipeline.domain.words import OutboxState
from pipeline.ingest.mailbox import MailboxFault, connect
from pipeline.settings import BureauSettings
from pipeline.steps.house import House
from pipeline.steps.mailbox_health import may_try, note_fault
from pipeline.steps.outcome import mark_unknown, note
from pipeline.steps.process import open_desk
from pipeline.store import outbox
from pipeline.store.tables import OutboxRow

_log = structlog.get_logger("unknown")


def recover(house: House, bureau: BureauSettings) -> None:
    """Mails a dead worker had in hand: not handed over, they are queued again; else their outcome is unknown.

    The caller holds the account's lock, so that worker is indeed gone.
    """
    with house.database.writing() as session:
        for row in outbox.interrupted(session, bureau.bureau.id):
            if row.state == OutboxState.SENDING.value:
                row.state = OutboxState.QUEUED.value
            else:
                mark_unknown(house, row)
            note(house, session, row)


def look_into(house: House, bureau: BureauSettings) -> None:
    """Look for each due mail of unknown outcome in the Sent folder; not there, it is tried once more.

    A mailbox that must not be knocked at now (mail.md I12) is left alone, and the mails wait.
    """
    with house.database.reading() as session:
        first = outbox.due(session, bureau.bureau.id, OutboxState.UNKNOWN, house.clock())
    desk = open_desk(house, bureau.bureau.id)
    if first is None or not may_try(desk, patient=True):
        return
    try:
        deadline = house.settings.intervals.poll_deadline_seconds
        with connect(bureau.imap, deadline_seconds=deadline) as mailbox:
            while (row := _due(house, bureau)) is not None:
                there = mailbox.holds_message_id(bureau.imap.sent_folder, row.message_id)
                _settle(house, row, sent=bool(there))
    except MailboxFault as fault:
        _log.warning("sent_folder_not_seen", bureau=bureau.bureau.id, cause=fault.cause)
        note_fault(desk, fault.advice, refused=fault.shut_out)


def _due(house: House, bureau: BureauSettings) -> OutboxRow | None:
    with house.database.reading() as session:
        return outbox.due(session, bureau.bureau.id, OutboxState.UNKNOWN, house.clock())


def _settle(house: House, row: OutboxRow, *, sent: bool) -> None:
    """Found in the Sent folder it was sent; else it goes back into the queue, once."""
    with house.database.writing() as session:
        mine = session.get_one(OutboxRow, row.id)
        mine.state = (OutboxState.SENT if sent else OutboxState.QUEUED).value
        mine.sent_at = house.clock() if sent else None
        note(house, session, mine)
