"""审批: the review chain and form 3, from a list and from the piece's own page."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse

from pipeline.console.acts.approvals import Said, approve_one, publish_one, sign_one
from pipeline.console.acts.carry import Outcome, found_at, one_told
from pipeline.console.acts.reasons import LONGEST
from pipeline.console.look.approvals import approvals_of
from pipeline.console.look.file_names import disposition
from pipeline.console.look.piece import is_sealed
from pipeline.console.people.rights import Right
from pipeline.console.rooms.piece import answered, number_in
from pipeline.console.texts import say
from pipeline.console.web.fields import Fields
from pipeline.console.web.pages import page as shown_page
from pipeline.console.web.visit import Change, Changes, Needs, NotThere, Visit
from pipeline.report.forms import FormFault
from pipeline.steps.filled_forms import filled_form, filled_release_form

router = APIRouter()
Looking = Annotated[Visit, Depends(Needs(Right.SEE))]
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS = {"form2": filled_form, "form3": filled_release_form}
LIST = "list"  # a field: the queue that one came from, and goes back to


@router.get("/{bureau}/approvals")
def show_approvals(visit: Looking, queue: str = "", unit: str = "", page: str = "", done: str = "") -> Response:
    """What waits in the review."""
    shown = approvals_of(visit, queue, unit, number_in(page) or 1)
    line = number_in(done)
    return shown_page(visit, "approvals.j2", shown=shown, done=one_told(visit, line) if line else None, typed=Fields())


@router.post("/{bureau}/pieces/{name}/sign")
def sign_piece(change: Annotated[Change, Depends(Changes(Right.DECIDE))], name: str) -> Response:
    """Sign the next step of its chain, or send it back."""
    return _answered(change, name, sign_one(change.visit, _said(name, change.fields)))


@router.post("/{bureau}/pieces/{name}/approve")
def approve_piece(change: Annotated[Change, Depends(Changes(Right.APPROVE))], name: str) -> Response:
    """Decide on form 3."""
    return _answered(change, name, approve_one(change.visit, _said(name, change.fields)))


@router.post("/{bureau}/pieces/{name}/publish")
def publish_piece(change: Annotated[Change, Depends(Changes(Right.RECORD))], name: str) -> Response:
    """Note where it was released."""
    return _answered(change, name, publish_one(change.visit, _said(name, change.fields)))


@router.get("/{bureau}/pieces/{name}/form2")
def save_review_form(visit: Looking, name: str) -> Response:
    """Form 2 as Word, with every opinion there is."""
    return _saved(visit, name, "form2")


@router.get("/{bureau}/pieces/{name}/form3")
def save_release_form(visit: Looking, name: str) -> Response:
    """Form 3 as Word, with what was decided."""
    return _saved(visit, name, "form3")


def _saved(visit: Visit, name: str, form: str) -> Response:
    with visit.console.house.database.reading() as session:
        found = found_at(visit, session, name)
        if found.piece is None or is_sealed(found):
            raise NotThere
        number = found.piece.number
    try:
        content = _FORMS[form](visit.console.house, number)
    except FormFault:
        return shown_page(visit, "told.j2", status=500, told="form_fault", back=f"/{visit.id}/pieces/{number}")
    return Response(
        content, media_type=_WORD, headers={"Content-Disposition": disposition(say(f"{form}_name", number=number))}
    )


def _said(name: str, fields: Fields) -> Said:
    others = fields.one("other").replace("，", "、").replace(",", "、").split("、")
    return Said(
        name=name, seen=fields.one("seen"), step=fields.one("step"), agree=fields.one("say") != "back",
        opinion=fields.one("opinion")[:LONGEST], reason=" ".join(fields.one("reason").split())[:LONGEST],
        channels=tuple(filter(None, (one.strip()[:60] for one in (*fields.all("channel"), *others)))),
        important=bool(fields.one("important")), day=fields.one("day"),
    )  # fmt: skip


def _answered(change: Change, name: str, outcome: Outcome) -> Response:
    """Back to the list one came from; what forbids it is told on the piece's page, with everything typed."""
    queue = change.fields.one(LIST)
    if outcome.done and queue:
        asked = urlencode({"queue": queue, "done": outcome.line})
        return RedirectResponse(f"/{change.visit.id}/approvals?{asked}", 303)
    return answered(change.visit, name, change.fields, outcome)
