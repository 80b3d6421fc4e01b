"""What is nearly the same as a piece, for the office to look at beside it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from pipeline.console.web.visit import Visit
from pipeline.steps.alike import alike_to
from pipeline.steps.alike_told import say_alike
from pipeline.store.tables import PieceRow


@dataclass(frozen=True, kw_only=True)
class AlikeLine:
    """Another piece, and how it agrees with this one."""

    number: str
    unit: str
    title: str
    state: str
    state_word: str
    arrived_at: datetime
    how: str


def alike_of(visit: Visit, session: Session, piece: PieceRow) -> tuple[AlikeLine, ...]:
    """The pieces that are nearly the same, the most alike first; () of a sealed one."""
    roster = visit.bureau.bureau.roster
    lines: list[AlikeLine] = []
    for one in alike_to(session, visit.console.house.settings.alike, piece):
        unit = roster.by_id(one.unit)
        lines.append(
            AlikeLine(
                number=one.number,
                unit=unit.name if unit else "",
                title=one.title or "",
                state=one.state.value,
                state_word=visit.words.word(one.state.value, "state"),
                arrived_at=one.arrived_at,
                how=say_alike(visit.words, same=one.same, percent=one.percent, pictures=one.pictures),
            )
        )
    return tuple(lines)
