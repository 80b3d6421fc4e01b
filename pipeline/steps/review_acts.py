"""What a decision changes: accepted, returned, discarded."""

from pipeline.domain.content import content_key
from pipeline.domain.review import signed_on_arrival, state_after
from pipeline.domain.text import title_key
from pipeline.domain.words import Disposition, State
from pipeline.steps.change_state import change_state
from pipeline.steps.pen import Pen
from pipeline.store import pieces
from pipeline.store.convert import part
from pipeline.store.tables import LetterRow, PartRow, PieceRow

_OUT = {State.RELEASED, State.ADOPTED}  # nothing that is decided about its text takes that back


def accept(pen: Pen, letter: LetterRow, piece: PieceRow | None) -> None:
    """The piece is accepted; a reply that waited becomes part of it, and a changed manuscript is reviewed anew."""
    if piece is not None:
        if not letter.settled:
            _take_in(pen, letter, piece)
        chain_group = pen.bureau.bureau.roster.by_id(piece.unit)
        chain = pen.bureau.bureau.review.get(chain_group.group, ()) if chain_group else ()
        pieces.undo_completion(pen.session, piece)
        came = pieces.form_as_it_came(pen.session, piece)
        document = part(came).document if came is not None else None
        form = document.form if document is not None else None
        piece.accepted_at = piece.accepted_at or pen.now
        out = State(piece.state) in _OUT
        state = State(piece.state) if out else state_after(signed_on_arrival(chain, form))
        _set(pen, piece, state, Disposition.ACCEPTED)
    _settle(pen, letter, Disposition.ACCEPTED)


def send_back(pen: Pen, letter: LetterRow, piece: PieceRow | None) -> None:
    """The piece goes back to its unit; a reply that waited is put aside and the piece stays as it was."""
    if piece is not None and letter.settled:
        pieces.undo_completion(pen.session, piece)
        _set(pen, piece, State.RETURNED, Disposition.RETURNED)
    _settle(pen, letter, Disposition.RETURNED)


def discard(pen: Pen, letter: LetterRow, piece: PieceRow | None) -> None:
    """The piece is not used (不用); its number stays taken, its letters stay kept."""
    if piece is not None and letter.settled:
        _set(pen, piece, State.DISCARDED, Disposition(piece.disposition))
    _settle(pen, letter, None)


def _settle(pen: Pen, letter: LetterRow, disposition: Disposition | None) -> None:
    letter.settled = True
    if disposition is not None:
        letter.disposition = disposition.value
    pen.session.add(letter)


def _set(pen: Pen, piece: PieceRow, state: State, disposition: Disposition) -> None:
    piece.disposition = disposition.value
    change_state(pen, piece, state)


def _take_in(pen: Pen, letter: LetterRow, piece: PieceRow) -> None:
    """The waiting reply's parts become current, those they replace its history."""
    waiting = [row for row in pieces.all_parts(pen.session, piece) if row.letter_id == letter.id and not row.current]
    pieces.supersede(pen.session, piece, {row.role for row in waiting} - {"other"})
    for row in waiting:
        row.current = True
        pen.session.add(row)
    _retitle(pen, piece, waiting)


def _retitle(pen: Pen, piece: PieceRow, rows: list[PartRow]) -> None:
    for row in rows:
        read = part(row)
        if row.role == "manuscript" and read.document and read.document.manuscript:
            piece.title = read.document.manuscript.title or piece.title
            piece.chars = read.document.manuscript.chars
            piece.title_key = title_key(piece.title or "")
            piece.content_key = content_key([read])
            pen.session.add(piece)
