"""What waits for a person, a line each, with its reasons and what may be done: for the office's daily list."""

from sqlmodel import Session

from pipeline.domain.words import Disposition, State
from pipeline.report.view import Waiting
from pipeline.steps.answer import RECEIPT_OWED
from pipeline.steps.choices import for_letter, for_piece, for_turn, offered
from pipeline.steps.counting.waiting import waiting_counts, waiting_facts, waiting_months
from pipeline.steps.find import letter_name
from pipeline.steps.process import Desk
from pipeline.steps.split_told import split_line
from pipeline.steps.turns import Turn, signatures_wanted
from pipeline.store import pieces, queries
from pipeline.store.tables import LetterRow, PieceRow

_TOLD_BY_WORD = {Disposition.SEALED.value, Disposition.QUARANTINED.value}


def waiting(desk: Desk, session: Session) -> list[Waiting]:
    """Every piece, letter, signature, reported fact and prepared month of the bureau that waits, oldest first.

    A reviewed piece that nobody wants to release does not wait: the director's word is listed once it calls for the
    leader's.
    """
    bureau = desk.bureau.bureau.id
    lines = [_piece_line(desk, session, row) for row in queries.waiting_pieces(session, bureau)]
    lines += [_letter_line(desk, session, row) for row in queries.waiting_letters(session, bureau)]
    lines += [_turn_line(desk, turn) for turn in signatures_wanted(session, desk.bureau, desk.paper.words)]
    lines += waiting_facts(desk, session)
    lines += waiting_counts(desk, session)
    lines += waiting_months(desk, session)
    return sorted(lines, key=lambda line: line.since)


def _piece_line(desk: Desk, session: Session, row: PieceRow) -> Waiting:
    sealed = row.state == State.SEALED.value
    unit = desk.bureau.bureau.roster.by_id(row.unit)
    own = pieces.letters_of(session, row)
    words = desk.paper.words
    reasons = (words.word("sealed", "reason"),) if sealed else _reasons(session, own[-1] if own else None)
    split = "" if sealed else split_line(session, row, words)
    return Waiting(
        number=row.number,
        unit=unit.name if unit else row.sender,
        title="" if sealed else row.title or "",
        reasons=(*reasons, split) if split else reasons,
        since=row.arrived_at,
        show=f"baosong show {row.number}",
        choices=offered(for_piece(row.state, unit_known=unit is not None), row.number, words, letter=False),
    )


def _turn_line(desk: Desk, turn: Turn) -> Waiting:
    """A piece whose review waits for somebody: who, for what, with the command."""
    words = desk.paper.words
    unit = desk.bureau.bureau.roster.by_id(turn.unit)
    return Waiting(
        number=turn.number,
        unit=unit.name if unit else "",
        title=turn.title or "",
        reasons=(words.word("to_sign", "reason").format(said=turn.said),),
        since=turn.arrived_at,
        show=f"baosong show {turn.number}",
        choices=offered(for_turn(turn.act), turn.number, words, letter=False, approver=turn.step),
    )


def _letter_line(desk: Desk, session: Session, row: LetterRow) -> Waiting:
    roster = desk.bureau.bureau.roster
    unit = roster.by_id(row.unit)
    owed = row.trouble == RECEIPT_OWED
    name = letter_name(row)
    fit = for_letter(
        row.disposition,
        owed=owed,
        reply=row.piece_id is not None,
        sender_known=bool(row.sender and roster.by_address(row.sender)),
    )
    words = desk.paper.words
    known = RECEIPT_OWED if owed else row.disposition if row.disposition in _TOLD_BY_WORD else None
    return Waiting(
        number=name,
        unit=unit.name if unit else row.sender or "",
        title=row.subject or "",
        reasons=(words.word(known, "reason"),) if known else _reasons(session, row),
        since=row.arrived_at,
        show=f"baosong show {name}",
        choices=offered(fit, name, words, letter=row.piece_id is None),
    )


def _reasons(session: Session, row: LetterRow | None) -> tuple[str, ...]:
    if row is None:
        return ()
    return tuple(f.message for f in pieces.findings_of(session, row) if f.severity == "fault")
