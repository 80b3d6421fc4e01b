"""What an open letter left behind, taken away when it is sealed after all (rules.md S6)."""

from collections.abc import Iterable

from sqlmodel import select

from pipeline.domain.words import OutboxState
from pipeline.ingest.keep import part_path
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.reading import Reading
from pipeline.store import outbox
from pipeline.store.tables import LetterRow, OutboxRow, PartRow

_NOT_SENT = {OutboxState.QUEUED.value, OutboxState.PERSON.value, OutboxState.REFUSED.value}


def leave_nothing(house: House, pen: Pen, row: LetterRow, reading: Reading) -> None:
    """Take away a letter's leaves that no other letter has, and the words of our mails about it.

    A mail that waits is not sent; of one that was sent the row stays, without subject and content.
    """
    for part in reading.letter.parts if reading.letter else ():
        if pen.session.exec(select(PartRow.id).where(PartRow.sha256 == part.sha256).limit(1)).first() is None:
            part_path(house.data, part.sha256).unlink(missing_ok=True)
    blank(pen, outbox.of_letter(pen.session, row))


def blank(pen: Pen, mails: Iterable[OutboxRow]) -> None:
    """Take the words out of our mails, as above."""
    for mail in mails:
        if mail.state in _NOT_SENT:
            pen.session.delete(mail)
        else:
            mail.subject, mail.mime = "", b""
            pen.session.add(mail)
    pen.session.flush()
