"""Rows and mails as the steps make them, for the store's tests."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlmodel import Session

from pipeline.domain.outgoing import OutgoingLetter
from pipeline.domain.words import OutgoingKind
from pipeline.store import outbox
from pipeline.store.tables import LetterRow, OutboxRow, PieceRow

NOON = datetime(2020, 5, 6, 4, 0, tzinfo=UTC)  # noon on the office's clock
_numbers = count(1)


def letter_row(session: Session, **values: Any) -> LetterRow:
    """A letter that was kept, with an id."""
    given = {"bureau": "yuhua", "sha256": f"{next(_numbers):064x}", "size": 1000, "arrived_at": NOON, "kept_at": NOON}
    return _stored(session, LetterRow(**given | {"source": "mailbox"} | values))


def piece_row(session: Session, **values: Any) -> PieceRow:
    """A piece on record, with an id."""
    given = {
        "bureau": "yuhua", "number": f"YH-2020-{next(_numbers):05d}", "unit": "zuojiatang", "year": 2020,
        "sender": "zuojiatang@yuhua.test", "state": "received", "disposition": "accepted", "arrived_at": NOON,
        "updated_at": NOON,
    }  # fmt: skip
    return _stored(session, PieceRow(**given | values))


def outgoing(occasion: str = "", **values: Any) -> OutgoingLetter:
    """A mail that is to be sent."""
    number = next(_numbers)
    given = {
        "occasion": occasion or f"receipt:{number}", "kind": OutgoingKind.RECEIPT_ACCEPTED,
        "to": "zuojiatang@yuhua.test", "subject": "已受理", "text": "已受理", "html": "<p>已受理</p>",
        "message_id": f"<{number}@baosong.test>",
    }  # fmt: skip
    return OutgoingLetter(**given | values)


def mail_row(session: Session, mail: OutgoingLetter, mime: bytes = b"", at: datetime = NOON, **about: Any) -> OutboxRow:
    """A mail in the outbox; of an occasion that is there already, that one."""
    outbox.queue(session, mail, mime, at, **{"bureau": "yuhua"} | about)
    found = outbox.of_occasion(session, mail.occasion)
    assert found is not None
    return found


def _stored(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row
