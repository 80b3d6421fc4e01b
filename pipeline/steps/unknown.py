"""Mails of unknown fate: a worker or a connection ended after the content was handed over (mail.md O5)."""

import structlog
from sqlmodel import Session

from pipeline.domain.words import OutboxState
from pipeline.ingest.mailbox import MailboxFault, connect
from pipeline.post.advice import RESTORED
from pipeline.report.threads import another_name
from pipeline.settings import BureauSettings
from pipeline.steps.house import House
from pipeline.steps.mailbox_health import may_try, note_fault
from pipeline.steps.outcome import mark_unknown, note
from pipeline.steps.process import open_desk
from pipeline.store import outbox
from pipeline.store.restored import last_sent_before
from pipeline.store.tables import OutboxRow

_log = structlog.get_logger("unknown")
_NEWEST = 200  # of the Sent folder's letters: a mail of this morning is among them
_SINCE_BACKUP = 5_000  # for mails that may have gone out after the backup that was put back


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

    A mail that may have been sent before a backup was put back is tried only where its absence tells something. A
    mailbox that must not be knocked at now (mail.md I12) is left alone, and the mails wait.
    """
    first = _due(house, bureau)
    desk = open_desk(house, bureau.bureau.id)
    if first is None or not may_try(desk, patient=True):
        return
    seen: dict[int, frozenset[str] | None] = {}
    try:
        deadline = house.settings.intervals.poll_deadline_seconds
        with connect(bureau.imap, deadline_seconds=deadline) as mailbox:
            while (row := _due(house, bureau)) is not None:
                newest = _NEWEST if row.unknowns else _SINCE_BACKUP
                if newest not in seen:
                    seen[newest] = mailbox.message_ids(bureau.imap.sent_folder, newest)
                _settle(house, row, seen[newest] or frozenset())
    except MailboxFault as fault:
        _log.warning("sent_folder_not_seen", bureau=bureau.bureau.id, cause=fault.cause)
        note_fault(desk, fault.advice, refused=fault.shut_out)


def _due(house: House, bureau: BureauSettings) -> OutboxRow | None:
    with house.database.reading() as session:
        return outbox.due(session, bureau.bureau.id, OutboxState.UNKNOWN, house.clock())


def _settle(house: House, row: OutboxRow, sent: frozenset[str]) -> None:
    """Found in the Sent folder it was sent; else it goes back into the queue, once, or to a person.

    What a person said of it while the folder was read stands.
    """
    with house.database.writing() as session:
        mine = session.get_one(OutboxRow, row.id, with_for_update=True)
        if mine.state != OutboxState.UNKNOWN.value:
            return
        if mine.message_id in sent:
            mine.state, mine.sent_at = OutboxState.SENT.value, house.clock()
        elif not mine.unknowns and (why := _why_not(session, mine, sent)):
            mine.state, mine.advice, mine.unknowns = OutboxState.PERSON.value, why, 1
        else:
            mine.state, mine.sent_at = OutboxState.QUEUED.value, None
        note(house, session, mine)


def _why_not(session: Session, row: OutboxRow, sent: frozenset[str]) -> str:
    """Why a mail that began after a restore is left to a person, in the office's words; "" when it may go.

    Not in the Sent folder means not sent only where the last mail before the backup is seen there: the folder keeps
    ours, and was read as far back.
    """
    name = another_name(row.message_id, sent)
    if name is not None:
        return RESTORED["otherwise"].format(name=name.upper())
    last = last_sent_before(session, row.bureau)
    return "" if last is not None and last.message_id in sent else RESTORED["unseen"]
