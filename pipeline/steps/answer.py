"""What is said to whom about a letter, put into the outbox within the transaction that records it."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from pipeline.domain.bureau import ReviewStep
from pipeline.domain.finding import Verdict
from pipeline.domain.piece import Incoming
from pipeline.domain.review import next_step
from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition, LetterKind, Severity, State
from pipeline.report import formats
from pipeline.report.counting import report_receipt
from pipeline.report.counting_view import ReportedLine, ReportReceiptView
from pipeline.report.notices import alert
from pipeline.report.receipts import receipt
from pipeline.report.view import AlertView, Beside, MonthSoFar, ReceiptView
from pipeline.settings.workdays import add_workdays
from pipeline.steps.counting.requests import Reply
from pipeline.steps.find import letter_name
from pipeline.steps.pen import Pen
from pipeline.store import events, letters, queries
from pipeline.store.tables import LetterRow, PieceRow

RECEIPT_OWED = "receipt_owed"  # the trouble of a letter whose receipt could not be written
MACHINES = {LetterKind.BOUNCE, LetterKind.AUTO_REPLY}


def answer_letter(
    pen: Pen, row: LetterRow, incoming: Incoming, verdict: Verdict, piece: PieceRow | None,
    *, reported: tuple[ReportedLine, ...] = (), reply: Reply | None = None,
) -> None:  # fmt: skip
    """The one receipt a letter gets, where it gets one: registered senders only, never machines (mail.md O6, O8).

    `reported` is what became of an adoption report's rows: then the receipt tells that, row by row; `reply` answers
    what a unit asked for, in the receipt's place.
    """
    if not row.answer or not incoming.sender_units or incoming.kind in MACHINES:
        return
    if incoming.empty_answer:
        events.note(pen.session, pen.now, "answer_to_ours", bureau=row.bureau, letter=row, piece=piece)
        return
    if verdict.disposition is Disposition.IGNORED and incoming.repeats is None:
        return
    if over_the_cap(pen, row):
        events.note(pen.session, pen.now, "reply_capped", bureau=row.bureau, letter=row, piece=piece)
        return
    if reply is not None:
        write, piece = reply.write, reply.piece
    elif reported:
        write = partial(report_receipt, _report_view(pen, row, incoming, reported), pen.desk)
    else:
        view = replace(_view(pen, incoming, verdict, piece), beside=_beside(pen, row, piece))
        write = partial(receipt, view, pen.desk)
    if not pen.attempt(write, row, piece, to_unit=True):
        _owe(pen, row, piece)


def _report_view(pen: Pen, row: LetterRow, incoming: Incoming, reported: tuple[ReportedLine, ...]) -> ReportReceiptView:
    waits = any(line.outcome == "waits" for line in reported)
    workdays = pen.settings.intervals.answer_working_days
    return ReportReceiptView(
        bureau=pen.bureau.bureau,
        to=incoming.letter.sender,
        unit=incoming.unit or (incoming.sender_units[0] if len(incoming.sender_units) == 1 else None),
        arrived_at=incoming.arrived_at,
        rows=reported,
        occasion=f"receipt:{row.bureau}:{row.sha256}",
        in_reply_to=incoming.letter.origin.message_id,
        answer_by=add_workdays(local(pen.now).date(), workdays, pen.settings.holidays) if waits else None,
    )


def _owe(pen: Pen, row: LetterRow, piece: PieceRow | None) -> None:
    """The letter is on record without its receipt: the admins are told once a day, and each round tries again."""
    row.trouble = RECEIPT_OWED
    pen.session.add(row)
    bureau = pen.bureau.bureau
    facts = {"letter": letter_name(row), "number": piece.number if piece else "", "command": "baosong config check"}
    facts["file"] = pen.stumbled[-1] if pen.stumbled else ""
    for admin in bureau.office.admins:
        occasion = f"alert_receipt:{bureau.id}:{local(pen.now).date()}:{admin}"
        view = AlertView(bureau=bureau, to=admin, occasion=occasion, what="receipt", facts=facts, at=pen.now)
        pen.attempt(partial(alert, view, pen.desk), row, piece)


def over_the_cap(pen: Pen, row: LetterRow) -> bool:
    """Whether the letter's sender has been answered as often today as anybody is (mail.md O6)."""
    midnight = local(pen.now).replace(hour=0, minute=0, second=0, microsecond=0)
    answered = queries.receipts_since(pen.session, row.bureau, row.sender or "", midnight)
    return answered >= pen.settings.post.replies_per_sender_per_day


