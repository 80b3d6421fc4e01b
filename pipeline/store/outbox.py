"""The outbox: queued once, claimed by one worker, and never sent twice without a person knowing."""

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, func, select

from pipeline.domain.outgoing import OutgoingLetter
from pipeline.domain.words import OutboxState, OutgoingKind
from pipeline.store.cleaning import clean
from pipeline.store.restored import first_state
from pipeline.store.tables import LetterRow, OutboxRow, PieceRow

_WAITED = timedelta(days=7)  # as long as a mail may have waited for its turn

# Asked for every letter: made once, since SQLAlchemy takes longer to make a question than SQLite to answer it.
_OF_OCCASION = select(OutboxRow).where(OutboxRow.occasion == bindparam("occasion"))
_ID = col(OutboxRow.id)
_ADD = {  # a mail of that occasion that another worker has just queued is waited for, and left as it is
    "sqlite": sqlite.insert(OutboxRow).on_conflict_do_nothing(index_elements=["occasion"]).returning(_ID),
    "postgresql": postgresql.insert(OutboxRow).on_conflict_do_nothing(index_elements=["occasion"]).returning(_ID),
}


def queue(
    session: Session,
    letter: OutgoingLetter,
    mime: bytes,
    now: datetime,
    *,
    bureau: str,
    about: LetterRow | None = None,
    piece: PieceRow | None = None,
) -> bool:
    """Put a mail into the outbox; False where one of the same occasion is there already, which stays as it is.

    Raises:
        IntegrityError: a mail of another occasion has the same Message-ID.
    """
    line = {
        "bureau": bureau,
        "occasion": clean(letter.occasion),
        "kind": letter.kind.value,
        "to": clean(letter.to),
        "subject": clean(letter.subject),
        "message_id": clean(letter.message_id),
        "mime": mime,
        "state": first_state(session, bureau, letter.kind, now, about).value,
        "attempts": 0,
        "unknowns": 0,
        "next_at": now,
        "created_at": now,
        "letter_id": about.id if about else None,
        "piece_id": piece.id if piece else None,
    }
    connection = session.connection()
    return connection.execute(_ADD[connection.dialect.name], line).first() is not None


def of_occasion(session: Session, occasion: str) -> OutboxRow | None:
    """The mail of that occasion, if there is one."""
    return session.exec(_OF_OCCASION, params={"occasion": occasion}).first()


def due(session: Session, bureau: str, state: OutboxState, now: datetime) -> OutboxRow | None:
    """The oldest mail of that state whose time has come; one whose words were taken out (S6) goes nowhere.

    The time of one that was written before the clock was set back, and not tried yet, has come.
    """
    untried = and_(col(OutboxRow.created_at) > now, col(OutboxRow.attempts) == 0, col(OutboxRow.unknowns) == 0)
    wanted = select(OutboxRow).where(
        OutboxRow.bureau == bureau, OutboxRow.state == state.value, or_(col(OutboxRow.next_at) <= now, untried),
        OutboxRow.subject != "",
    )  # fmt: skip
    return session.exec(wanted.order_by(col(OutboxRow.next_at), col(OutboxRow.id)).limit(1)).first()


def move(session: Session, row_id: int, expected: OutboxState, to: OutboxState, **values: object) -> bool:
    """Change the state if it is still the expected one; False when another worker was first."""
    change = (
        update(OutboxRow)
        .where(col(OutboxRow.id) == row_id, col(OutboxRow.state) == expected.value)
        .values(state=to.value, **values)
    )
    return session.exec(change).rowcount == 1


def interrupted(session: Session, bureau: str) -> list[OutboxRow]:
    """Mails a worker had in hand when it ended; the caller holds the account's lock, so that it did end."""
    wanted = select(OutboxRow).where(
        OutboxRow.bureau == bureau,
        col(OutboxRow.state).in_([OutboxState.SENDING.value, OutboxState.HANDED.value]),
    )
    return list(session.exec(wanted))


def last_sent_at(session: Session, bureau: str) -> datetime | None:
    """When the account sent its last mail."""
    wanted = select(OutboxRow.sent_at).where(OutboxRow.bureau == bureau, col(OutboxRow.sent_at).is_not(None))
    return session.exec(wanted.order_by(col(OutboxRow.sent_at).desc()).limit(1)).first()


def sent_since(session: Session, bureau: str, since: datetime) -> int:
    """How many mails the account sent since then."""
    wanted = select(func.count()).where(OutboxRow.bureau == bureau, col(OutboxRow.sent_at) >= since)
    return session.exec(wanted).one()


def wrote_to(session: Session, bureau: str, to: str, since: datetime, *kinds: OutgoingKind) -> bool:
    """Whether a mail of ours may have reached this address since then; with kinds, one of these."""
    out = or_(col(OutboxRow.sent_at) >= since, col(OutboxRow.state) == OutboxState.UNKNOWN.value)
    wanted = select(OutboxRow.id).where(
        OutboxRow.bureau == bureau, OutboxRow.to == to, col(OutboxRow.created_at) >= since - _WAITED, out
    )
    if kinds:
        wanted = wanted.where(col(OutboxRow.kind).in_([kind.value for kind in kinds]))
    return session.exec(wanted.limit(1)).first() is not None


def count(session: Session, bureau: str, *states: OutboxState) -> int:
    """How many mails stand in these states."""
    wanted = select(func.count()).where(OutboxRow.bureau == bureau, col(OutboxRow.state).in_([s.value for s in states]))
    return session.exec(wanted).one()


def waiting_for_person(session: Session, bureau: str) -> list[OutboxRow]:
    """Mails that the program will not try again by itself, and those of unknown outcome."""
    states = [OutboxState.PERSON.value, OutboxState.REFUSED.value, OutboxState.UNKNOWN.value]
    wanted = select(OutboxRow).where(OutboxRow.bureau == bureau, col(OutboxRow.state).in_(states))
    return list(session.exec(wanted.order_by(col(OutboxRow.id))))


def not_out(session: Session, bureau: str) -> list[OutboxRow]:
    """Mails that have content still and are not known to have gone out, but for those a worker has in hand."""
    states = [OutboxState.QUEUED.value, OutboxState.UNKNOWN.value, OutboxState.PERSON.value, OutboxState.REFUSED.value]
    wanted = select(OutboxRow).where(
        OutboxRow.bureau == bureau, col(OutboxRow.state).in_(states), OutboxRow.subject != ""
    )
    return list(session.exec(wanted.order_by(col(OutboxRow.id))))


def of_piece(session: Session, piece: PieceRow) -> list[OutboxRow]:
    """Mails about a piece, oldest first."""
    return list(session.exec(select(OutboxRow).where(OutboxRow.piece_id == piece.id).order_by(col(OutboxRow.id))))


def of_letter(session: Session, letter: LetterRow) -> list[OutboxRow]:
    """Mails about a letter, oldest first."""
    return list(session.exec(select(OutboxRow).where(OutboxRow.letter_id == letter.id).order_by(col(OutboxRow.id))))
