"""审批: what waits in the review, by who acts next, oldest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from pipeline.console.look.approvals_turn import Wanted, wanted_of
from pipeline.console.look.days import waited
from pipeline.console.texts import say
from pipeline.console.web.visit import Visit
from pipeline.domain.review import next_step
from pipeline.domain.timeutil import local
from pipeline.domain.words import State
from pipeline.steps.signatures import APPROVE, DIRECTOR, LEADER, PUBLISH, SIGN, signatures_among
from pipeline.steps.turns import Turn, approver_role, turns_of
from pipeline.store import queries, reviewing
from pipeline.store.reviewing import Place
from pipeline.store.tables import PieceRow

PAGE = 50  # lines


@dataclass(frozen=True, kw_only=True)
class Queue:
    """Those that wait for the same."""

    name: str  # first_review, reviewed, director, leader, publish
    said: str
    act: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """One piece that waits."""

    number: str
    state: str
    unit: str
    title: str
    said: str
    since: datetime  # of its last change
    days: int  # working days
    wanted: Wanted


@dataclass(frozen=True, kw_only=True)
class Approvals:
    """A page of one queue."""

    queues: tuple[Queue, ...]
    queue: str
    unit: str
    lines: tuple[Line, ...]
    page: int
    pages: int
    total: int


def approvals_of(visit: Visit, queue: str, unit: str, page: int) -> Approvals:
    """What waits in a queue; in the first that somebody must act on, where none is named.

    Args:
        visit: whose.
        queue: its name, "" or an unknown one for the first with anything in it.
        unit: only the pieces of that unit, "" for all.
        page: which, from 1.
    """
    with visit.console.house.database.reading() as session:
        wanted = _queues(visit, session, unit or None)
        counts = {name: reviewing.count_waiting(session, one) for name, one in wanted.items()}
        chosen = queue if queue in wanted else next((name for name in wanted if counts[name]), next(iter(wanted)))
        pages = max(1, -(-counts[chosen] // PAGE))
        number = min(max(1, page), pages)
        rows = reviewing.waiting_at(session, wanted[chosen], skip=(number - 1) * PAGE, most=PAGE)
        return Approvals(
            queues=tuple(_queue(visit, name, count) for name, count in counts.items()),
            queue=chosen, unit=unit, lines=tuple(_lines(visit, session, rows)), page=number, pages=pages,
            total=counts[chosen],
        )  # fmt: skip


def _queues(visit: Visit, session: Session, unit: str | None) -> dict[str, reviewing.Wanted]:
    """Each queue in the order of the chain: the steps that are signed here, the director, the leader, the release."""
    halted = frozenset(queries.pieces_with_replies(session, visit.id))
    handed_on = _handed_on(session, visit.id)
    reviewed = Place(state=State.REVIEWED.value, but=_still_in_chain(visit))
    places = _steps(visit) | {DIRECTOR: [reviewed], LEADER: [reviewed], PUBLISH: [Place(state=State.APPROVED.value)]}
    found = {
        name: reviewing.Wanted(bureau=visit.id, places=tuple(at), but=halted, unit=unit) for name, at in places.items()
    }
    return found | {
        DIRECTOR: replace(found[DIRECTOR], but=halted | handed_on),
        LEADER: replace(found[LEADER], only=handed_on),
    }


def _steps(visit: Visit) -> dict[str, list[Place]]:
    """State that a signature leads to → where the pieces that wait for it stand."""
    found: dict[str, list[Place]] = {}
    for state in (State.RECEIVED, State.FIRST_REVIEW, State.REVIEWED):
        for group, chain in visit.bureau.bureau.review.items():
            step = next_step(chain, state)
            units = tuple(unit.id for unit in visit.bureau.bureau.roster.units if unit.group is group)
            if step is not None and units:
                found.setdefault(step.state.value, []).append(Place(state=state.value, units=units))
    return found


def _still_in_chain(visit: Visit) -> tuple[str, ...]:
    """Units whose chain goes on when a piece is reviewed."""
    bureau = visit.bureau.bureau
    return tuple(unit.id for unit in bureau.roster.units if next_step(bureau.chain_of(unit.id), State.REVIEWED))


def _handed_on(session: Session, bureau: str) -> frozenset[int]:
    """Pieces that wait for the leader in charge: the director has handed them on, and that still stands."""
    ids = [row.id or 0 for row in queries.pieces_handed_on(session, bureau)]
    decided = reviewing.decisions_about(session, ids)
    return frozenset(one for one in ids if signatures_among(decided[one]).leader_wanted)


def _queue(visit: Visit, name: str, count: int) -> Queue:
    if name in {DIRECTOR, LEADER}:
        role = approver_role(visit.bureau, visit.words, name)
        return Queue(name=name, said=say(f"waits_{name}", role=role), act=APPROVE, count=count)
    if name == PUBLISH:
        return Queue(name=name, said=say("waits_publish"), act=PUBLISH, count=count)
    return Queue(name=name, said=say("waits_step", step=visit.words.word(name, "review_step")), act=SIGN, count=count)


def _lines(visit: Visit, session: Session, rows: Sequence[PieceRow]) -> Iterable[Line]:
    turns = turns_of(session, visit.bureau, visit.words, rows)
    wanted = wanted_of(visit, session, rows, turns)
    today = local(visit.console.house.clock()).date()
    days = waited([local(turn.since).date() for turn in turns], today, visit.console.house.settings.holidays)
    return [_line(visit, turn, wanted[turn.number], days[local(turn.since).date()]) for turn in turns]


def _line(visit: Visit, turn: Turn, wanted: Wanted, days: int) -> Line:
    unit = visit.bureau.bureau.roster.by_id(turn.unit)
    return Line(
        number=turn.number, state=turn.state.value, unit=unit.name if unit else "", title=turn.title or "",
        said=turn.said, since=turn.since, days=days, wanted=wanted,
    )  # fmt: skip
