"""Record what became of a letter: piece, parts, findings, disposition and its answer, all or nothing."""

from functools import partial

from sqlmodel import delete

from pipeline.domain.finding import Verdict
from pipeline.domain.piece import Incoming
from pipeline.domain.words import Disposition, LetterKind, State
from pipeline.report.counting_view import ReportedLine
from pipeline.report.notices import alert
from pipeline.report.view import AlertView
from pipeline.steps.again import Past
from pipeline.steps.answer import answer_letter
from pipeline.steps.authenticate import told_of
from pipeline.steps.choices import offered
from pipeline.steps.counting.plan import RULEBOOK, plan_for
from pipeline.steps.counting.reported import take_report
from pipeline.steps.counting.requests import answer_request
from pipeline.steps.find import letter_name
from pipeline.steps.open_sealed import was_open
from pipeline.steps.pen import Pen
from pipeline.steps.place import PIECES, Placed, place
from pipeline.store import events, letters
from pipeline.store.convert import finding_row
from pipeline.store.tables import FindingRow, LetterRow, PieceRow

_OF_A_PIECE = {Disposition.ACCEPTED, Disposition.RETURNED, Disposition.HELD}
_NONE = Past()
_WAITING = {Disposition.HELD, Disposition.SEALED}  # the letter itself waits for a person, unless its piece does


def record(pen: Pen, row: LetterRow, incoming: Incoming, verdict: Verdict, past: Past = _NONE) -> PieceRow | None:
    """Within the pen's transaction: the letter gets its disposition, its piece and its one receipt.

    A letter that a person has settled stays settled, opens no piece and is answered no more: its sender was told.
    """
    decided = past.decision is not None
    by_checks = _only_archived(row, verdict.disposition)
    no_piece = by_checks is not verdict.disposition or (decided and past.again is None)
    placed = Placed() if no_piece else place(pen, row, incoming, verdict, past.again)
    piece = placed.piece
    disposition = _as_decided(past, by_checks)
    _describe(row, incoming, disposition)
    row.piece_id = piece.id if piece else row.piece_id
    if row.processed_at is not None:
        pen.session.exec(delete(FindingRow).where(FindingRow.letter_id == row.id))  # type: ignore[arg-type]
    row.settled = decided or not (disposition in _WAITING and (piece is None or placed.aside))
    row.done, row.disposition, row.processed_at, row.trouble = True, disposition.value, pen.now, None
    pen.session.add(row)
    _keep_findings(pen, row, piece, verdict)
    events.note(
        pen.session, pen.now, "letter_disposed", bureau=row.bureau, letter=row, piece=piece,
        disposition=by_checks.value, codes=[f.code for f in verdict.findings],
    )  # fmt: skip
    if not decided and by_checks is verdict.disposition:
        reported = _take_report(pen, row, incoming, disposition) if row.copy_of is None else ()
        reply = answer_request(pen, row, incoming) if disposition is Disposition.ACCEPTED else None
        if incoming.ruling is None:
            answer_letter(pen, row, incoming, verdict, piece, reported=reported, reply=reply)
    if disposition is Disposition.SEALED:
        _alert_sealed(pen, row, piece)
    return piece


def _take_report(pen: Pen, row: LetterRow, incoming: Incoming, disposition: Disposition) -> tuple[ReportedLine, ...]:
    """The rows of an adoption report become facts, where the bureau counts points at all.

    Those that came beside a piece wait for the office, whatever becomes of the piece; its receipt is about the piece.
    """
    alone = incoming.kind is LetterKind.ADOPTION_REPORT
    fitting = {Disposition.ACCEPTED} if alone else _OF_A_PIECE if incoming.kind in PIECES else set()
    if not incoming.reported or disposition not in fitting or not (pen.bureau.folder / RULEBOOK).exists():
        return ()
    lines = take_report(pen, plan_for(pen.settings, pen.bureau.folder), row, incoming)
    return lines if alone else ()


def _only_archived(row: LetterRow, disposition: Disposition) -> Disposition:
    """What arrived before the start date is let be, unless it must be sealed (design.md §4.11)."""
    return Disposition.IGNORED if row.archive and disposition is not Disposition.SEALED else disposition


def _as_decided(past: Past, disposition: Disposition) -> Disposition:
    """A letter that a person accepted or returned is that; one that was put away is what its checks say."""
    verb = past.decision.verb if past.decision is not None else ""
    return {"accept": Disposition.ACCEPTED, "return": Disposition.RETURNED}.get(verb, disposition)


def _describe(row: LetterRow, incoming: Incoming, disposition: Disposition) -> None:
    letter = incoming.letter
    sealed = disposition is Disposition.SEALED
    row.kind, row.sender = incoming.kind.value, letter.sender
    row.subject = None if sealed else letter.subject
    row.message_id = letter.origin.message_id
    row.authentication = told_of(letter)
    row.in_reply_to = None if sealed else " ".join(letter.origin.in_reply_to) or None
    only = incoming.sender_units[0].id if len(incoming.sender_units) == 1 else None
    row.unit = incoming.unit.id if incoming.unit else only


def _keep_findings(pen: Pen, row: LetterRow, piece: PieceRow | None, verdict: Verdict) -> None:
    for finding in verdict.findings:
        pen.session.add(finding_row(finding, row, piece))


def _alert_sealed(pen: Pen, row: LetterRow, piece: PieceRow | None) -> None:
    """Tell every admin at once where copies remain; never a word of the letter (rules.md S6)."""
    bureau = pen.bureau.bureau
    places = letters.sightings(pen.session, row.copy_of or row.id or 0)
    unit = bureau.roster.by_id(row.unit)
    name = piece.number if piece and piece.state == State.SEALED.value else letter_name(row)
    facts = {
        "number": piece.number if piece else "",
        "letter": letter_name(row),
        "unit": unit.name if unit else "",
        "sender": row.sender or "",
        "received": "",
        "folder": " ".join(s.folder for s in places),
        "uid": " ".join(str(s.uid) for s in places),
        "command": offered(("release",), name, pen.desk.words, letter=False)[0].command,
        "encrypted": "1" * bool(pen.bureau.seal_keys),
        "was_open": "1" * was_open(pen.session, row),
    }
    for admin in bureau.office.admins:
        occasion = f"alert_sealed:{row.bureau}:{row.sha256}:{admin}"
        view = AlertView(bureau=bureau, to=admin, occasion=occasion, what="sealed", facts=facts, at=row.arrived_at)
        pen.attempt(partial(alert, view, pen.desk), row, piece)
