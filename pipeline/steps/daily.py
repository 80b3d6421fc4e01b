"""The office's daily list of what waits for a person (one mail a day, none when nothing waits)."""

from datetime import timedelta

from sqlmodel import Session

from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition, State
from pipeline.report.notices import digest
from pipeline.report.view import DigestView, Waiting
from pipeline.steps.find import letter_name
from pipeline.steps.house import House
from pipeline.steps.process import Desk, open_desk
from pipeline.store import outbox, pieces, queries
from pipeline.store.tables import LetterRow, OutboxRow, PieceRow

_DAY = timedelta(days=1)
_MOST = 200  # lines of one mail


def send_digest(house: House, bureau_id: str) -> int:
    """Queue today's digest for everyone who gets it; twice on a day is once.

    Returns:
        How many mails wait for it (0 when nothing waits for a person).
    """
    desk = open_desk(house, bureau_id)
    office = desk.bureau.bureau.office
    queued = 0
    with house.database.writing() as session:
        pen = desk.pen(session)
        for address in office.digest_to:
            mail = digest(_view(desk, session, address), desk.paper)
            if mail is not None:
                pen.post(mail, None, None)
                queued += 1
    return queued


def _view(desk: Desk, session: Session, to: str) -> DigestView:
    now = desk.house.clock()
    bureau = desk.bureau.bureau
    lines = [_piece_line(desk, session, row) for row in queries.waiting_pieces(session, bureau.id)]
    lines += [_letter_line(desk, session, row) for row in queries.waiting_letters(session, bureau.id)]
    lines.sort(key=lambda line: line.since)
    counts = queries.letters_by_disposition(session, bureau.id, now - _DAY)
    undelivered = [f"{m.to} {m.subject} {m.advice or m.answer or ''}" for m in _undelivered(session, bureau.id)]
    return DigestView(
        bureau=bureau,
        to=to,
        day=local(now).date(),
        waiting=tuple(lines[:_MOST]),
        counts={name.value: count for name, count in counts.items()},
        undelivered=tuple(undelivered),
    )


def _undelivered(session: Session, bureau: str) -> list[OutboxRow]:
    return outbox.waiting_for_person(session, bureau)


def _piece_line(desk: Desk, session: Session, row: PieceRow) -> Waiting:
    sealed = row.state == State.SEALED.value
    unit = desk.bureau.bureau.roster.by_id(row.unit)
    own = pieces.letters_of(session, row)
    return Waiting(
        number=row.number,
        unit=unit.name if unit else row.sender,
        title="" if sealed else row.title or "",
        reasons=() if sealed else _reasons(session, own[-1] if own else None),
        since=row.arrived_at,
        command=_command(row.number, "release" if sealed else "accept"),
    )


def _letter_line(desk: Desk, session: Session, row: LetterRow) -> Waiting:
    unit = desk.bureau.bureau.roster.by_id(row.unit)
    broken = row.disposition == Disposition.QUARANTINED.value or row.trouble is not None
    sealed = row.disposition == Disposition.SEALED.value
    name = letter_name(row)
    return Waiting(
        number=name,
        unit=unit.name if unit else row.sender or "",
        title=row.subject or "",
        reasons=() if sealed else _reasons(session, row),
        since=row.arrived_at,
        command=f"baosong reprocess {name}" if broken else _command(name, "release" if sealed else "accept"),
    )


def _reasons(session: Session, row: LetterRow | None) -> tuple[str, ...]:
    if row is None:
        return ()
    return tuple(f.message for f in pieces.findings_of(session, row) if f.severity == "fault")


def _command(name: str, verb: str) -> str:
    return f"baosong decide {name} {verb} --reason … --by …"
