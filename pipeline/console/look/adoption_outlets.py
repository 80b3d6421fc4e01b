"""认定载体: wordings the register does not know or that may mean several outlets, each with all that waits."""

from collections import defaultdict
from dataclasses import dataclass

from sqlmodel import Session

from pipeline.console.look.plans import plan_there
from pipeline.console.web.visit import Visit
from pipeline.report.formats import one_line
from pipeline.score.outlet_names import name_key
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.fact_names import fact_name
from pipeline.store import facts, pieces
from pipeline.store.tables import FactRow

_MOST = 50  # wordings on the page


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A fact that waits for the wording."""

    id: int
    name: str  # F17
    number: str
    title: str  # "" where the piece is sealed
    day: str


@dataclass(frozen=True, kw_only=True)
class Wording:
    """An outlet as it was written, and everything that waits for it."""

    text: str
    key: str
    why: str
    candidates: tuple[str, ...]
    facts: tuple[Waiting, ...]
    seen: str  # what waits for it now


@dataclass(frozen=True, kw_only=True)
class OutletsView:
    """The page."""

    wordings: tuple[Wording, ...]
    left: int  # that are not on this page
    outlets: tuple[str, ...]
    classes: tuple[tuple[str, str], ...]  # id, name with its level
    plan_there: bool


def outlets_view(visit: Visit) -> OutletsView:
    """Every wording that waits, those with the most facts first."""
    plan = plan_there(visit)
    if plan is None:
        return OutletsView(wordings=(), left=0, outlets=(), classes=(), plan_there=False)
    found = sorted(wordings_waiting(visit, plan), key=lambda one: (-len(one.facts), one.text))
    return OutletsView(
        wordings=tuple(found[:_MOST]), left=max(0, len(found) - _MOST), plan_there=True,
        outlets=tuple(outlet.name for outlet in plan.outlets.all.values()),
        classes=tuple(plan.outlets.class_names.items()),
    )  # fmt: skip


def wordings_waiting(visit: Visit, plan: Scoring) -> list[Wording]:
    """The wordings of facts that wait, as far as the register does not settle them."""
    of_key: dict[str, list[tuple[str, FactRow]]] = defaultdict(list)
    with visit.console.house.database.reading() as session:
        for row, text in _written(session, visit.id):
            of_key[name_key(text) or one_line(text)].append((text, row))
        sealed = pieces.sealed_among(session, visit.id, {row.subject for told in of_key.values() for _, row in told})
    found = []
    for key, several in of_key.items():
        text, row = several[0]
        resolved = plan.outlets.resolve(
            text, url=_told(row, "url"), position=_told(row, "position"), mode=_told(row, "mode")
        )
        if resolved.outlet is None:
            rows = tuple(_waiting(row, sealed) for _, row in several)
            seen = ",".join(one.name for one in rows)
            found.append(
                Wording(text=text, key=key, why=resolved.why, candidates=resolved.candidates, facts=rows, seen=seen)
            )
    return found


def _written(session: Session, bureau: str) -> list[tuple[FactRow, str]]:
    rows = [row for row in facts.waiting(session, bureau) if row.kind in {"adoption", "reads"}]
    texts = [(row, _told(row, "outlet") or _told(row, "url") or "") for row in rows]
    return [(row, text.strip()) for row, text in texts if text.strip()]


def _told(row: FactRow, name: str) -> str | None:
    value = (row.fact or {}).get(name) or row.told.get(name)
    return str(value) if value else None


def _waiting(row: FactRow, sealed: set[str]) -> Waiting:
    title = "" if row.subject in sealed else str(row.told.get("title") or "")
    day = row.day.isoformat() if row.day else str(row.told.get("date") or row.told.get("date_text") or "")
    return Waiting(id=row.id or 0, name=fact_name(row), number=row.subject, title=title, day=day)
