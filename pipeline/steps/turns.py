"""Whose turn it is with a piece that goes through its review chain: who signs, approves or releases next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from pipeline.domain.review import next_step
from pipeline.domain.words import State
from pipeline.report.stationery import stationery
from pipeline.report.words import Words
from pipeline.settings import BureauSettings
from pipeline.steps.house import House
from pipeline.steps.signatures import (
    APPROVE,
    DIRECTOR,
    LEADER,
    PUBLISH,
    SIGN,
    Signatures,
    signatures_among,
    signatures_of,
)
from pipeline.store import pieces, queries, reviewing
from pipeline.store.tables import PieceRow

UNDER_WAY = (State.RECEIVED, State.FIRST_REVIEW, State.REVIEWED, State.APPROVED)  # the chain and form 3


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What a piece waits for in its review."""

    number: str
    unit: str | None  # the roster's id
    title: str | None
    state: State
    act: str  # sign, approve, publish
    step: str  # with sign the state it leads to; with approve director or leader; else ""
    role: str  # who acts, in the office's words
    said: str  # the same with what is done: 局办公室负责同志初审
    since: datetime  # of its last change
    arrived_at: datetime


def turns(house: House, bureau_id: str) -> list[Turn]:
    """Every piece of the bureau that waits for a signature, an approval or its release, oldest first."""
    words = stationery(house.settings, bureau_id).words
    with house.database.reading() as session:
        return turns_among(session, house.bureau(bureau_id), words)


def turns_among(session: Session, settings: BureauSettings, words: Words) -> list[Turn]:
    """The same within a session that is open already."""
    rows = queries.pieces_in(session, settings.bureau.id, [state.value for state in UNDER_WAY])
    return _turns_of(session, settings, words, rows)


def signatures_wanted(session: Session, settings: BureauSettings, words: Words) -> list[Turn]:
    """The pieces that somebody must sign: a step of their chain, or what the director handed on to the leader.

    A reviewed piece that nobody wants to release waits for nobody, however many there are of them.
    """
    bureau = settings.bureau
    chains = bureau.review.values()
    states = [state.value for state in UNDER_WAY if any(next_step(chain, state) for chain in chains)]
    rows = queries.pieces_in(session, bureau.id, states) + queries.pieces_handed_on(session, bureau.id)
    found = _turns_of(session, settings, words, list({row.id: row for row in rows}.values()))
    wanted = (turn for turn in found if turn.act == SIGN or turn.step == LEADER)
    return sorted(wanted, key=lambda turn: (turn.arrived_at, turn.number))


def turns_of(session: Session, settings: BureauSettings, words: Words, rows: Sequence[PieceRow]) -> list[Turn]:
    """Whose turn it is with each of these pieces, to which no reply waits; nothing is asked about any other."""
    decided = reviewing.decisions_about(session, [row.id or 0 for row in rows])
    found = (_turn_of(settings, words, row, signatures_among(decided[row.id or 0])) for row in rows)
    return [turn for turn in found if turn is not None]


def _turns_of(session: Session, settings: BureauSettings, words: Words, rows: list[PieceRow]) -> list[Turn]:
    bureau = settings.bureau.id
    halted = queries.pieces_with_replies(session, bureau)
    reviewed = any(row.state == State.REVIEWED.value for row in rows)
    decided = queries.decisions_about_pieces_in(session, bureau, State.REVIEWED.value) if reviewed else {}
    found = (
        _turn_of(settings, words, row, signatures_among(decided.get(row.id or 0, ())))
        for row in rows
        if row.id not in halted
    )
    return [turn for turn in found if turn is not None]


def turn_of(session: Session, settings: BureauSettings, words: Words, row: PieceRow) -> Turn | None:
    """Whose turn it is with this piece; None where it is nobody's, or where a reply to it must be settled first."""
    if State(row.state) not in UNDER_WAY or reply_waits(session, row):
        return None
    return _turn_of(settings, words, row, signatures_of(session, row))


def _turn_of(settings: BureauSettings, words: Words, row: PieceRow, signatures: Signatures) -> Turn | None:
    step = next_step(settings.bureau.chain_of(row.unit), State(row.state))
    if step is not None:
        return _turn(row, SIGN, step.state.value, step.role, step.role + words.word(step.state.value, "review_step"))
    if State(row.state) is State.RECEIVED:
        return None
    if State(row.state) is State.APPROVED:
        return _turn(row, PUBLISH, "", "", words.word(row.state, "next_step"))
    approver = _approver(signatures)
    role = approver_role(settings, words, approver)
    return _turn(row, APPROVE, approver, role, role + words.word("approved", "review_step"))


def approver_role(settings: BureauSettings, words: Words, approver: str) -> str:
    """How the office calls the director or the leader who signs form 3."""
    own = settings.bureau.approvers
    return (own.leader if approver == LEADER else own.director) or words.word(approver, "approver")


def reply_waits(session: Session, row: PieceRow) -> bool:
    """Whether a reply to the piece waits for a person: what it changes is settled before anybody signs."""
    return any(not letter.settled for letter in pieces.letters_of(session, row))


def _approver(signatures: Signatures) -> str:
    return LEADER if signatures.leader_wanted else DIRECTOR


def _turn(row: PieceRow, act: str, step: str, role: str, said: str) -> Turn:
    return Turn(
        number=row.number, unit=row.unit, title=row.title, state=State(row.state), act=act, step=step, role=role,
        said=said, since=row.updated_at, arrived_at=row.arrived_at,
    )  # fmt: skip
