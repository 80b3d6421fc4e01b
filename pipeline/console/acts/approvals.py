"""Acts of the review: sign, approve, note a release; by the person who is logged in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.console.acts.carry import Outcome, carried, found_at
from pipeline.console.look.approvals_turn import may_sign, step_to
from pipeline.console.web.visit import NotAllowed, Visit
from pipeline.domain.review import next_step
from pipeline.domain.words import State
from pipeline.steps.approving import ApproveOrder, PublishOrder, approve, release
from pipeline.steps.refusal import Refusal
from pipeline.steps.signed import Signed
from pipeline.steps.signing import SignOrder, sign


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was typed into a form of the review."""

    name: str
    seen: str
    step: str = ""  # of the chain, or director, leader
    agree: bool = True
    opinion: str = ""
    reason: str = ""
    channels: tuple[str, ...] = ()
    important: bool = False
    day: str = ""  # "" is today


def sign_one(visit: Visit, said: Said) -> Outcome:
    """Sign the step that was shown, or send the piece back.

    Raises:
        NotThere: there is no such piece at this bureau.
        NotAllowed: the step is another's to sign.
    """
    step = _theirs(visit, said)
    order = SignOrder(
        name=said.name, by=visit.person.name, opinion=said.opinion, agree=said.agree, reason=said.reason,
        step=step, seen=said.seen,
    )  # fmt: skip
    what = "signed" if said.agree else "signed_back"
    return carried(visit, what, said.name, lambda: _told(sign(visit.console.house, order)))


def approve_one(visit: Visit, said: Said) -> Outcome:
    """Decide on form 3, or send the piece back.

    Raises:
        NotThere: there is no such piece at this bureau.
    """
    order = ApproveOrder(
        name=said.name, by=visit.person.name, role=said.step, channels=said.channels, opinion=said.opinion,
        important=said.important, agree=said.agree, reason=said.reason, seen=said.seen,
    )  # fmt: skip
    what = "approved" if said.agree else "signed_back"

    def act() -> dict[str, Any]:
        return _told(approve(visit.console.house, order)) | {"important": said.important}

    return carried(visit, what, said.name, act)


def publish_one(visit: Visit, said: Said) -> Outcome:
    """Note that it was released.

    Raises:
        NotThere: there is no such piece at this bureau.
    """

    def act() -> dict[str, Any]:
        order = PublishOrder(
            name=said.name, by=visit.person.name, channels=said.channels, day=_day(said.day), seen=said.seen
        )
        return _told(release(visit.console.house, order)) | {"day": said.day}

    return carried(visit, "published", said.name, act)


def _theirs(visit: Visit, said: Said) -> State | None:
    """The step that was shown, else the one that is next: never another than the one that the person may sign."""
    with visit.console.house.database.reading() as session:
        piece = found_at(visit, session, said.name).piece
    if piece is None:
        return None
    chain = visit.bureau.bureau.chain_of(piece.unit)
    step = step_to(visit, piece.unit, said.step) or next_step(chain, State(piece.state))
    if step is not None and not may_sign(visit, step):
        raise NotAllowed
    return step.state if step is not None else None


def _told(done: Signed) -> dict[str, Any]:
    return {
        "role": done.role, "opinion": done.said if done.agreed else "", "reason": "" if done.agreed else done.said,
        "channels": list(done.channels), "next": done.next, "mailed_to": done.mailed_to or "",
    }  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise Refusal("bad_day") from wrong
