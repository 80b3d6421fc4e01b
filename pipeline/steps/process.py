"""Check a letter that was read, and record what became of it; a fault in one never delays another."""

import shutil
import traceback
from dataclasses import dataclass, field, replace

import structlog
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from pipeline.domain.finding import Verdict
from pipeline.domain.letter import Letter
from pipeline.domain.piece import Incoming
from pipeline.domain.words import Disposition, LetterKind, State
from pipeline.ingest.assemble import assemble
from pipeline.report.stationery import Stationery, stationery
from pipeline.settings import BureauSettings, ConfigErrors
from pipeline.steps.again import Past, take_out
from pipeline.steps.asking import ask_reviewers
from pipeline.steps.bounces import note_machine
from pipeline.steps.correct_stands import corrected_unit
from pipeline.steps.decided import found_only_now, standing
from pipeline.steps.form_fields import complete_form
from pipeline.steps.holds import with_standing_holds
from pipeline.steps.house import House
from pipeline.steps.leave_nothing import leave_nothing
from pipeline.steps.mail_verdict import take_ruling
from pipeline.steps.on_record import OnRecord
from pipeline.steps.parts_kept import keep_part_of
from pipeline.steps.pen import Pen
from pipeline.steps.quarantine import quarantine
from pipeline.steps.reading import Reading
from pipeline.steps.record import record
from pipeline.steps.sealing import settle_bytes, shut_away
from pipeline.steps.split_stands import checked_whole, seal_others, share_of
from pipeline.store import events, letters, pieces
from pipeline.store.tables import DecisionRow, LetterRow, PieceRow

_log = structlog.get_logger("process")
_ANSWERABLE = {Disposition.ACCEPTED, Disposition.HELD}
_SETTLED_BY = {
    "assign": frozenset({"sender_known", "sender_unit", "subject_unit"}),
    "join": frozenset({"sender_known", "sender_unit", "subject_unit"}),
    "release": frozenset({"secrecy_marking"}),
}


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One bureau's desk: where its letters are settled."""

    house: House
    bureau: BureauSettings
    paper: Stationery = field(repr=False)

    def pen(self, session: Session) -> Pen:
        """A pen for one transaction."""
        return Pen(
            session=session,
            settings=self.house.settings,
            bureau=self.bureau,
            desk=self.paper,
            now=self.house.clock(),
        )


@dataclass(frozen=True, kw_only=True)
class Settled:
    """How a letter ended, and what its checks said by themselves (None: it was not read)."""

    disposition: Disposition
    checks: Disposition | None = None


def open_desk(house: House, bureau_id: str) -> Desk:
    """The desk of a bureau.

    Raises:
        KeyError: there is no such bureau.
    """
    return Desk(house=house, bureau=house.bureau(bureau_id), paper=stationery(house.settings, bureau_id))


def settle_or_note(desk: Desk, reading: Reading) -> Disposition | None:
    """As `settle`; a fault of ours in one letter is counted against it and never stops the others.

    Returns:
        None where the letter stays for the next round.

    Raises:
        OSError, OperationalError: the disk or the database fails; that is no letter's fault.
    """
    try:
        return settle(desk, reading).disposition
    except (OSError, OperationalError):
        raise
    except ConfigErrors as wrong:  # a file of the plan was changed for the worse: the letter waits until it is mended
        _log.error("plan_wrong", bureau=reading.row.bureau, mistakes=[str(error) for error in wrong.errors])
        return None
    except Exception:
        _log.exception("settle_failed", bureau=reading.row.bureau, letter=reading.row.id)
        return _count_failure(desk, reading, traceback.format_exc())


def _count_failure(desk: Desk, reading: Reading, trouble: str) -> Disposition | None:
    with desk.house.database.writing() as session:
        row = letters.by_id(session, reading.row.id or 0)
        if row is None or row.done:
            return None
        row.attempts += 1
        session.add(row)
        if row.attempts < desk.house.settings.intervals.read_attempts:
            return None
        return quarantine(desk.pen(session), row, trouble)


def settle(desk: Desk, reading: Reading) -> Settled:
    """Bring a read letter to its disposition in one transaction; a letter settled by another worker stays so."""
    try:
        with desk.house.database.writing() as session:
            settled = settle_within_session(desk, session, reading)
            row = letters.by_id(session, reading.row.id or 0)
        if row is not None and settled.checks is not None:
            put_back(desk.house, row)
        return settled
    finally:
        shutil.rmtree(reading.scratch, ignore_errors=True)


