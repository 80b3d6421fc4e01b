"""What a person may say of a piece whose turn has come: sign, approve, note its release."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sqlmodel import Session

from pipeline.console.people.rights import Right
from pipeline.console.texts import say
from pipeline.console.web.visit import Visit
from pipeline.domain.bureau import ReviewStep
from pipeline.domain.words import State
from pipeline.report.forms import FormFault, release_channels
from pipeline.steps.seen import marks_of
from pipeline.steps.signatures import APPROVE, LEADER, PUBLISH, SIGN, Signatures, signatures_among
from pipeline.steps.turns import Turn
from pipeline.store import reviewing
from pipeline.store.tables import PieceRow

OUT = frozenset({State.APPROVED.value, State.RELEASED.value, State.ADOPTED.value})  # where a release may be noted


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a piece waits for, and what the person may say."""

    number: str
    act: str  # sign, approve, publish
    step: str  # with sign the state it leads to; with approve director or leader
    role: str  # who acts, in the office's words
    button: str
    said: str  # who does what
    seen: str  # the mark of what is shown
    mine: bool  # whether this person may act
    channels: tuple[str, ...] = ()  # to tick
    chosen: tuple[str, ...] = ()  # ticked beforehand


def may_sign(visit: Visit, step: ReviewStep) -> bool:
    """Whether the person signs this step: its own reviewers, else by right; the leader's step is a leader's."""
    if visit.person.login in step.reviewers:
        return visit.may(Right.DECIDE)
    return visit.may(Right.APPROVE if step.state is State.REVIEWED else Right.DECIDE)


def step_to(visit: Visit, unit: str | None, state: str) -> ReviewStep | None:
    """The step of a unit's chain that leads to that state."""
    return next((step for step in visit.bureau.bureau.chain_of(unit) if step.state.value == state), None)


def wanted_of(visit: Visit, session: Session, rows: Sequence[PieceRow], turns: Sequence[Turn]) -> dict[str, Wanted]:
    """What each of these pieces waits for, by number."""
    by_number = {row.number: row for row in rows}
    marks = marks_of(session, rows)
    decided = reviewing.decisions_about(session, [row.id or 0 for row in rows])
    found = {}
    for turn in turns:
        row = by_number[turn.number]
        signatures = signatures_among(decided[row.id or 0])
        found[turn.number] = _wanted(visit, turn, signatures, marks[turn.number])
    return found


def still_out(visit: Visit, session: Session, row: PieceRow) -> Wanted | None:
    """What is out already and was approved for more channels than it was released to."""
    if row.state not in OUT:
        return None
    signatures = signatures_among(reviewing.decisions_about(session, [row.id or 0])[row.id or 0])
    left = _left(signatures)
    if not left:
        return None
    return Wanted(
        number=row.number, act=PUBLISH, step="", role="", button=say("act_publish"), said="",
        seen=marks_of(session, [row])[row.number], mine=visit.may(Right.RECORD), channels=left, chosen=left,
    )  # fmt: skip


def _wanted(visit: Visit, turn: Turn, signatures: Signatures, seen: str) -> Wanted:
    step = step_to(visit, turn.unit, turn.step) if turn.act == SIGN else None
    mine = {
        SIGN: step is not None and may_sign(visit, step),
        APPROVE: visit.may(Right.APPROVE),
        PUBLISH: visit.may(Right.RECORD),
    }[turn.act]
    left = _left(signatures)
    director = signatures.director
    handed_on = tuple(director.channels or ()) if director is not None and turn.step == LEADER else ()
    offered = {APPROVE: tuple(dict.fromkeys((*channels(visit), *handed_on))), PUBLISH: left}
    word = visit.words.word(turn.step, "review_step") if turn.act == SIGN else ""
    return Wanted(
        number=turn.number, act=turn.act, step=turn.step, role=turn.role, said=turn.said, seen=seen, mine=mine,
        button=say(f"act_{turn.act}", step=word),
        channels=offered.get(turn.act, ()), chosen=left if turn.act == PUBLISH else handed_on,
    )  # fmt: skip


def _left(signatures: Signatures) -> tuple[str, ...]:
    """Approved, and not released to yet."""
    return tuple(one for one in signatures.channels if one not in signatures.released_to)


def channels(visit: Visit) -> tuple[str, ...]:
    """The channels that have a box on form 3; none where its template is broken: then they are written."""
    folder = visit.console.house.settings.forms
    try:
        return _channels(folder, max(file.stat().st_mtime_ns for file in folder.iterdir()))
    except (FormFault, OSError, ValueError):
        return ()


@lru_cache(maxsize=8)
def _channels(folder: Path, _changed: int) -> tuple[str, ...]:
    return release_channels(folder)
