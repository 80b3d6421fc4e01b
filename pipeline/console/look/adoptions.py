"""采用: uses, approvals, reads and activities on record, newest first, each with its points and where it came from."""

from dataclasses import dataclass
from datetime import date

from pipeline.console.look.adoption_lines import Line, lines_of
from pipeline.console.look.plans import plan_there
from pipeline.console.web.visit import Visit
from pipeline.score.period import CALENDAR
from pipeline.store import facts
from pipeline.store.fact_lists import FactsAsked, counts, page_of

PAGE = 50  # lines
STATES = {
    "counted": (facts.STANDING,),
    "waits": (facts.WAITING,),
    "gone": (facts.WITHDRAWN, facts.REFUSED),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which lines are wanted."""

    state: str = ""  # one of STATES; "" is all
    unit: str = ""
    month: str = ""  # 2022-05
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class AdoptionList:
    """A page of them."""

    lines: tuple[Line, ...]
    counts: dict[str, int]  # by state, whatever state is asked for
    total: int
    pages: int
    asked: Asked
    plan_wrong: bool


def adoption_list(visit: Visit, asked: Asked) -> AdoptionList:
    """The facts of a bureau as far as they are asked for."""
    states = STATES.get(asked.state, sum(STATES.values(), ()))
    wanted = FactsAsked(bureau=visit.id, states=states, unit=asked.unit or None, span=_span(asked.month))
    with visit.console.house.database.reading() as session:
        by_state = counts(session, wanted)
        total = sum(by_state.get(state, 0) for state in states)
        pages = max(1, -(-total // PAGE))
        page = min(max(1, asked.page), pages)
        rows = page_of(session, wanted, skip=(page - 1) * PAGE, most=PAGE)
        plan = plan_there(visit)
        lines = lines_of(visit, session, rows, plan)
    return AdoptionList(
        lines=tuple(lines), total=total, pages=pages, plan_wrong=plan is None,
        counts={name: sum(by_state.get(state, 0) for state in several) for name, several in STATES.items()},
        asked=Asked(state=asked.state, unit=asked.unit, month=asked.month, page=page),
    )  # fmt: skip


def _span(month: str) -> tuple[date, date] | None:
    period = CALENDAR.parse(month) if month else None
    return (period.first, period.last) if period is not None else None
