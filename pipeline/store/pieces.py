"""Pieces on record: found by number, by content, by title; their parts and history."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, or_, select

from pipeline.domain.parts import has_form
from pipeline.domain.piece import Earlier
from pipeline.domain.words import State
from pipeline.store.at_hand import shelf_of
from pipeline.store.convert import earlier, part
from pipeline.store.tables import DecisionRow, FindingRow, LetterRow, PartRow, PieceRow

_OPEN = [State.RETURNED.value, State.HELD.value]
_MOST_OPEN = 50
GONE = [State.SEALED.value, State.DISCARDED.value, State.WITHDRAWN.value]  # in no figure, repeated by nothing
# Asked for every letter: made once, since SQLAlchemy takes longer to make a question than SQLite to answer it.
_SAME_CONTENT = (
    select(PieceRow)
    .where(
        PieceRow.bureau == bindparam("bureau"),
        PieceRow.unit == bindparam("unit"),
        PieceRow.content_key == bindparam("content_key"),
        col(PieceRow.state).not_in(GONE),
        col(PieceRow.id) != bindparam("but"),
    )
    .order_by(col(PieceRow.id).desc())
    .limit(1)
)


def by_number(session: Session, bureau: str, number: str) -> PieceRow | None:
    """The piece of that number, in whatever case it was written."""
    shelf = shelf_of(session, bureau)
    if shelf is not None and number.upper() in shelf.pieces:
        return shelf.pieces[number.upper()]
    wanted = select(PieceRow).where(PieceRow.bureau == bureau, PieceRow.number == number.upper())
    return session.exec(wanted).first()


def same_content(
    session: Session, bureau: str, unit: str, content_key: str, *, but: int | None = None
) -> PieceRow | None:
    """The newest piece of this unit with the same content, sealed and discarded ones and `but` aside."""
    if not content_key:
        return None
    asked = {"bureau": bureau, "unit": unit, "content_key": content_key, "but": but or 0}
    return session.exec(_SAME_CONTENT, params=asked).first()


def same_title(session: Session, bureau: str, unit: str, title_key: str, since: datetime) -> PieceRow | None:
    """The newest piece of this unit and title that arrived since then, sealed and discarded ones aside."""
    wanted = select(PieceRow).where(
        PieceRow.bureau == bureau,
        PieceRow.unit == unit,
        PieceRow.title_key == title_key,
        col(PieceRow.arrived_at) >= since,
        col(PieceRow.state).not_in(GONE),
    )
    return session.exec(wanted.order_by(col(PieceRow.id).desc()).limit(1)).first()


def open_since(session: Session, bureau: str, unit: str, since: datetime) -> list[PieceRow]:
    """The unit's pieces that wait to be mended or looked at and arrived since then, the newest first."""
    wanted = select(PieceRow).where(
        PieceRow.bureau == bureau,
        col(PieceRow.state).in_(_OPEN),
        col(PieceRow.arrived_at) >= since,
        PieceRow.unit == unit,
    )
    return list(session.exec(wanted.order_by(col(PieceRow.id).desc()).limit(_MOST_OPEN)))


def alike(session: Session, piece: PieceRow) -> Sequence[PieceRow]:
    """Other pieces of the bureau, of whichever unit, with the same title or the same content."""
    shelf = shelf_of(session, piece.bureau)
    if shelf is not None and piece.id in shelf.alike:
        return shelf.alike[piece.id]
    same = [PieceRow.title_key == piece.title_key] if piece.title_key else []
    same += [PieceRow.content_key == piece.content_key] if piece.content_key else []
    if not same:
        return ()
    wanted = select(PieceRow).where(PieceRow.bureau == piece.bureau, col(PieceRow.id) != piece.id, or_(*same))
    return session.exec(wanted.order_by(col(PieceRow.id))).all()


