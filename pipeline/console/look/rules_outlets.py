"""The outlet register as a page lists it, and what a name or a link in it would bring."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.console.look.rules_words import RuleWords, register_of
from pipeline.console.web.visit import Visit
from pipeline.domain.facts import Adoption, Facts, SubmissionFact
from pipeline.domain.timeutil import local
from pipeline.score.numbers import plain
from pipeline.score.outlet_register import Outlet, Resolution, Settled
from pipeline.score.questions import asked_of
from pipeline.score.scoring import Scoring

_PIECE = "试"
LONGEST = 300  # characters of a name or a link


@dataclass(frozen=True, kw_only=True)
class ClassView:
    """The outlets of one class."""

    name: str
    level: str
    outlets: tuple[Outlet, ...]


@dataclass(frozen=True, kw_only=True)
class RegisterView:
    """The whole register."""

    classes: tuple[ClassView, ...]  # from the highest level down
    excluded: tuple[Outlet, ...]
    settled: tuple[tuple[Settled, str], ...]  # with the outlet's name
    count: int


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is looked up."""

    text: str = ""
    mode: str = ""
    position: str = ""
    content: str = ""


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What a use would bring."""

    said: str  # the mode or position it would take; "" where it does not matter
    points: str  # "" while it cannot be told
    counted: bool
    rule: str
    clause: str
    why: str


@dataclass(frozen=True, kw_only=True)
class LookedUp:
    """What a name or a link means, and what its use would bring."""

    found: Resolution
    level: str
    class_: str
    day: date  # it is counted for
    lines: tuple[Brought, ...]


def register_view(plan: Scoring) -> RegisterView:
    """The register, the highest level first."""
    outlets = register_of(plan)
    levels = list(outlets.levels)
    classes = [(c, o) for c in outlets.classes.values() if (o := outlets.by_class(c.id))]
    ordered = sorted(classes, key=lambda one: -levels.index(one[0].level) if one[0].level in levels else 1)
    every = outlets.register.outlets.values()
    settled = sorted(outlets.register.settled.values(), key=lambda one: (one.at, one.text), reverse=True)
    names = {o.id: o.name for o in every}
    return RegisterView(
        classes=tuple(
            ClassView(name=c.name, level=outlets.levels.get(c.level or "", ""), outlets=o) for c, o in ordered
        ),
        excluded=tuple(o for o in every if o.excluded),
        settled=tuple((one, names.get(one.outlet, "")) for one in settled),
        count=len(outlets.register.outlets),
    )


def choices(visit: Visit, plan: Scoring) -> dict[str, tuple[tuple[str, str], ...]]:
    """What may be told beside the outlet, as the plan asks for it: field → words with their names."""
    words = RuleWords(plan, visit.words)
    asked = asked_of(plan, "adoption")
    return {
        field: tuple((word, words.value(field, word)) for word in asked.get(field, ()))
        for field in ("mode", "position", "content")
        if asked.get(field)
    }


def looked_up(visit: Visit, plan: Scoring, asked: Asked) -> LookedUp:
    """What is meant, and what its use would bring, by mode where the mode decides."""
    register = register_of(plan)
    found = register.resolve(asked.text, position=asked.position or None, mode=asked.mode or None)
    class_ = register.classes.get(found.class_ or "")
    lines = [_brought(visit, plan, asked, "")]
    for field in ("mode", "position"):
        if not lines[0].points and not getattr(asked, field):
            lines += _each(visit, plan, asked, field)
    return LookedUp(
        found=found, level=register.levels.get(found.level or "", ""), class_=class_.name if class_ else "",
        lines=tuple(lines[1:] or lines), day=_day(visit, plan),
    )  # fmt: skip


def _day(visit: Visit, plan: Scoring) -> date:
    """Today, or the nearest day on which the plan holds."""
    today = local(visit.console.house.clock()).date()
    return min(max(today, plan.book.first + timedelta(days=1)), plan.book.last)


def _each(visit: Visit, plan: Scoring, asked: Asked, field: str) -> list[Brought]:
    """What each word of a field that was not told would bring, where it decides anything."""
    words = choices(visit, plan).get(field, ())
    found = [_brought(visit, plan, replace(asked, **{field: word}), name) for word, name in words]
    return [line for line in found if line.points]


def _brought(visit: Visit, plan: Scoring, asked: Asked, said: str) -> Brought:
    """A use on that day of a piece of the day before, counted by the plan itself."""
    today = _day(visit, plan)
    unit = visit.bureau.bureau.roster.units[0].id
    piece = SubmissionFact(id=_PIECE, unit=unit, date=today - timedelta(days=1))
    use = Adoption(
        submission=_PIECE, outlet=asked.text, date=today, mode=asked.mode or None, position=asked.position or None,
        content=asked.content or None,
    )  # fmt: skip
    scored = plan.score(Facts(submissions=(piece,), adoptions=(use,)))
    rules = {rule.id: rule.title for component in plan.book.components for rule in component.rules}
    for entry in scored.entries:
        if entry.subject == _PIECE and entry.rule in rules:
            return Brought(
                said=said, points=plain(entry.points), counted=entry.counted, rule=rules[entry.rule],
                clause=entry.clause, why=entry.reason,
            )  # fmt: skip
    why = next((open_.why for open_ in scored.unresolved), "")
    return Brought(said=said, points="", counted=False, rule="", clause="", why=why)
