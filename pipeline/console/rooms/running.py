"""运行: mailboxes, queue, outbox, sending stopped and started."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse

from pipeline.console.acts import running
from pipeline.console.look.running import Show, running_view
from pipeline.console.people.rights import Right
from pipeline.console.texts import say
from pipeline.console.web.fields import Fields
from pipeline.console.web.pages import page
from pipeline.console.web.visit import Change, Changes, Needs, Visit
from pipeline.steps.sending import SendingRefused

router = APIRouter()
Asked = Annotated[Change, Depends(Changes(Right.TEND))]
_DONE = ("stopped", "resumed", "lifted", "resend", "cancel")
_CONFLICTS = {"mail_changed", "stopped_already", "not_stopped"}


@router.get("/{bureau}/running")
def show_running(
    visit: Annotated[Visit, Depends(Needs(Right.SEE))], show: str = "", page: str = "", done: str = ""
) -> Response:
    """How everything runs."""
    return _page(visit, show, page, done=done if done in _DONE else "")


def _page(
    visit: Visit, show: str = "", number: str = "", *, done: str = "", told: str = "", typed: Fields | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    wanted = Show(show) if show in set(Show) else Show.WAITING
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    return page(
        visit, "running.j2", status=status, shown=running_view(visit, wanted, at), shows=Show, done=done, told=told,
        typed=typed or Fields(), sure=say("sure_word"),
    )  # fmt: skip


def _answered(change: Change, done: str, act: Callable[[], None]) -> Response:
    visit, fields = change.visit, change.fields
    try:
        act()
    except SendingRefused as refused:
        status = 409 if refused.cause in _CONFLICTS else 422
        told = say(f"run_{refused.cause}", sure=say("sure_word"))
        return _page(visit, fields.one("show"), told=told, typed=fields, status=status)
    show = f"&show={fields.one('show')}" if fields.one("show") in set(Show) else ""
    return RedirectResponse(f"/{visit.id}/running?done={done}{show}", 303)


@router.post("/{bureau}/running/stop")
def stop_sending(change: Asked) -> Response:
    """Send nothing more."""
    return _answered(change, "stopped", lambda: running.stop(change.visit, change.fields.one("reason")))


@router.post("/{bureau}/running/resume")
def resume_sending(change: Asked) -> Response:
    """Send again."""
    if not change.fields.one("sure"):
        return _page(change.visit, told=say("run_resume_unsure"), status=422)
    return _answered(change, "resumed", lambda: running.resume(change.visit))


@router.post("/{bureau}/running/lift")
def lift_stop(change: Asked) -> Response:
    """Have an account tried again."""
    return _answered(change, "lifted", lambda: running.lift(change.visit, change.fields.one("side")))


@router.post("/{bureau}/running/mails")
def settle_mail(change: Asked) -> Response:
    """Have a mail tried once more, or not sent at all."""
    fields = change.fields
    act, sure = fields.one("act"), fields.one("sure") == say("sure_word")
    return _answered(
        change,
        act,
        lambda: running.settle_mail(change.visit, fields.one("mail"), act, seen=fields.one("seen"), confirmed=sure),
    )
