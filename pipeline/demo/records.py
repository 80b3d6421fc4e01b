"""What the demo asks the desk's records: the letter of an id, the mails about it, all that was sent."""

from collections import Counter

from sqlmodel import Session, col, select

from pipeline.demo.servers import MailServers
from pipeline.domain.words import Disposition, OutboxState
from pipeline.steps.find import letter_name
from pipeline.steps.house import House
from pipeline.store import outbox
from pipeline.store.tables import EventRow, LetterRow, OutboxRow, PieceRow


def find_letter(session: Session, id_: str) -> LetterRow | None:
    """The month's letter of that id, by its Message-ID; None while the desk does not have it."""
    return session.exec(select(LetterRow).where(col(LetterRow.message_id).like(f"<%.{id_}@%"))).first()


def piece_of(session: Session, row: LetterRow) -> PieceRow | None:
    """The piece a letter made or completed."""
    return session.get(PieceRow, row.piece_id) if row.piece_id else None


def name_of(session: Session, row: LetterRow) -> str:
    """What people call it: its piece's number, else L17."""
    piece = piece_of(session, row)
    return piece.number if piece else letter_name(row)


def number_of(house: House, id_: str) -> str | None:
    """The number of the piece that a letter of the month brought; None while there is none."""
    with house.database.reading() as session:
        row = find_letter(session, id_)
        piece = piece_of(session, row) if row else None
        return piece.number if piece else None


def receipt_mail(house: House, id_: str) -> str | None:
    """The Message-ID of our newest mail so far to the sender of that letter; None where there is none."""
    with house.database.reading() as session:
        row = find_letter(session, id_)
        mails = outbox.of_letter(session, row) if row else []
        mine = [m.message_id for m in mails if row and m.to == row.sender and m.created_at <= house.clock()]
    return mine[-1] if mine else None


def first_dispositions(session: Session, bureau: str) -> Counter[Disposition]:
    """How many letters of a bureau came to which disposition when they came; later decisions change nothing here."""
    wanted = select(EventRow).where(EventRow.bureau == bureau, EventRow.what == "letter_disposed")
    first: dict[int | None, str] = {}
    for event in session.exec(wanted.order_by(col(EventRow.id))):
        first.setdefault(event.letter_id, event.detail["disposition"])
    return Counter(map(Disposition, first.values()))


def sent_mails(session: Session, bureau: str | None = None) -> list[OutboxRow]:
    """Every mail that was sent, also what came back, oldest first."""
    wanted = select(OutboxRow).where(col(OutboxRow.state).in_([OutboxState.SENT.value, OutboxState.BOUNCED.value]))
    if bureau is not None:
        wanted = wanted.where(OutboxRow.bureau == bureau)
    return list(session.exec(wanted.order_by(col(OutboxRow.sent_at), col(OutboxRow.id))))


def lay_back(house: House, servers: MailServers) -> None:
    """Fill the mailboxes of new servers with the mails that were sent before: the servers themselves keep nothing."""
    with house.database.reading() as session:
        for mail in sent_mails(session):
            account = house.bureau(mail.bureau).imap
            servers.deliver(mail.to, mail.mime, received_at=mail.sent_at)
            servers.deliver(account.user, mail.mime, folder=account.sent_folder, received_at=mail.sent_at)
