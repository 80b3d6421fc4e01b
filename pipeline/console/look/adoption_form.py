"""The form of a use, an approval, reads or an activity: what the bureau's plan asks, and what it would bring."""

from dataclasses import dataclass, replace

from pipeline.console.look.adoption_typed import KINDS, RANKS, Typed, outlet_of_form, typed_fact
from pipeline.console.look.plans import plan_there
from pipeline.console.web.fields import Fields
from pipeline.console.web.visit import Visit
from pipeline.score.questions import asked_of, kinds_counted
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.by_hand import reads_told
from pipeline.steps.counting.hands import Refused
from pipeline.steps.counting.trying import Trial, try_fact

_POSITIONS, _CONTENTS = ("front", "lead", "home", "inside"), ("news", "notice")


@dataclass(frozen=True, kw_only=True)
class Question:
    """A field the plan asks, and the words it may be; without words any text."""

    name: str  # mode, position, content, tag.…
    words: tuple[tuple[str, str], ...]  # word, as people say it


@dataclass(frozen=True, kw_only=True)
class FormView:
    """The form as it stands."""

    kind: str
    kinds: tuple[str, ...]  # that the plan counts
    questions: tuple[Question, ...]
    bodies: tuple[str, ...]
    outlets: tuple[str, ...]
    plan_there: bool
    fields: Fields


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What was typed, and what it would bring."""

    typed: Typed
    trial: Trial | None = None
    told: str = ""  # why it cannot be tried
    outlet: str = ""  # the wording its candidates stand for
    picked: str = ""  # the one that was picked of them


def form_view(visit: Visit, fields: Fields) -> FormView:
    """The form of the kind that is asked for."""
    plan = plan_there(visit)
    kinds = kinds_counted(plan) if plan is not None else KINDS
    kind = fields.one("kind") if fields.one("kind") in KINDS else KINDS[0]
    return FormView(
        kind=kind, kinds=kinds or KINDS, questions=questions_of(visit, plan, kind) if plan is not None else (),
        bodies=tuple(body.id for body in plan.book.bodies) if plan is not None else (),
        outlets=tuple(outlet.name for outlet in plan.outlets.all.values()) if plan is not None else (),
        plan_there=plan is not None, fields=fields,
    )  # fmt: skip


def questions_of(visit: Visit, plan: Scoring, kind: str) -> tuple[Question, ...]:
    """What the plan asks, in the words and the order of the office."""
    known = {
        "mode": tuple(visit.words.tables.get("adoption_mode", {}).items()),
        "position": tuple((word, f"position_{word}") for word in _POSITIONS),
        "content": tuple((word, f"content_{word}") for word in _CONTENTS),
        "rank": tuple((word, f"rank_{word}") for word in RANKS),
    }
    asked = asked_of(plan, kind)
    found = [
        Question(name=name, words=tuple(one for one in known[name] if name != "mode" or one[0] in asked[name]))
        for name in known
        if name in asked
    ]
    return (*found, *(Question(name=name, words=()) for name in asked if name not in known))


def tried(visit: Visit, fields: Fields) -> Tried:
    """What was typed, tried on the plan as far as it is all there; nothing is written.

    Raises:
        ConfigErrors: a file of the plan is wrong.
    """
    typed = typed_fact(visit, fields)
    base = Tried(typed=typed, outlet=fields.one("outlet"), picked=outlet_of_form(fields))
    house = visit.console.house
    try:
        if typed.reads is not None:
            typed = replace(typed, fact=reads_told(house, visit.id, typed.reads))
        if typed.fact is None:
            return base
        return replace(base, typed=typed, trial=try_fact(house, visit.id, typed.fact))
    except Refused as refused:
        return replace(base, told=str(refused))
