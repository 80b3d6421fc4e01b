"""What is said to whom about a letter, put into the outbox within the transaction that records it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from pipeline.domain.bureau import ReviewStep
from pipeline.domain.finding import Verdict
from pipeline.domain.outgoing import OutgoingLetter
from pipeline.domain.piece import Incoming
from pipeline.domain.review import next_step
from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition, LetterKind, Mode, Severity, State
from pipeline.post.mime import to_bytes
from pipeline.report import formats
from pipeline.report.notices import draft
from pipeline.report.receipts import receipt
from pipeline.report.stationery import Stationery
from pipeline.report.view import MonthSoFar, ReceiptView
from pipeline.settings import BureauSettings, Settings
from pipeline.settings.workdays import add_workdays
from pipeline.store import events, letters, outbox, queries
from pipeline.store.tables import LetterRow, OutboxRow, PieceRow

_MACHINES = {LetterKind.BOUNCE, LetterKind.AUTO_REPLY}


@dataclass(frozen=True, kw_only=True)
class Pen:
    """What it takes to write and post a mail within a transaction."""

    session: Session = field(repr=False)
    settings: Settings = field(repr=False)
    bureau: BureauSettings
    desk: Stationery = field(repr=False)
    now: datetime

    def post(self, letter: OutgoingLetter, about: LetterRow | None, piece: PieceRow | None) -> OutboxRow:
        """Put a mail into the outbox, and note that it is there."""
        bureau = self.bureau.bureau
        mime = to_bytes(letter, self.bureau.smtp, bureau.name, self.now)
        row = outbox.queue(self.session, letter, mime, self.now, bureau=bureau.id, about=about, piece=piece)
        events.note(
            self.session, self.now, "mail_queued", bureau=bureau.id, letter=about, piece=piece,
            kind=letter.kind.value, occasion=letter.occasion,
        )  # fmt: skip
        return row

    def post_to_unit(self, letter: OutgoingLetter, about: LetterRow | None, piece: PieceRow | None) -> None:
        """Post a mail to a unit; in observe mode the office gets it as a draft instead (design.md §4.11)."""
        bureau = self.bureau.bureau
        if bureau.mode is Mode.LIVE:
            self.post(letter, about, piece)
            return
        for address in bureau.office.digest_to:
            self.post(draft(letter, address, self.desk), about, piece)


def answer_letter(pen: Pen, row: LetterRow, incoming: Incoming, verdict: Verdict, piece: PieceRow | None) -> None:
    """The one receipt a letter gets, where it gets one: registered senders only, never machines (mail.md O6, O8)."""
    if not row.answer or not incoming.sender_units or incoming.kind in _MACHINES:
        return
    if verdict.disposition is Disposition.IGNORED and incoming.repeats is None:
        return
    if _over_the_cap(pen, row):
        events.note(pen.session, pen.now, "reply_capped", bureau=row.bureau, letter=row, piece=piece)
        return
    pen.post_to_unit(receipt(_view(pen, incoming, verdict, piece), pen.desk), row, piece)


def _over_the_cap(pen: Pen, row: LetterRow) -> bool:
    midnight = local(pen.now).replace(hour=0, minute=0, second=0, microsecond=0)
    answered = letters.receipts_since(pen.session, row.bureau, row.sender or "", midnight)
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
