"""One fact: what was told, why it waits and what it may be, and what the office may say of it."""

import hashlib
import json
from dataclasses import dataclass

from pipeline.console.look.adoption_form import Question, questions_of
from pipeline.console.look.adoption_lines import Line, lines_of
from pipeline.console.look.adoption_piece import PieceFound, piece_found
from pipeline.console.look.adoption_typed import day_in
from pipeline.console.look.plans import plan_there
from pipeline.console.texts import TEXTS, say
from pipeline.console.web.fields import Fields
from pipeline.console.web.visit import NotThere, Visit
from pipeline.report.formats import one_line
from pipeline.steps.counting.fact_names import fact_name
from pipeline.steps.counting.settle_order import SettleOrder
from pipeline.store import audit, facts
from pipeline.store.fact_lists import LISTED, pieces_called
from pipeline.store.tables import AuditRow, FactRow

FIELDS = {  # what may be put right, by kind
    "adoption": ("piece", "outlet", "date", "mode", "position", "content"),
    "reads": ("piece", "outlet"),
    "instruction": ("piece", "date"),
    "activity": ("date",),
}
_TOLD = ("title", "outlet", "url", "shared_url", "date", "date_text", "mode", "position", "unit", "count", "days",
         "counted_on", "by", "rank", "host", "units", "remark")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class FactView:
    """Everything of it."""

    line: Line
    seen: str  # the mark of how it stands now
    told: tuple[tuple[str, str], ...]  # what was written, by the words of the office
    fields: tuple[str, ...]
    questions: tuple[Question, ...]
    pieces: tuple[PieceFound, ...]  # it may be about
    candidates: tuple[str, ...]  # outlets it may be
    known: dict[str, str]  # how each field stands
    outlets: tuple[str, ...]
    history: tuple[AuditRow, ...]


def row_of(visit: Visit, fact: int) -> FactRow:
    """The fact of that number.

    Raises:
        NotThere: the bureau has none that is listed here.
    """
    row = _row(visit, fact)
    if row is None or row.kind not in LISTED:
        raise NotThere
    return row


def kind_of_row(visit: Visit, fact: int) -> str:
    """What kind of fact that is; "" where the bureau has none of that number."""
    row = _row(visit, fact)
    return row.kind if row is not None else ""


def _row(visit: Visit, fact: int) -> FactRow | None:
    with visit.console.house.database.reading() as session:
        return facts.by_id(session, visit.id, fact) if 0 < fact < 2**62 else None


def fact_view(visit: Visit, fact: int) -> FactView:
    """The fact as it stands.

    Raises:
        NotThere: the bureau has none of that number.
    """
    row, plan = row_of(visit, fact), plan_there(visit)
    with visit.console.house.database.reading() as session:
        [line] = lines_of(visit, session, [row], plan)
        about = pieces_called(session, visit.id, row.candidates)
        history = audit.about(session, visit.id, [line.name])
    pieces = tuple(piece_found(visit, about[name]) for name in row.candidates if name in about)
    return FactView(
        line=line, seen=seen_of(row), told=_told(visit, row, sealed=line.sealed), pieces=pieces,
        fields=FIELDS[row.kind] if row.state == facts.WAITING else (),
        questions=questions_of(visit, plan, row.kind) if plan is not None else (),
        candidates=tuple(name for name in row.candidates if name not in about), known=_known(row),
        outlets=tuple(o.name for o in plan.outlets.all.values()) if plan is not None else (), history=tuple(history),
    )  # fmt: skip


def seen_of(row: FactRow) -> str:
    """What changes whenever the fact does."""
    stands = json.dumps([row.subject, row.fact, row.told], ensure_ascii=False, sort_keys=True)
    told = f"{row.id} {row.state} {row.at.isoformat()} {row.why} {stands}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def order_of(visit: Visit, row: FactRow, fields: Fields) -> SettleOrder:
    """What the office says of a waiting fact: the fields that differ from how they stand, else that they are right."""
    known, name = _known(row), fact_name(row)
    picked = {"piece": fields.one("pick_piece"), "outlet": fields.one("pick_outlet")}
    told = {field: fields.one(field)[:200] for field in FIELDS[row.kind]}
    changed = {field: value for field, value in told.items() if value and value != known[field]}
    changed |= {field: value for field, value in picked.items() if value and field not in changed}
    if not changed:  # all of it is as it was told
        changed = {field: known[field] for field in ("piece", "date") if known.get(field)}
    return SettleOrder(
        bureau=visit.id, name=name, by=visit.person.name, reason=fields.one("reason"),
        number=changed.get("piece"), outlet=changed.get("outlet"), day=day_in(changed.get("date", "")),
        mode=changed.get("mode"), position=changed.get("position"), content=changed.get("content"),
        remember=bool(fields.one("remember")) and "outlet" in changed,
    )  # fmt: skip


def _known(row: FactRow) -> dict[str, str]:
    told = row.told | {key: value for key, value in (row.fact or {}).items() if value is not None}
    known = {field: one_line(str(told.get(field) or "")) for field in ("outlet", "mode", "position", "content", "date")}
    return known | {"piece": row.subject if row.kind != "activity" else ""}


def _told(visit: Visit, row: FactRow, *, sealed: bool) -> tuple[tuple[str, str], ...]:
    found = []
    for key in _TOLD:
        value = row.told.get(key)
        if value in (None, "", []) or (sealed and key == "title"):
            continue
        text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
        if key == "mode":
            text = visit.words.tables.get("adoption_mode", {}).get(text, text)
        elif f"{key}_{text}" in TEXTS:
            text = say(f"{key}_{text}")
        found.append((say(f"told_{key}"), text))
    return tuple(found)
