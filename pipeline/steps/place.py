"""Which piece a letter belongs to, and what it changes there."""

from dataclasses import dataclass

from pipeline.domain.content import content_key
from pipeline.domain.finding import Verdict
from pipeline.domain.piece import Incoming
from pipeline.domain.text import title_key
from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition, Follows, LetterKind, State
from pipeline.ingest.genre import read_genre
from pipeline.steps.again import Again
from pipeline.steps.change_state import change_state
from pipeline.steps.correct_stands import stand_corrected
from pipeline.steps.counting.forget import forget_words
from pipeline.steps.leave_nothing import blank
from pipeline.steps.pen import Pen
from pipeline.steps.place_parts import add_parts
from pipeline.steps.state_by_checks import judged, move, note_signed
from pipeline.store import events, numbers, outbox, pieces
from pipeline.store.tables import LetterRow, PieceRow

PIECES = {LetterKind.SUBMISSION, LetterKind.COMPLETION}
_OPEN = {State.RETURNED, State.HELD}
_WHOSE = frozenset({"sender_authenticated", "several_senders"})  # checks that ask whether the sender is who it says


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Where a letter's parts went."""

    piece: PieceRow | None = None  # None: the letter is no piece
    aside: bool = False  # they change nothing in the piece yet


def place(pen: Pen, row: LetterRow, incoming: Incoming, verdict: Verdict, again: Again | None) -> Placed:
    """Find or make the letter's piece and bring it up to date.

    Args:
        pen: of the transaction.
        row: the letter.
        incoming: what it brings.
        verdict: what its checks say.
        again: the piece it belongs to already, when it is read once more.
    """
    if incoming.kind not in PIECES:
        return Placed()
    if verdict.disposition is Disposition.IGNORED:
        return Placed(piece=_repeated(pen, row, incoming, again))
    known = pen.session.get(PieceRow, row.piece_id) if row.piece_id else None
    if known is None and incoming.completes is not None:
        known = _on_record(pen, incoming.completes.number)
    opened = known is None
    if known is None:
        known = _new(pen, row, incoming, verdict.disposition)
    if verdict.disposition is Disposition.SEALED:
        known.unit = known.unit or (incoming.unit.id if incoming.unit else None)
        return _sealed(pen, known, row, decided=again is not None and again.decided)
    aside = _must_wait(known, incoming, verdict, again)
    add_parts(pen, known, row, incoming, current=not aside, opened=opened)
    if not (aside or opened):
        _bring_up_to_date(pen, known, incoming)
        stand_corrected(pen.session, known)
        if again is None or not again.decided:
            move(pen, known, incoming, verdict.disposition)
    return Placed(piece=known, aside=aside)


def _repeated(pen: Pen, row: LetterRow, incoming: Incoming, again: Again | None) -> PieceRow | None:
    """The piece a letter repeats; one that it had opened before that was known is not used, unless people decided."""
    if incoming.repeats is None:
        return None
    own = pen.session.get(PieceRow, row.piece_id) if row.piece_id else None
    repeated = _on_record(pen, incoming.repeats.number)
    if own is None or repeated is None or own.id == repeated.id:
        return repeated
    own.unit = incoming.unit.id if incoming.unit else own.unit
    if again is None or not again.decided:
        change_state(pen, own, State.DISCARDED)
    return own


def _on_record(pen: Pen, number: str) -> PieceRow | None:
    return pieces.by_number(pen.session, pen.bureau.bureau.id, number)


def _new(pen: Pen, row: LetterRow, incoming: Incoming, disposition: Disposition) -> PieceRow:
    """A piece with its number; it is taken for held and returned ones too (design.md §4.3).

    It is written once, as it stands after its checks; a sealed one has nothing but its number.
    """
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
    sealed = disposition is Disposition.SEALED
    if not sealed:
        _bring_up_to_date(pen, piece, incoming)
        piece.state = judged(pen, piece, incoming, disposition).value
    pen.session.add(piece)
    pen.session.flush()
    events.note(pen.session, pen.now, "piece_opened", bureau=bureau.id, letter=row, piece=piece, number=piece.number)
    if not sealed:
        note_signed(pen, piece, incoming)
        events.note(pen.session, pen.now, "state_first", bureau=piece.bureau, piece=piece, after=piece.state)
    return piece


def _sealed(pen: Pen, piece: PieceRow, row: LetterRow, *, decided: bool) -> Placed:
    """A piece that began with the letter keeps its number alone; any other stays as it is, its sealed reply apart.

    A person who put a sealed piece away need not do so again; a marking that is found only now is for a person to see.
    """
    own = pieces.letters_of(pen.session, piece)
    if own and own[0].id != row.id:
        return Placed(piece=piece, aside=True)
    if piece.state != State.SEALED.value:
        forget_words(pen, piece)
        blank(pen, outbox.of_piece(pen.session, piece))
    if not (decided and row.disposition == Disposition.SEALED.value):
        piece.state = State.SEALED.value
    piece.disposition = Disposition.SEALED.value
    piece.title, piece.keyword, piece.chars, piece.title_key, piece.content_key = None, None, None, "", ""
    piece.updated_at = pen.now
    pen.session.add(piece)
    return Placed(piece=piece)


def _must_wait(piece: PieceRow, incoming: Incoming, verdict: Verdict, again: Again | None) -> bool:
    """Whether a reply must not touch its piece yet.

    What is accepted is not taken back by a reply: a faulty one is mended first, a doubtful one waits for a person. One
    that may be written in the unit's name by somebody else touches no piece at all before a person has seen it.
    """
    if again is not None and (again.put_aside or again.taken_in):
        return again.put_aside
    if incoming.completes is None:
        return False
    if State(piece.state) not in _OPEN:
        return verdict.disposition is not Disposition.ACCEPTED
    return any(f.code in _WHOSE and f.follows is Follows.HOLD for f in verdict.findings)


def _bring_up_to_date(pen: Pen, piece: PieceRow, incoming: Incoming) -> None:
    piece.unit = incoming.unit.id if incoming.unit else piece.unit
    piece.year, piece.title, piece.chars = incoming.year, incoming.title, incoming.chars
    piece.keyword = incoming.keyword or piece.keyword
    piece.title_key = title_key(incoming.title or "")
    piece.content_key = content_key(incoming.manuscripts or incoming.letter.parts)
    piece.updated_at = pen.now
    _tell_genre(piece, incoming)
    pen.session.add(piece)


def _tell_genre(piece: PieceRow, incoming: Incoming) -> None:
    """Its kind as the letter tells it; what is known already, or what a person said, stays."""
    part = incoming.manuscript
    read = part.document.manuscript if part is not None and part.document is not None else None
    text = f"{read.title or ''}\n{read.body}" if read is not None else ""
    told = read_genre(incoming.letter.subject, incoming.letter.text, text)
    piece.genre = piece.genre or told.kind
    piece.summary = told.summary if piece.summary is None else piece.summary
