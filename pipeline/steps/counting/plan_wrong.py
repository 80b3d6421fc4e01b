"""A plan that cannot be read: the log has every mistake, the office hears of it once a day, and the mail goes on."""

from functools import partial

import structlog

from pipeline.domain.timeutil import local
from pipeline.report.notices import alert
from pipeline.report.view import AlertView
from pipeline.settings import ConfigErrors
from pipeline.steps.house import House
from pipeline.steps.process import open_desk

_log = structlog.get_logger("plan")


def tell_plan_wrong(house: House, bureau_id: str, wrong: ConfigErrors) -> None:
    """Note the mistakes and tell whoever looks after the desk and the office's daily list; twice on a day is once."""
    _log.error("plan_wrong", bureau=bureau_id, mistakes=[str(error) for error in wrong.errors])
    desk = open_desk(house, bureau_id)
    office = desk.bureau.bureau.office
    first = next((str(error) for error in wrong.errors), "")
    with house.database.writing() as session:
        pen = desk.pen(session)
        for to in dict.fromkeys((*office.admins, *office.digest_to)):
            view = AlertView(
                bureau=desk.bureau.bureau, to=to, what="plan", at=pen.now,
                occasion=f"alert_plan:{bureau_id}:{local(pen.now).date()}:{to}",
                facts={"reason": first, "command": "baosong config check"},
            )  # fmt: skip
            pen.attempt(partial(alert, view, desk.paper), None, None)