def _view(pen: Pen, incoming: Incoming, verdict: Verdict, piece: PieceRow | None) -> ReceiptView:
    bureau = pen.bureau.bureau
    sealed = verdict.disposition is Disposition.SEALED
    state = State(piece.state) if piece and not sealed else None
    held = verdict.disposition is Disposition.HELD
    workdays = pen.settings.intervals.answer_working_days
    return ReceiptView(
        bureau=bureau,
        to=incoming.letter.sender,
        incoming=incoming,
        verdict=verdict,
        number=piece.number if piece else None,
        state=state,
        next_step=say_next_step(pen, piece, incoming) if piece else "",
        arrived_at=incoming.arrived_at,
        answer_by=add_workdays(local(pen.now).date(), workdays, pen.settings.holidays) if held else None,
        repeats=incoming.repeats.number if incoming.repeats else None,
        month=None if sealed else month_so_far(pen, incoming),
        form_wanted=any(f.code in _form_checks(pen) for f in verdict.findings if f.severity is Severity.FAULT),
        signers=tuple(s.role for s in _chain(pen, incoming) if s.with_letter),
    )


def _beside(pen: Pen, row: LetterRow, piece: PieceRow | None) -> tuple[Beside, ...]:
    """The other pieces that the office made of the same letter, where this one is one of them."""
    if row.copy_of is None or piece is None:
        return ()
    ids = {one.piece_id for one in letters.family(pen.session, row)} - {piece.id, None}
    return beside(pen.session.get_one(PieceRow, one) for one in sorted(filter(None, ids)))


def beside(rows: Iterable[PieceRow]) -> tuple[Beside, ...]:
    """Pieces of the same letter as a mail names them; of a sealed one the number alone."""
    return tuple(Beside(number=row.number, title=row.title, state=State(row.state)) for row in rows)


def _form_checks(pen: Pen) -> frozenset[str]:
    """The checks of form 2 are those whose name begins with form_ (one check, one file, one name)."""
    return frozenset(r.name for r in pen.bureau.checks.rows if r.name.startswith("form_"))


def _chain(pen: Pen, incoming: Incoming) -> tuple[ReviewStep, ...]:
    return pen.bureau.bureau.review.get(incoming.unit.group, ()) if incoming.unit else ()


def say_next_step(pen: Pen, piece: PieceRow, incoming: Incoming | None = None) -> str:
    """Who acts next, in the office's words: the next signature of the chain, else what the state waits for."""
    unit = pen.bureau.bureau.roster.by_id(piece.unit) or (incoming.unit if incoming else None)
    state = State(piece.state)
    step = next_step(pen.bureau.bureau.review.get(unit.group, ()), state) if unit else None
    if step is not None:
        return step.role + pen.desk.words.word(step.state.value, "review_step")
    return pen.desk.words.word(state.value, "next_step")


def month_so_far(pen: Pen, incoming: Incoming) -> MonthSoFar | None:
    """本单位本月: the month of the letter's arrival, of the unit the letter was sent for."""
    unit = incoming.unit or (incoming.sender_units[0] if len(incoming.sender_units) == 1 else None)
    if unit is None:
        return None
    counted = queries.month_of_unit(pen.session, pen.bureau.bureau.id, unit.id, incoming.arrived_at)
    return MonthSoFar(
        month=formats.month(incoming.arrived_at),
        received=counted.received,
        accepted=counted.accepted,
        adopted=counted.adopted,
        duty=pen.bureau.monthly_duty,
    )
