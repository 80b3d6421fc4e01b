"""Why each thing on a page of what waits is there, and what may be decided of it: asked for that page alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from pipeline.console.look.waiting_rows import Row
from pipeline.console.texts import say
from pipeline.report.words import Words
from pipeline.settings import BureauSettings
from pipeline.steps.answer import RECEIPT_OWED
from pipeline.steps.choices import for_letter, for_piece
from pipeline.steps.counting.fact_names import fact_line
from pipeline.steps.find import Found
from pipeline.steps.seen import mark_of, marks_of
from pipeline.store.tables import FactRow, FindingRow, LetterRow, OutboxRow, PieceRow

AT_ONCE = ("accept", "return", "discard")  # what may be decided of several


@dataclass(frozen=True, kw_only=True)
class Detail:
    """What the page says of one line besides."""

    title: str = ""  # of what has none of its own
    reasons: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    seen: str = ""


def details(session: Session, bureau: BureauSettings, words: Words, rows: list[Row]) -> dict[tuple[str, str], Detail]:
    """By kind and name."""
    pieces = [row.source for row in rows if isinstance(row.source, PieceRow)]
    marks = marks_of(session, pieces)
    found = _findings(session, rows)
    told: dict[tuple[str, str], Detail] = {}
    for row in rows:
        match row.source:
            case PieceRow():
                detail = _piece(row, words, found[row.name], marks[row.name])
            case LetterRow() as letter:
                detail = _letter(session, bureau, letter, words, found[row.name])
            case FactRow() as fact:
                detail = _fact(session, fact, words)
            case OutboxRow() as mail:
                detail = Detail(reasons=tuple(filter(None, [mail.advice or mail.answer])))
            case None if row.said:
                detail = Detail(reasons=(say("waits_for_step", step=row.said),))
            case _:
                detail = Detail(reasons=(words.word("month_prepared", "reason"),))
        told[row.kind, row.name] = detail
    return told


def _piece(row: Row, words: Words, found: tuple[str, ...], seen: str) -> Detail:
    if row.kind == "sealed":
        return Detail(reasons=(words.word("sealed", "reason"),), seen=seen)
    fit = for_piece("held", unit_known=row.unit is not None)
    return Detail(reasons=found, verbs=tuple(verb for verb in AT_ONCE if verb in fit), seen=seen)


def _letter(
    session: Session, bureau: BureauSettings, letter: LetterRow, words: Words, found: tuple[str, ...]
) -> Detail:
    owed = letter.trouble == RECEIPT_OWED
    known = RECEIPT_OWED if owed else letter.disposition or ""
    reasons = (words.word(known, "reason"),) if known in words.tables.get("reason", {}) else found
    sender_known = bool(letter.sender and bureau.bureau.roster.by_address(letter.sender))
    fit = for_letter(letter.disposition, owed=owed, reply=letter.piece_id is not None, sender_known=sender_known)
    piece = session.get(PieceRow, letter.piece_id) if letter.piece_id else None
    seen = mark_of(session, Found(letter.bureau, piece, letter))
    sealed = letter.disposition == "sealed"
    return Detail(reasons=reasons, verbs=() if sealed else tuple(v for v in AT_ONCE if v in fit), seen=seen)


def _fact(session: Session, row: FactRow, words: Words) -> Detail:
    line = fact_line(session, row)
    told = "，".join(part for part in (line.outlet, line.date) if part)
    may_be = words.word("may_be", "reason").format(candidates="、".join(line.candidates)) if line.candidates else ""
    return Detail(title=line.title, reasons=tuple(part for part in (told, line.why, may_be) if part))


def _findings(session: Session, rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """What was found in the letters that wait, and in the newest letter of each piece that does: by name."""
    letters = {row.source.id: row.name for row in rows if isinstance(row.source, LetterRow)}
    pieces = {row.source.id: row.name for row in rows if isinstance(row.source, PieceRow) and row.kind == "held"}
    newest: dict[int, int] = {}
    wanted = select(LetterRow.piece_id, LetterRow.id).where(col(LetterRow.piece_id).in_(list(pieces)))
    for piece, letter in session.exec(wanted.order_by(col(LetterRow.arrived_at), col(LetterRow.id))):
        newest[piece or 0] = letter or 0
    names = letters | {letter: pieces[piece] for piece, letter in newest.items()}
    told: dict[str, list[str]] = defaultdict(list)
    faults = select(FindingRow).where(col(FindingRow.letter_id).in_(list(names)), FindingRow.severity == "fault")
    for row in session.exec(faults.order_by(col(FindingRow.id))):
        told[names[row.letter_id]].append(row.message)
    return defaultdict(tuple, {name: tuple(messages) for name, messages in told.items()})
