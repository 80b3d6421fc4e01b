"""The review of one piece: every step with who signed it, form 3, where it was released, what it waits for."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from pipeline.console.look.approvals_turn import Wanted, still_out, wanted_of
from pipeline.console.web.visit import Visit
from pipeline.domain.document import ReviewForm
from pipeline.domain.words import State
from pipeline.steps.form_fields import form_that_came
from pipeline.steps.signatures import DIRECTOR, LEADER, Signatures, signatures_of
from pipeline.steps.turns import approver_role, turn_of
from pipeline.store.tables import DecisionRow, PieceRow

_ORDER = tuple(State)
_WALKED = {State.RECEIVED, State.FIRST_REVIEW, State.REVIEWED, State.APPROVED, State.RELEASED, State.ADOPTED}
_FORM3_FROM = {State.REVIEWED, State.APPROVED, State.RELEASED, State.ADOPTED}


@dataclass(frozen=True, kw_only=True)
class Signed:
    """One line of the review."""

    said: str  # who does what: 局办公室负责同志初审
    opinion: str
    by: str  # "" where it came with the letter, or is still open
    at: datetime | None
    came: bool  # it stood on the form that came
    open: bool


@dataclass(frozen=True, kw_only=True)
class Released:
    """Where it was released, and when."""

    channels: tuple[str, ...]
    by: str
    day: date | None


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The review of a piece."""

    steps: tuple[Signed, ...]
    channels: tuple[str, ...]  # approved
    released: tuple[Released, ...]
    wanted: Wanted | None
    matters: bool  # its form says that it is sensitive or important
    form3: bool  # whether form 3 has anything to say yet


def chain_of(visit: Visit, session: Session, piece: PieceRow) -> Chain | None:
    """The review of a piece; None where it has none: sealed, not accepted, or of a unit without a chain."""
    if State(piece.state) not in _WALKED:
        return None
    signatures = signatures_of(session, piece)
    came = form_that_came(session, piece)
    steps = (*_steps(visit, piece, signatures, came), *_approvals(visit, piece, signatures))
    turn = turn_of(session, visit.bureau, visit.words, piece)
    wanted = wanted_of(visit, session, [piece], [turn])[piece.number] if turn else still_out(visit, session, piece)
    if not steps and wanted is None:
        return None
    return Chain(
        steps=steps,
        channels=signatures.channels,
        released=tuple(
            Released(channels=tuple(row.channels or ()), by=row.decided_by, day=row.day) for row in signatures.published
        ),
        wanted=wanted,
        matters=came is not None and (came.sensitive is True or came.sensitive_doubt),
        form3=State(piece.state) in _FORM3_FROM,
    )


def _steps(visit: Visit, piece: PieceRow, signatures: Signatures, came: ReviewForm | None) -> list[Signed]:
    rows = {row.step: row for row in signatures.steps}
    at = _ORDER.index(State(piece.state))
    found = []
    for step in visit.bureau.bureau.chain_of(piece.unit):
        said = step.role + visit.words.word(step.state.value, "review_step")
        row = rows.get(step.state.value)
        if row is not None:
            found.append(_by(said, row))
            continue
        past = at >= _ORDER.index(step.state)
        opinion = (getattr(came, step.form_field) or "") if past and came is not None else ""
        found.append(Signed(said=said, opinion=opinion, by="", at=None, came=past, open=not past))
    return found


def _approvals(visit: Visit, piece: PieceRow, signatures: Signatures) -> list[Signed]:
    word = visit.words.word("approved", "review_step")
    roles = {name: approver_role(visit.bureau, visit.words, name) + word for name in (DIRECTOR, LEADER)}
    found = [_by(roles[row.step or DIRECTOR], row) for row in signatures.approvals]
    asked = State(piece.state) is State.REVIEWED and not signatures.approved
    if asked:
        name = LEADER if signatures.leader_wanted else DIRECTOR
        found.append(Signed(said=roles[name], opinion="", by="", at=None, came=False, open=True))
    return found


def _by(said: str, row: DecisionRow) -> Signed:
    return Signed(said=said, opinion=row.reason, by=row.decided_by, at=row.decided_at, came=False, open=False)
