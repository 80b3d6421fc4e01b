"""What follows whenever facts or pieces may have changed: points are booked, and units hear of their adoptions."""

from pipeline.settings import ConfigErrors
from pipeline.steps.counting.announce import announce
from pipeline.steps.counting.count import Counted, count, counted_before, is_stale
from pipeline.steps.counting.plan import has_plan, plan_of
from pipeline.steps.counting.plan_wrong import tell_plan_wrong
from pipeline.steps.counting.take import take_again
from pipeline.steps.house import House
from pipeline.steps.process import open_desk
from pipeline.store import facts


def count_and_tell(house: House, bureau_id: str) -> Counted:
    """Count what changed and announce it; said twice, nothing happens twice.

    Raises:
        ConfigErrors: a file of the plan is wrong.
    """
    if not has_plan(house, bureau_id):
        return Counted(bureau=bureau_id)
    if is_stale(house, bureau_id):
        _try_waiting(house, bureau_id)
        counted = count(house, bureau_id)
    else:
        counted = counted_before(house, bureau_id)
    announce(house, bureau_id)
    return counted


def _try_waiting(house: House, bureau_id: str) -> None:
    """What waited for an outlet, a rule or a piece may stand by now: the office need not settle it by hand."""
    with house.database.reading() as session:
        if not facts.waiting(session, bureau_id):
            return
    desk, plan = open_desk(house, bureau_id), plan_of(house, bureau_id)
    with house.database.writing() as session:
        pen = desk.pen(session)
        for row in facts.waiting(session, bureau_id):
            take_again(pen, plan, row)


def count_quietly(house: House, bureau_id: str) -> None:
    """The same after a round of the mailbox: a plan that is wrong is told to the office and never stops the mail."""
    try:
        count_and_tell(house, bureau_id)
    except ConfigErrors as wrong:
        tell_plan_wrong(house, bureau_id, wrong)
