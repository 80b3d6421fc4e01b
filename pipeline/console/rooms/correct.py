"""Further acts on a piece's page: put right, mark a repeat, join to an earlier piece, remember whose."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from pipeline.console.acts.correct import correct_one, join_one, remember_one, repeat_one
from pipeline.console.acts.reasons import LONGEST
from pipeline.console.people.rights import Right
from pipeline.console.rooms.piece import answered
from pipeline.console.web.fields import Fields
from pipeline.console.web.visit import Change, Changes
from pipeline.steps.correct import CorrectOrder
from pipeline.steps.join import JoinOrder
from pipeline.steps.remember import RememberOrder
from pipeline.steps.repeat_of import RepeatOrder

router = APIRouter()
Deciding = Annotated[Change, Depends(Changes(Right.DECIDE))]
_SUMMARY = {"yes": True, "no": False}


@router.post("/{bureau}/pieces/{name}/correct")
def correct_piece(change: Deciding, name: str) -> Response:
    """Put fields of a piece right."""
    visit, fields = change.visit, change.fields
    order = CorrectOrder(
        name=name, by=visit.person.name, reason=_reason(fields), unit=fields.one("unit") or None, year=_year(fields),
        keyword=_told(fields, "keyword"), title=_told(fields, "title"), kind=_told(fields, "kind"),
        summary=_SUMMARY.get(fields.one("summary")), topic=_told(fields, "topic"), tell=bool(fields.one("tell")),
        seen=fields.one("seen"),
    )  # fmt: skip
    return answered(visit, name, fields, correct_one(visit, order))


@router.post("/{bureau}/pieces/{name}/repeat")
def repeat_piece(change: Deciding, name: str) -> Response:
    """Note that it repeats another piece."""
    visit, fields = change.visit, change.fields
    order = RepeatOrder(
        name=name, of=fields.one("of"), by=visit.person.name, reason=_reason(fields), tell=bool(fields.one("tell")),
        seen=fields.one("seen"),
    )  # fmt: skip
    return answered(visit, name, fields, repeat_one(visit, order))


@router.post("/{bureau}/pieces/{name}/join")
def join_piece(change: Deciding, name: str) -> Response:
    """Join it to an earlier piece."""
    visit, fields = change.visit, change.fields
    order = JoinOrder(
        name=name, to=fields.one("to"), by=visit.person.name, reason=_reason(fields), tell=bool(fields.one("tell")),
        seen=fields.one("seen"),
    )  # fmt: skip
    return answered(visit, name, fields, join_one(visit, order))


@router.post("/{bureau}/pieces/{name}/remember")
def remember_unit(change: Annotated[Change, Depends(Changes(Right.RECORD))], name: str) -> Response:
    """Remember an address or another name of a unit."""
    visit, fields = change.visit, change.fields
    order = RememberOrder(
        bureau=visit.id, unit=fields.one("unit"), by=visit.person.name, address=fields.one("address"),
        alias=fields.one("alias"),
    )  # fmt: skip
    return answered(visit, name, fields, remember_one(visit, name, order))


def _reason(fields: Fields) -> str:
    return " ".join(fields.one("reason").split())[:LONGEST]


def _told(fields: Fields, name: str) -> str | None:
    """What was typed; None where the form has no such field."""
    return fields.one(name) if any(key == name for key, _ in fields.pairs) else None


def _year(fields: Fields) -> int | None:
    """A year as typed; 0, which is none, for anything that is no number."""
    text = fields.one("year")
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
