"""Letters that nobody has read: whether one is marked as secret is not known, so no backup has them (S6)."""

from collections.abc import Sequence

from sqlmodel import Session, and_, col, delete, func, or_, select, update

from pipeline.domain.words import Disposition
from pipeline.store.redact import lifted
from pipeline.store.tables import CursorRow, EventRow, LetterRow, SightingRow

_NEW = col(LetterRow.disposition).is_(None)
_FAILED = and_(col(LetterRow.disposition) == Disposition.QUARANTINED.value, col(LetterRow.kind).is_(None))
_UNREAD = or_(_NEW, _FAILED)


def unread(session: Session) -> Sequence[LetterRow]:
    """Every letter that was not read yet, or could not be, oldest first."""
    return session.exec(select(LetterRow).where(_UNREAD).order_by(col(LetterRow.id))).all()


def leave_out_unread(session: Session) -> None:
    """As if they had not been fetched: whoever goes on with this database fetches them again.

    One that could not be read stays on record with what people decided about it; where its bytes lay is forgotten, and
    what was noted of its fault beyond the first line.
    """
    ids = select(LetterRow.id).where(_UNREAD)
    mine = col(SightingRow.letter_id).in_(ids)
    place = (col(SightingRow.bureau), col(SightingRow.folder), col(SightingRow.uidvalidity))
    firsts = session.exec(select(*place, func.min(SightingRow.uid)).where(mine).group_by(*place)).all()
    for bureau, folder, uidvalidity, uid in firsts:
        here = (
            col(CursorRow.bureau) == bureau, col(CursorRow.folder) == folder,
            col(CursorRow.uidvalidity) == uidvalidity, col(CursorRow.last_uid) >= uid,
        )  # fmt: skip
        session.exec(update(CursorRow).where(*here).values(last_uid=uid - 1))
    session.exec(delete(SightingRow).where(mine))
    for row in session.exec(select(LetterRow).where(_UNREAD, col(LetterRow.trouble).is_not(None))):
        row.trouble = (row.trouble or "").partition("\n")[0]
        session.add(row)
    with lifted(session):
        session.exec(delete(EventRow).where(col(EventRow.letter_id).in_(select(LetterRow.id).where(_NEW))))
    session.exec(delete(LetterRow).where(_NEW))
