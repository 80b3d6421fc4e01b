"""The bureau's plan as far as a page that only shows things needs it."""

from pipeline.console.web.visit import Visit
from pipeline.score.scoring import Scoring
from pipeline.settings import ConfigErrors
from pipeline.steps.counting.plan import has_plan, plan_of


def account_said(plan: Scoring | None, account: str) -> str:
    """What an account is called that ranks are not made of; "" of the points themselves."""
    if plan is None or account == plan.book.ranked().id:
        return ""
    return next((one.title for one in plan.book.accounts if one.id == account), account)


def plan_there(visit: Visit) -> Scoring | None:
    """The plan; None where the bureau has none, or a file of it is wrong: the page is shown all the same."""
    house = visit.console.house
    if not has_plan(house, visit.id):
        return None
    try:
        return plan_of(house, visit.id)
    except ConfigErrors:
        return None
