"""A fact as a line of the desk: what was told, of which piece and unit, what it earned, where it came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from pipeline.console.look.adoption_points import Earned, earned
from pipeline.console.look.plans import plan_there
from pipeline.console.texts import say
from pipeline.console.web.visit import Visit
from pipeline.domain.facts import Activity, Adoption, Instruction, Reads
from pipeline.domain.words import State
from pipeline.score.facts_json import Fact, FactJsonError, fact_from_json
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.fact_keys import outlet_of
from pipeline.steps.counting.fact_names import fact_called, fact_name
from pipeline.steps.counting.hands import Refused
from pipeline.store.fact_lists import pieces_called
from pipeline.store.tables import FactRow, PieceRow


@dataclass(frozen=True, kw_only=True)
class Line:
    """One fact."""

    id: int
    name: str  # F17
    kind: str
    state: str
    number: str  # of its piece; "" of an activity, or while it is not known
    sealed: bool
    title: str
    unit: str
    about: str  # outlet, body and rank, host
    told: str  # what else was said of it: how it was used, where it stood
    day: date | None
    day_text: str  # as written, while it is no day
    url: str
    earned: tuple[Earned, ...]
    source: str
    letter: str  # L17, where it came by one
    place: str
    why: str
    candidates: tuple[str, ...]
    by: str
    at: datetime


def lines_of(visit: Visit, session: Session, rows: Sequence[FactRow], plan: Scoring | None) -> list[Line]:
    """The lines of these facts, with what belongs to them looked up at once."""
    pieces = pieces_called(session, visit.id, {row.subject for row in rows if row.subject})
    points = earned(session, visit, plan, rows)
    return [_line(visit, plan, row, pieces.get(row.subject), points[row.id or 0]) for row in rows]


def line_of(visit: Visit, name: str) -> Line | None:
    """The fact of that name, F17; None where the bureau has none."""
    with visit.console.house.database.reading() as session:
        try:
            row = fact_called(session, visit.id, name)
        except Refused:
            return None
        return lines_of(visit, session, [row], plan_there(visit))[0]


def _line(
    visit: Visit, plan: Scoring | None, row: FactRow, piece: PieceRow | None, points: tuple[Earned, ...]
) -> Line:  # fmt: skip
    told = row.told | {key: value for key, value in (row.fact or {}).items() if value is not None}
    sealed = piece is not None and piece.state == State.SEALED.value
    return Line(
        id=row.id or 0, name=fact_name(row), kind=row.kind, state=row.state, number=piece.number if piece else "",
        sealed=sealed, title="" if sealed else (piece.title if piece else "") or str(told.get("title") or row.subject),
        unit=_units(visit, row, piece), about=about(plan, row, told), told=_said(visit, told), day=row.day,
        day_text=str(told.get("date") or told.get("date_text") or told.get("counted_on") or ""),
        url=str(told.get("url") or ""), earned=points, source=say(f"source_{row.source}"),
        letter=f"L{row.letter_id}" if row.letter_id else "", place=row.place, why=row.why,
        candidates=tuple(row.candidates), by=row.by, at=row.at,
    )  # fmt: skip


def fact_in(row: FactRow) -> Fact | None:
    """The fact as it counts or would; None while it is not known so far."""
    try:
        return fact_from_json(row.kind, row.fact) if row.fact else None
    except FactJsonError:
        return None


def about(plan: Scoring | None, row: FactRow, told: dict[str, object]) -> str:
    """What a fact is about beside its piece: the outlet by its name in the register, else as it was told."""
    match fact_in(row):
        case Adoption() as fact if plan is not None and (found := outlet_of(fact, plan).outlet) is not None:
            return found.name
        case Instruction() as fact:
            return say("about_instruction", by=fact.by, rank=say(f"rank_{fact.rank}"))
        case Reads() as fact:
            return say("about_reads", outlet=fact.outlet, count=fact.count, days=fact.days)
        case Activity() as fact:
            return say("about_activity", host=fact.host)
    return str(told.get("outlet") or told.get("by") or told.get("host") or told.get("url") or "")


def _said(visit: Visit, told: dict[str, object]) -> str:
    """How it was used and where it stood: 单独, 头版."""
    mode = visit.words.tables.get("adoption_mode", {}).get(str(told.get("mode") or ""), "")
    places = [f"{name}_{told[name]}" for name in ("position", "content") if told.get(name)]
    return "，".join(word for word in (mode, *(say(key) for key in places if _known(key))) if word)


def _known(key: str) -> bool:
    return key in {"position_front", "position_lead", "position_home", "position_inside", "content_news",
                   "content_notice"}  # fmt: skip


def _units(visit: Visit, row: FactRow, piece: PieceRow | None) -> str:
    """The names of the units whose it is; of one that waits without a piece, who reported it."""
    roster = visit.bureau.bureau.roster
    fact = fact_in(row)
    hosts = fact.units if isinstance(fact, Activity) else ()
    ids = hosts or (piece.unit if piece and piece.unit else row.unit or "",)
    found = [(text, roster.by_id(text)) for text in ids if text]
    return "、".join(unit.name if unit else text for text, unit in found)
