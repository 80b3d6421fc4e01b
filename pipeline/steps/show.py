"""What is on record about a piece or letter, as values for `show` and `list`."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition, State
from pipeline.steps.alike import Alike, alike_to
from pipeline.steps.find import find, letter_name
from pipeline.steps.house import House
from pipeline.steps.open_sealed import sealed_store
from pipeline.steps.process import Desk, open_desk
from pipeline.steps.turns import turn_of, turns_among
from pipeline.store import events, letters, outbox, pieces, queries
from pipeline.store.tables import EventRow, LetterRow, OutboxRow, PartRow, PieceRow

_WORDS = frozenset({"told", "why", "old", "new"})  # details of events that may hold words of the piece


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A piece or letter with everything that happened to it; of a sealed one nothing that was written in it."""

    name: str
    bureau: str
    piece: dict[str, Any] | None
    letters: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    history: list[dict[str, Any]]
    mails: list[dict[str, Any]]
    alike: list[dict[str, Any]] = field(default_factory=list)  # other pieces that are nearly the same
    turn: dict[str, Any] | None = None  # whose turn it is in its review: act, step, role, said


def show(house: House, name: str) -> Shown | None:
    """The piece of that number or the letter of that running number; None when there is none."""
    with house.database.reading() as session:
        found = find(session, name)
        if found is None:
            return None
        if found.piece is None:
            return _letter(house, session, found.letter)
        own = pieces.letters_of(session, found.piece)
        return Shown(
            name=found.piece.number,
            bureau=found.bureau,
            piece=piece_line(found.piece),
            turn=_turn_line(open_desk(house, found.bureau), session, found.piece),
            letters=[_letter_line(session, row) | _sealed_line(house, session, row) for row in own],
            parts=[_part_line(row) for row in pieces.all_parts(session, found.piece)],
            history=_history(session, own, found.piece),
            mails=[_mail_line(row) for row in outbox.of_piece(session, found.piece)],
            alike=[_alike_line(one) for one in alike_to(session, house.settings.alike, found.piece)],
        )


def _letter(house: House, session: Session, row: LetterRow | None) -> Shown | None:
    if row is None or row.id is None:
        return None
    return Shown(
        name=letter_name(row),
        bureau=row.bureau,
        piece=None,
        letters=[_letter_line(session, row) | _sealed_line(house, session, row)],
        parts=[],
        history=_history(session, [row], None),
        mails=[_mail_line(mail) for mail in outbox.of_letter(session, row)],
    )


def pieces_listed(
    house: House, *, bureau: str | None, state: str | None, unit: str | None, span: tuple[datetime, datetime] | None
) -> list[dict[str, Any]]:
    """Pieces by bureau, state, unit and time of arrival, oldest first."""
    with house.database.reading() as session:
        desks = [open_desk(house, one) for one in ([bureau] if bureau else house.settings.bureaus)]
        waiting = (turns_among(session, desk.bureau, desk.paper.words) for desk in desks)
        said = {turn.number: turn.said for some in waiting for turn in some}
        rows = queries.pieces_of(session, bureau, state, unit, span)
        return [piece_line(row) | {"next": said.get(row.number)} for row in rows]


def letters_waiting(
    house: House, bureau: str, *, unit: str | None = None, span: tuple[datetime, datetime] | None = None
) -> list[dict[str, Any]]:
    """Letters that wait for a person and are no piece, by unit and time of arrival."""
    with house.database.reading() as session:
        return [_letter_line(session, row) for row in queries.waiting_letters(session, bureau, unit=unit, span=span)]


def piece_line(row: PieceRow) -> dict[str, Any]:
    """A piece in one line."""
    return {
        "number": row.number,
        "bureau": row.bureau,
        "state": row.state,
        "disposition": row.disposition,
        "unit": row.unit,
        "year": row.year,
        "keyword": row.keyword,
        "title": row.title,
        "chars": row.chars,
        "sender": row.sender,
        "arrived": _time(row.arrived_at),
        "accepted": _time(row.accepted_at),
    }


def _turn_line(desk: Desk, session: Session, row: PieceRow) -> dict[str, Any] | None:
    turn = turn_of(session, desk.bureau, desk.paper.words, row)
    return None if turn is None else {"act": turn.act, "step": turn.step, "role": turn.role, "said": turn.said}


def _letter_line(session: Session, row: LetterRow) -> dict[str, Any]:
    sealed = row.disposition == Disposition.SEALED.value
    return {
        "letter": letter_name(row),
        "sha256": row.sha256,
        "kind": row.kind,
        "disposition": row.disposition,
        "settled": row.settled,
        "sender": row.sender,
        "authentication": row.authentication,
        "subject": None if sealed else row.subject,
        "arrived": _time(row.arrived_at),
        "bytes": row.size,
        "places": [
            {"folder": s.folder, "uidvalidity": s.uidvalidity, "uid": s.uid}
            for s in letters.sightings(session, row.id or 0)
        ],
        "findings": [
            {"code": f.code, "severity": f.severity, "message": f.message, "where": f.where, "remedy": f.remedy}
            for f in pieces.findings_of(session, row)
        ],
        "trouble": row.trouble,
    }


def _sealed_line(house: House, session: Session, row: LetterRow) -> dict[str, Any]:
    """Of a sealed letter: how it lies here (encrypted, owner, missing), and whether it was on record openly before."""
    known = sealed_store(house, session, row)
    return {"sealed": None if known is None else {"store": known.store, "was_open": known.was_open}}


def _part_line(row: PartRow) -> dict[str, Any]:
    return {
        "role": row.role,
        "current": row.current,
        "name": row.name,
        "type": row.type,
        "bytes": row.size,
        "sha256": row.sha256,
        "letter": f"L{row.letter_id}",
    }


def _alike_line(one: Alike) -> dict[str, Any]:
    told = asdict(one)
    return told | {"state": one.state.value, "arrived_at": _time(one.arrived_at)}


def _history(session: Session, own: list[LetterRow], piece: PieceRow | None) -> list[dict[str, Any]]:
    rows: dict[int, EventRow] = {}
    for letter in own:
        rows |= {e.id or 0: e for e in events.of_letter(session, letter.id or 0)}
    if piece is not None:
        rows |= {e.id or 0: e for e in events.of_piece(session, piece.id or 0)}
    sealed = piece is not None and piece.state == State.SEALED.value
    return [_event(e, _WORDS if sealed else frozenset()) for _, e in sorted(rows.items())]


def _event(row: EventRow, without: frozenset[str]) -> dict[str, Any]:
    detail = {name: value for name, value in row.detail.items() if name not in without}
    return {"at": _time(row.at), "what": row.what, "by": row.by, "detail": detail}


def _mail_line(row: OutboxRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "to": row.to,
        "subject": row.subject,
        "state": row.state,
        "sent": _time(row.sent_at),
        "message_id": row.message_id,
        "answer": row.answer,
        "advice": row.advice,
    }


def _time(moment: datetime | None) -> str | None:
    return local(moment).isoformat(timespec="seconds") if moment else None