def settle_within_session(desk: Desk, session: Session, reading: Reading) -> Settled:
    """The same within a transaction that is open already; `put_back` and the scratch folder are the caller's."""
    row = letters.by_id(session, reading.row.id or 0)
    if row is None or row.done:
        return _settled(row)
    row.attempts += reading.attempts
    pen = desk.pen(session)
    if reading.letter is None:
        return Settled(disposition=quarantine(pen, row, reading.trouble))
    _piece, _incoming, verdict = settle_within(desk, pen, row, reading)
    return replace(_settled(row), checks=verdict.disposition)


def _settled(row: LetterRow | None) -> Settled:
    return Settled(disposition=Disposition(row.disposition or Disposition.IGNORED) if row else Disposition.IGNORED)


def settle_within(desk: Desk, pen: Pen, row: LetterRow, reading: Reading) -> tuple[PieceRow | None, Incoming, Verdict]:
    """The same within a transaction that is open already."""
    if reading.letter is None:
        raise ValueError("a letter is settled after it was read")
    new = row.processed_at is None and row.copy_of is None  # nobody can have decided about it yet
    decisions = [] if new else pieces.decisions_of(pen.session, row)
    again = take_out(pen.session, row)
    on_record = OnRecord(pen.session, row.bureau, own=again, answer_hours=pen.settings.post.answer_hours)
    incoming, verdict = judge(desk, on_record, row, reading.letter, decisions)
    _put_away(desk.house, pen, row, reading, verdict.disposition)
    stands = None if found_only_now(row, verdict.disposition) else standing(decisions)
    past = Past(again=again, decision=stands)
    piece = record(pen, row, incoming, verdict, past)
    note_machine(pen, row, reading.letter)
    if piece is not None and State(piece.state).settled_by_people:
        complete_form(pen, desk.house.data, piece)  # a reply may have brought another form
    if piece is not None:
        ask_reviewers(pen, piece)
    elif stands is None and verdict.disposition in _ANSWERABLE and not row.archive:
        take_ruling(pen, desk.house.data, row, incoming)
    return piece, incoming, verdict


def judge(
    desk: Desk, on_record: OnRecord, row: LetterRow, letter: Letter, decisions: list[DecisionRow]
) -> tuple[Incoming, Verdict]:
    """What the letter brings and what its checks say; what people decided about it holds."""
    waived: frozenset[str] = frozenset()
    unit = None
    for decision in decisions:
        waived |= _SETTLED_BY.get("assign" if decision.unit else decision.verb, frozenset())
        unit = desk.bureau.bureau.roster.by_id(decision.unit) or unit
    settled = corrected_unit(on_record.session, _piece_of(on_record.session, row))
    if settled is not None:
        waived |= _SETTLED_BY["assign"]
        unit = desk.bureau.bureau.roster.by_id(settled) or unit
    share = share_of(letter, decisions)
    incoming = assemble(share, row.arrived_at, desk.bureau, on_record, decided=unit)
    if unit is not None and incoming.kind is LetterKind.OTHER:
        incoming = replace(incoming, kind=LetterKind.SUBMISSION)
    verdict = checked_whole(incoming, letter, without_checks(desk.bureau, waived))
    wordings = desk.bureau.checks.wordings
    return incoming, with_standing_holds(on_record.session, row, incoming, verdict, wordings)


def _piece_of(session: Session, row: LetterRow) -> PieceRow | None:
    return session.get(PieceRow, row.piece_id) if row.piece_id else None


def without_checks(bureau: BureauSettings, names: frozenset[str]) -> BureauSettings:
    """The same settings with these checks left out, since a person has settled what they ask."""
    rows = tuple(r for r in bureau.checks.rows if r.name not in names)
    return replace(bureau, checks=replace(bureau.checks, rows=rows))


def _put_away(house: House, pen: Pen, row: LetterRow, reading: Reading, disposition: Disposition) -> None:
    """A sealed letter leaves the open store with all its leaves; of any other the leaves are kept by sha256."""
    if disposition is Disposition.SEALED:
        shut_away(house, row)
        leave_nothing(house, pen, row, reading)
        seal_others(pen, row)
        return
    for part in reading.letter.parts if reading.letter else ():
        leaf = reading.scratch / part.sha256
        if leaf.exists():
            keep_part_of(pen.session, leaf, house.data)


def put_back(house: House, row: LetterRow) -> None:
    """The bytes of a letter that was sealed or released lie where they belong, once that is committed."""
    settle_bytes(house, row.sha256)


def note_reprocessed(pen: Pen, row: LetterRow, by: str) -> None:
    """Let a letter be processed once more."""
    row.done, row.attempts = False, 0
    pen.session.add(row)
    events.note(pen.session, pen.now, "reprocessing", bureau=row.bureau, letter=row, by=by)
