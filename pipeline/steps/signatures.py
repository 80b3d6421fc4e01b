"""Who has signed a piece's review chain and its form 3, as far as that still stands (rules.md S5, S10)."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from pipeline.store import pieces
from pipeline.store.tables import DecisionRow, PieceRow

SIGN, APPROVE, PUBLISH = "sign", "approve", "publish"  # verbs of decisions
DIRECTOR, LEADER = "director", "leader"  # who approves, in this order
_ANEW = {"accept", "return", "discard", "release"}  # decisions after which the chain is walked from its beginning


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """The signatures of one piece that stand."""

    steps: tuple[DecisionRow, ...] = ()  # of the review chain, in its order
    approvals: tuple[DecisionRow, ...] = ()  # of form 3: the director's, then the leader's
    published: tuple[DecisionRow, ...] = ()  # when it was released, and to which channels

    @property
    def director(self) -> DecisionRow | None:
        """The director's decision."""
        return next((row for row in self.approvals if row.step == DIRECTOR), None)

    @property
    def leader(self) -> DecisionRow | None:
        """The decision of the leader in charge."""
        return next((row for row in self.approvals if row.step == LEADER), None)

    @property
    def leader_wanted(self) -> bool:
        """Whether the director has handed it on to the leader in charge, who has not decided yet."""
        return self.director is not None and bool(self.director.important) and self.leader is None

    @property
    def approved(self) -> bool:
        """Whether everybody who decides about its release has agreed."""
        return self.director is not None and not self.leader_wanted

    @property
    def channels(self) -> tuple[str, ...]:
        """To which it may be released: as the last of them decided."""
        return tuple(self.approvals[-1].channels or ()) if self.approved else ()

    @property
    def released_to(self) -> tuple[str, ...]:
        """To which it was released."""
        return tuple(channel for row in self.published for channel in row.channels or ())


def signatures_of(session: Session, piece: PieceRow) -> Signatures:
    """The signatures that stand: those after the newest decision with which the review began anew."""
    return signatures_among(pieces.decisions_about(session, piece))


def signatures_among(decisions: Iterable[DecisionRow]) -> Signatures:
    """The same from every decision about one piece, oldest first."""
    standing: dict[str, list[DecisionRow]] = {SIGN: [], APPROVE: [], PUBLISH: []}
    for row in decisions:
        if row.verb in _ANEW:
            standing = {SIGN: [], APPROVE: [], PUBLISH: []}
        elif row.verb in standing:
            standing[row.verb].append(row)
    steps, approvals, published = standing.values()
    return Signatures(steps=tuple(steps), approvals=tuple(approvals), published=tuple(published))
