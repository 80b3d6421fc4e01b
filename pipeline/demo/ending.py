"""What became of the month: each letter beside what the desk should have made of it, and promises that must hold."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from pipeline.demo.breach import Breach
from pipeline.demo.first_reading import first_messages
from pipeline.demo.month.shapes import Sent
from pipeline.demo.month_end import MonthEnd, month_ends
from pipeline.demo.reckoned import reckoned, row_outcomes, rows_compared
from pipeline.demo.records import find_letter, name_of, piece_of, sent_mails
from pipeline.demo.stage import Stage
from pipeline.domain.bureau import Bureau
from pipeline.domain.words import Disposition, OutboxState, OutgoingKind, State
from pipeline.store import events, outbox
from pipeline.store.tables import LetterRow, OutboxRow, PieceRow

_REPEAT = "content_repeat"


@dataclass(frozen=True, kw_only=True)
class Told:
    """One letter of the month and what the desk made of it."""

    sent: Sent
    bureau: str
    letter: int  # its row
    name: str  # number or L17
    subject: str | None  # as it came; None of what is sealed
    unit: str | None  # the roster's id; None of a piece whose unit is not settled
    disposition: Disposition
    state: State | None  # of its piece, at the end
    codes: tuple[str, ...]  # checks that found something
    messages: tuple[str, ...]  # what was told, faults first
    rows: Counter[str]  # of a report: taken, waits
    receipts: int  # mails of the receipt's kinds
    answerable: bool  # the sender's address is registered


@dataclass(frozen=True, kw_only=True)
class Ending:
    """The outcome of the whole month."""

    told: tuple[Told, ...]
    dispositions: dict[str, Counter[Disposition]]  # bureau → its letters
    states: dict[str, Counter[State]]  # bureau → its pieces
    mails: Counter[str]  # bureau → mails sent
    month_ends: dict[str, MonthEnd]  # bureau → its standings and papers
    breaches: tuple[Breach, ...]

    @property
    def seen(self) -> dict[int, tuple[str, ...]]:
        """What the checks said of each letter when it came, by the letter's row."""
        return {one.letter: one.messages for one in self.told}


def ending(stage: Stage) -> Ending:
    """Look up every letter and compare it with the month's files."""
    breaches = [Breach(letter="", what="fault", got=fault) for fault in stage.faults]
    told: list[Told] = []
    with stage.house.database.reading() as session:
        for bureau, sent in stage.month.letters():
            if sent.copy_of is not None:
                continue
            row = find_letter(session, sent.id)
            if row is None or row.disposition is None:
                breaches.append(Breach(letter=sent.id, what="missing"))
                continue
            one = _told(stage, session, bureau, sent, row)
            told.append(one)
            breaches.extend(_compared(one))
            breaches.extend(rows_compared(sent, one.rows))
        breaches.extend(reckoned(stage, session))
        breaches.extend(_broken_promises(session, [one.bureau for one in stage.house.settings.bureaus.values()]))
        states = [(piece.bureau, State(piece.state)) for piece in session.exec(select(PieceRow))]
        mails = Counter(mail.bureau for mail in sent_mails(session))
        ends = month_ends(stage.house, session, stage.month)
    bureaus = [one.bureau for one in stage.month.bureaus]
    return Ending(
        told=tuple(told),
        dispositions={name: Counter(one.disposition for one in told if one.bureau == name) for name in bureaus},
        states={name: Counter(state for bureau, state in states if bureau == name) for name in bureaus},
        mails=mails,
        month_ends=ends,
        breaches=tuple(breaches),
    )


def _told(stage: Stage, session: Session, bureau: str, sent: Sent, row: LetterRow) -> Told:
    """As it was on arrival; what people decided afterwards shows in the state only."""
    piece = piece_of(session, row)
    settings = stage.house.bureau(bureau)
    first = next(e.detail for e in events.of_letter(session, row.id or 0) if e.what == "letter_disposed")
    return Told(
        sent=sent,
        bureau=bureau,
        letter=row.id or 0,
        name=name_of(session, row),
        subject=row.subject,
        unit=piece.unit if piece else row.unit,
        disposition=Disposition(first["disposition"]),
        state=State(piece.state) if piece else None,
        codes=tuple(sorted(set(first["codes"]))),
        messages=first_messages(stage, session, row, first["codes"]),
        rows=row_outcomes(session, row),
        receipts=sum(1 for mail in outbox.of_letter(session, row) if OutgoingKind(mail.kind).is_answer),
        answerable=bool(settings.bureau.roster.by_address(row.sender or "")),
    )


def _compared(one: Told) -> Iterator[Breach]:
    """What differs from the month's files, and a letter not answered just once."""
    sent = one.sent
    if one.disposition is not sent.expect:
        yield Breach(letter=sent.id, what="disposition", expected=sent.expect or "", got=one.disposition.value)
    if set(one.codes) != set(sent.finds):
        yield Breach(letter=sent.id, what="findings", expected=" ".join(sent.finds), got=" ".join(one.codes))
    if sent.ends is not None and one.state is not sent.ends:
        yield Breach(letter=sent.id, what="state", expected=sent.ends, got=one.state or "")
    heard = one.disposition is not Disposition.IGNORED or _REPEAT in one.codes
    due = int(one.answerable and heard and not sent.quiet)
    if one.receipts != due:
        yield Breach(letter=sent.id, what="receipts", expected=str(due), got=str(one.receipts))


def _broken_promises(session: Session, bureaus: Sequence[Bureau]) -> Iterator[Breach]:
    """Mail to addresses nobody registered, and mail that was not sent."""
    for bureau in bureaus:
        office = bureau.office
        known = {address for unit in bureau.roster.units for address in unit.addresses}
        known |= {*office.digest_to, *office.admins, *office.reviewers}
        for mail in session.exec(select(OutboxRow).where(OutboxRow.bureau == bureau.id)):
            if mail.to not in known:
                yield Breach(letter=mail.subject, what="stranger", got=mail.to)
            if mail.state != OutboxState.SENT.value and mail.bounced_by is None:
                yield Breach(letter=mail.subject, what="unsent", got=mail.state)
