"""一件: a piece or letter, what was understood of it beside what came, and what may be decided about it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse

from pipeline.console.acts.decide import Outcome, decide_one, found_at, one_told, read_again
from pipeline.console.acts.reasons import reason_of
from pipeline.console.look.letter_text import letter_text
from pipeline.console.look.mail_text import text_of
from pipeline.console.look.next_one import next_waiting
from pipeline.console.look.piece import is_sealed, piece_view
from pipeline.console.people.rights import Right
from pipeline.console.texts import why_not
from pipeline.console.web.fields import Fields
from pipeline.console.web.pages import page, part
from pipeline.console.web.visit import Change, Changes, Id, Needs, NotAllowed, NotThere, Visit
from pipeline.ingest.readers import ReadingFailed
from pipeline.steps.choices import REPROCESS
from pipeline.steps.rehearse import rehearse
from pipeline.steps.review import Order, Refusal

router = APIRouter()
_CONFLICT = 409
_CHANGED = {"changed_meanwhile", "signed_meanwhile", "released_already", "busy"}  # somebody was quicker
Looking = Annotated[Visit, Depends(Needs(Right.SEE))]
Deciding = Annotated[Change, Depends(Changes(Right.DECIDE))]


@router.get("/{bureau}/pieces/{name}")
def show_piece(visit: Looking, name: str, whole: str = "", done: str = "") -> Response:
    """Everything about it."""
    return _piece_page(visit, name, done=done, whole=bool(whole))


def _piece_page(
    visit: Visit, name: str, *, done: str = "", whole: bool = False, told: str = "", typed: Fields | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    shown = piece_view(visit, name, whole=whole)
    line = number_in(done)
    return page(
        visit, "piece.j2", status=status, shown=shown, desk=visit.console.house.settings.desk, told=told,
        typed=typed or Fields(), conflict=status == _CONFLICT, done=one_told(visit, line) if line else None,
        follows=next_waiting(visit, shown.head.name),
    )  # fmt: skip


@router.post("/{bureau}/pieces/{name}/decide")
def decide_piece(change: Deciding, name: str) -> Response:
    """Carry a decision out; what forbids it is told, with everything that was typed still there."""
    visit, fields = change.visit, change.fields
    outcome = decide_one(visit, _order(visit, name, fields))
    return answered(visit, name, fields, outcome)


@router.post("/{bureau}/pieces/{name}/reprocess")
def reprocess_piece(change: Deciding, name: str) -> Response:
    """Read its letter once more."""
    return answered(change.visit, name, change.fields, read_again(change.visit, name))


def answered(visit: Visit, name: str, fields: Fields, outcome: Outcome) -> Response:
    """To the piece's page; what forbids it is told there, with everything that was typed still there."""
    if outcome.done:
        return RedirectResponse(f"/{visit.id}/pieces/{name}?done={outcome.line}", 303)
    return _piece_page(visit, name, told=outcome.why, typed=fields, status=_status(outcome.cause))


def told_at(visit: Visit, name: str, told: str, status: int = 422) -> Response:
    """The piece's page, with a word about what could not be done."""
    return _piece_page(visit, name, told=told, status=status)


def number_in(text: str) -> int:
    """A number of a question behind the path; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _status(cause: str) -> int:
    return _CONFLICT if cause in _CHANGED else 422


@router.post("/{bureau}/pieces/{name}/preview")
def preview_piece(change: Deciding, name: str) -> Response:
    """The mail that the decision would send; nothing is decided."""
    visit, fields = change.visit, change.fields
    with visit.console.house.database.reading() as session:
        if is_sealed(found_at(visit, session, name)) and not visit.may(Right.UNSEAL):
            raise NotAllowed
    swapped = "hx-request" in visit.request.headers
    try:
        mail = rehearse(visit.console.house, _order(visit, name, fields))
    except Refusal as refusal:
        told = why_not(refusal.cause)
        if swapped:
            return part(visit, "preview_part.j2", mail=None, text="", told=told)
        return _piece_page(visit, name, told=told, typed=fields, status=_status(refusal.cause))
    text = text_of(mail.mime) if mail is not None else ""
    if swapped:
        return part(visit, "preview_part.j2", mail=mail, text=text, told="")
    return page(visit, "preview.j2", name=name, fields=fields.carried, mail=mail, text=text, told="")


@router.get("/{bureau}/letters/{letter}/text")
def show_text(visit: Looking, letter: Id) -> Response:
    """What is written in the mail itself, read once more by a child that can do nothing else."""
    try:
        read = letter_text(visit, letter)
    except ReadingFailed:
        read = None
    if "hx-request" in visit.request.headers:
        return part(visit, "text_part.j2", read=read, letter=letter)
    return page(visit, "text.j2", read=read, letter=letter)


def _order(visit: Visit, name: str, fields: Fields) -> Order:
    verb = fields.one("verb")
    if verb == REPROCESS:
        raise NotThere
    return Order(
        name=name, verb=verb, reason=reason_of(fields), by=visit.person.name, unit=fields.one("unit") or None,
        seen=fields.one("seen"),
    )  # fmt: skip
