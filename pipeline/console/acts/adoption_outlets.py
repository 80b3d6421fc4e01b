"""A wording of an outlet settled at the desk, once for everything that waits with it."""

from pipeline.console.acts.adoptions import Done, counted, note, turns
from pipeline.console.look.adoption_outlets import Wording, wordings_waiting
from pipeline.console.texts import say
from pipeline.console.web.fields import Fields
from pipeline.console.web.visit import Visit
from pipeline.steps.counting.hands import Refused, plan_wanted
from pipeline.steps.counting.settle_wording import WordingOrder, settle_wording

OTHER, NEW, IGNORED, REFUSE = "other", "new", "ignored", "refuse"
PICK = "is:"  # before the name of a candidate
_MOST = 200


def settle_outlet(visit: Visit, fields: Fields) -> Done:
    """Settle the wording; what waits with it may have changed meanwhile.

    Raises:
        ConfigErrors: a file of the plan is wrong; nothing was written.
    """
    with turns[visit.id]:
        try:
            plan = plan_wanted(visit.console.house, visit.id)
            found = next((w for w in wordings_waiting(visit, plan) if w.key == fields.one("wording")), None)
            if found is None or found.seen != fields.one("seen"):
                return Done(told=say("fact_changed"), conflict=bool(fields.one("wording")))
            order = _order(visit, fields, found)
            done = settle_wording(visit.console.house, order)
        except Refused as refused:
            return Done(told=str(refused))
        changes = counted(visit)
    before = {"about": found.text, "facts": [one.name for one in found.facts]}
    after = {
        "outlet": done.outlet or say("fact_state_refused"), "done": list(done.done), "left": list(done.left),
        "remembered": done.remembered, "reason": order.reason, "points": changes,
    }  # fmt: skip
    return Done(line=note(visit, "outlet_settled", found.text[:_MOST], before, after))


def _order(visit: Visit, fields: Fields, found: Wording) -> WordingOrder:
    choice = fields.one("choice")
    new = (fields.one("new") or found.text)[:_MOST] if choice in {NEW, IGNORED} else ""
    if choice == NEW and not fields.one("class"):
        raise Refused("not_added", why=say("outlet_class"))
    outlet = choice.removeprefix(PICK) if choice.startswith(PICK) else fields.one("other") if choice == OTHER else ""
    return WordingOrder(
        bureau=visit.id, wording=found.text, facts=tuple(one.name for one in found.facts), by=visit.person.name,
        reason=fields.one("reason"), outlet=outlet[:_MOST], new=new, refuse=choice == REFUSE,
        class_=fields.one("class") if choice == NEW else "", remember=bool(fields.one("remember")),
    )  # fmt: skip