def current_parts(session: Session, piece: PieceRow) -> list[PartRow]:
    """The newest part of each kind."""
    wanted = select(PartRow).where(PartRow.piece_id == piece.id, col(PartRow.current).is_(True))
    return list(session.exec(wanted.order_by(col(PartRow.id))))


def all_parts(session: Session, piece: PieceRow) -> list[PartRow]:
    """Every part that ever came, oldest first."""
    return list(session.exec(select(PartRow).where(PartRow.piece_id == piece.id).order_by(col(PartRow.id))))


def as_earlier(session: Session, piece: PieceRow) -> Earlier:
    """The piece as a new letter needs to know it."""
    return earlier(piece, current_parts(session, piece))


def supersede(session: Session, piece: PieceRow, roles: Collection[str]) -> None:
    """Put the current parts of these roles into the piece's history."""
    for row in current_parts(session, piece) if roles else ():
        if row.role in roles:
            row.current = False
            session.add(row)


def form_as_it_came(session: Session, piece: PieceRow) -> PartRow | None:
    """Form 2 as the unit sent it, a file of its own or a page of the manuscript, also once the desk completed it."""
    rows = all_parts(session, piece)
    came = [row for row in rows if row.current and not row.completed and has_form(part(row))]
    done = next((row for row in rows if row.current and row.completed), None)
    if not came and done is not None:
        came = [r for r in rows if r.role == done.role and r.letter_id == done.letter_id and not r.completed]
    return came[-1] if came else None


def undo_completion(session: Session, piece: PieceRow) -> None:
    """The completed form becomes history, and the one that came stands again: the review begins anew."""
    came = form_as_it_came(session, piece)
    for row in current_parts(session, piece):
        if row.completed:
            row.current = False
            session.add(row)
    if came is not None:
        came.current = True
        session.add(came)


def take_out(session: Session, piece: PieceRow, letter: LetterRow) -> None:
    """Take a letter's parts out of the piece; what they had replaced is current again, what stood beside them stays."""
    rows = all_parts(session, piece)
    own = [row for row in rows if row.letter_id == letter.id and not row.completed]
    for role in {row.role for row in own if row.current} - {"other"}:
        others = [row for row in rows if row.role == role and row.letter_id != letter.id and not row.completed]
        if any(row.current for row in others):
            continue
        newest = others[-1].letter_id if others else None
        for row in others:
            row.current = row.letter_id == newest
            session.add(row)
    for row in own:
        session.delete(row)
    session.flush()


def sealed_among(session: Session, bureau: str, numbers: Collection[str]) -> set[str]:
    """Those of the numbers whose pieces are sealed."""
    wanted = select(PieceRow.number).where(
        PieceRow.bureau == bureau, col(PieceRow.number).in_(list(numbers)), PieceRow.state == State.SEALED.value
    )
    return set(session.exec(wanted))


def letters_of(session: Session, piece: PieceRow) -> list[LetterRow]:
    """The letters that made the piece, oldest first."""
    wanted = select(LetterRow).where(LetterRow.piece_id == piece.id)
    return list(session.exec(wanted.order_by(col(LetterRow.arrived_at), col(LetterRow.id))))


def findings_of(session: Session, letter: LetterRow) -> list[FindingRow]:
    """What was found in a letter."""
    return list(session.exec(select(FindingRow).where(FindingRow.letter_id == letter.id).order_by(col(FindingRow.id))))


def decisions_about(session: Session, piece: PieceRow) -> list[DecisionRow]:
    """What people decided about a piece, oldest first."""
    wanted = select(DecisionRow).where(DecisionRow.piece_id == piece.id)
    return list(session.exec(wanted.order_by(col(DecisionRow.id))))


def decisions_of(session: Session, letter: LetterRow) -> list[DecisionRow]:
    """What people decided about a letter, oldest first."""
    wanted = select(DecisionRow).where(DecisionRow.letter_id == letter.id)
    return list(session.exec(wanted.order_by(col(DecisionRow.id))))
