"""Which piece a letter belongs to, and what it changes there."""

from dataclasses import replace

from pipeline.domain.content import content_key
from pipeline.domain.finding import Verdict
from pipeline.domain.letter import Part
from pipeline.domain.parts import has_form, is_manuscript
from pipeline.domain.piece import Incoming
from pipeline.domain.review import signed_on_arrival, state_after
from pipeline.domain.text import title_key
from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition, LetterKind, State
from pipeline.steps.answer import Pen
from pipeline.store import events, numbers, pieces
from pipeline.store.convert import part_row
from pipeline.store.tables import LetterRow, PieceRow

PIECES = {LetterKind.SUBMISSION, LetterKind.COMPLETION}


def place(pen: Pen, row: LetterRow, incoming: Incoming, verdict: Verdict) -> PieceRow | None:
    """Find or make the letter's piece and bring it up to date; None where the letter is no piece."""
    if incoming.kind not in PIECES:
        return None
    if verdict.disposition is Disposition.IGNORED:
        return _on_record(pen, incoming.repeats.number) if incoming.repeats else None
    known = pen.session.get(PieceRow, row.piece_id) if row.piece_id else None
    if known is None and incoming.completes is not None:
        known = _on_record(pen, incoming.completes.number)
    if known is None:
        known = _new(pen, row, incoming)
    if verdict.disposition is Disposition.SEALED:
        known.unit = known.unit or (incoming.unit.id if incoming.unit else None)
        return _seal(pen, known, row)
    if _must_wait(known, row, incoming, verdict):
        _add_parts(pen, known, row, incoming, current=False)
        return known
    _add_parts(pen, known, row, incoming, current=True)
    _bring_up_to_date(pen, known, incoming, verdict)
    return known


def _on_record(pen: Pen, number: str) -> PieceRow | None:
    return pieces.by_number(pen.session, pen.bureau.bureau.id, number)


def _new(pen: Pen, row: LetterRow, incoming: Incoming) -> PieceRow:
    """A piece with its number; it is taken for held and returned ones too (design.md §4.3)."""
    bureau = pen.bureau.bureau
    piece = PieceRow(
        bureau=bureau.id,
        number=numbers.next_number(pen.session, bureau.prefix, local(incoming.arrived_at).year),
        sender=incoming.letter.sender,
        year=incoming.year,
        state=State.HELD.value,
        disposition=Disposition.HELD.value,
        arrived_at=incoming.arrived_at,
        updated_at=pen.now,
    )
    pen.session.add(piece)
    pen.session.flush()
    events.note(pen.session, pen.now, "piece_opened", bureau=bureau.id, letter=row, piece=piece, number=piece.number)
    return piece


def _seal(pen: Pen, piece: PieceRow, row: LetterRow) -> PieceRow:
    """A new piece is sealed with nothing but its number; one on record stays as it is, its sealed reply apart."""
    if len(pieces.letters_of(pen.session, piece)) == 0 or row.piece_id == piece.id:
        piece.state, piece.disposition = State.SEALED.value, Disposition.SEALED.value
        piece.updated_at = pen.now
        pen.session.add(piece)
    return piece


def _must_wait(piece: PieceRow, row: LetterRow, incoming: Incoming, verdict: Verdict) -> bool:
    """Whether a reply must not touch its piece yet.

    After a review a person decides on a changed manuscript; and a faulty reply never spoils an accepted piece.
    """
    if incoming.completes is None or row.piece_id == piece.id:
        return False
    changed = incoming.replaces_manuscript and State(piece.state).settled_by_people
    return changed or (piece.accepted_at is not None and verdict.disposition is Disposition.RETURNED)


def _bring_up_to_date(pen: Pen, piece: PieceRow, incoming: Incoming, verdict: Verdict) -> None:
    piece.unit = incoming.unit.id if incoming.unit else piece.unit
    piece.year, piece.title, piece.chars = incoming.year, incoming.title, incoming.chars
    piece.keyword = incoming.keyword or piece.keyword
    piece.title_key = title_key(incoming.title or "")
    piece.content_key = content_key(incoming.manuscripts or incoming.letter.parts)
    piece.updated_at = pen.now
    move(pen, piece, incoming, verdict.disposition)
    pen.session.add(piece)
    pen.session.flush()


def move(pen: Pen, piece: PieceRow, incoming: Incoming, disposition: Disposition) -> None:
    """Set the piece's state after its checks or a person's decision; a review that was made stands."""
    before = piece.state
    piece.disposition = disposition.value
    if disposition is Disposition.ACCEPTED:
        piece.accepted_at = piece.accepted_at or pen.now
        if not State(piece.state).settled_by_people:
            _accept(pen, piece, incoming)
    else:
        piece.state = (State.RETURNED if disposition is Disposition.RETURNED else State.HELD).value
    if piece.state != before:
        events.note(
            pen.session, pen.now, "state_changed", bureau=piece.bureau, piece=piece, before=before, after=piece.state
        )


def _accept(pen: Pen, piece: PieceRow, incoming: Incoming) -> None:
    """Received, and past every step whose opinion stands on the form that came with it (rules.md S5)."""
    chain = pen.bureau.bureau.review.get(incoming.unit.group, ()) if incoming.unit else ()
    signed = signed_on_arrival(chain, incoming.form)
    piece.state = state_after(signed).value
    for step in signed:
        events.note(
            pen.session, pen.now, "reviewed_by_unit", bureau=piece.bureau, piece=piece,
            by=step.role, state=step.state.value, opinion=getattr(incoming.form, step.form_field),
        )  # fmt: skip


def role_of(part: Part, incoming: Incoming) -> str:
    """What a part is to its piece: manuscript, form, picture (logos of a signature are none) or other."""
    if is_manuscript(part):
        return "manuscript"
    if has_form(part):
        return "form"
    return "picture" if part in incoming.pictures else "other"


def _add_parts(pen: Pen, piece: PieceRow, row: LetterRow, incoming: Incoming, *, current: bool) -> None:
    """Store the letter's own parts; the newest of each role becomes current, the old ones stay as history."""
    own = incoming.letter.parts
    if current:
        for role in {role_of(p, incoming) for p in own} - {"other"}:
            _retire(pen, piece, row, incoming, role)
    for part in own:
        stored = part_row(part, role_of(part, incoming), piece, row)
        stored.current = current
        pen.session.add(stored)
    pen.session.flush()


def _retire(pen: Pen, piece: PieceRow, row: LetterRow, incoming: Incoming, role: str) -> None:
    """Put a role's parts into the history; a form that stood in a retired manuscript stays current by itself."""
    form_part = incoming.form_part
    pieces.supersede(pen.session, piece, role)
    kept_form = role == "manuscript" and form_part is not None and form_part not in incoming.letter.parts
    if kept_form and form_part is not None and form_part.document is not None and is_manuscript(form_part):
        alone = replace(form_part, document=replace(form_part.document, manuscript=None))
        pen.session.add(part_row(alone, "form", piece, row))
