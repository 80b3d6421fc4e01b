"""The lines of a period's documents, each kind from what is on record."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from sqlmodel import Session

from pipeline.domain.facts import Adoption, Call
from pipeline.domain.score import DutyLine, Scored
from pipeline.report.period_view import (
    AdoptionLine,
    CallLine,
    CorrectionLine,
    DutyRow,
    EntryLine,
)
from pipeline.score.booking import name_of
from pipeline.score.facts_json import fact_from_json
from pipeline.score.numbers import plain
from pipeline.score.obligations import Basis
from pipeline.score.period import Period
from pipeline.score.scoring import Scoring
from pipeline.settings.workdays import add_workdays
from pipeline.steps.counting.fact_keys import outlet_of
from pipeline.steps.counting.names import Names
from pipeline.steps.counting.take import REMARK
from pipeline.steps.counting.texts import say
from pipeline.store import facts, ledger
from pipeline.store.tables import EntryRow, FactRow

ZERO = Decimal(0)


def adoptions(session: Session, plan: Scoring, names: Names, period: Period) -> tuple[AdoptionLine, ...]:
    """Every use of a piece on a day of the period, and what it brought."""
    rows = [r for r in facts.standing(session, names.bureau, ("adoption",)) if r.day and period.holds(r.day)]
    lines = adoption_lines(session, plan, names, rows)
    return tuple(sorted(lines, key=lambda line: (line.date, line.number, line.outlet)))


def adoption_lines(session: Session, plan: Scoring, names: Names, rows: Sequence[FactRow]) -> tuple[AdoptionLine, ...]:
    """These uses, each with what it brought."""
    brought = _brought(session, names, plan)
    return tuple(_adoption(row, plan, names, brought) for row in rows)


Brought = dict[tuple[str, str], list[EntryRow]]


def _brought(session: Session, names: Names, plan: Scoring) -> Brought:
    """The lines that stand, by piece and outlet."""
    found: Brought = defaultdict(list)
    account = plan.book.ranked().id
    for row in ledger.live(session, names.bureau):
        if row.outlet and row.account == account:
            found[row.subject, row.outlet].append(row)
    return found


def _adoption(row: FactRow, plan: Scoring, names: Names, brought: Brought) -> AdoptionLine:
    fact = fact_from_json("adoption", row.fact or {})
    if not isinstance(fact, Adoption):
        raise TypeError(f"fact {row.id} is no adoption")
    found = outlet_of(fact, plan)
    lines = brought.get((row.subject, found.outlet.id), []) if found.outlet else []
    own = [line for line in lines if line.day == fact.date] or lines
    counted = [line for line in own if line.counted]
    telling = (counted or own)[:1]
    unit = names.unit_of(row.subject)
    return AdoptionLine(
        number=row.subject,
        title=names.title(row.subject),
        units=tuple(dict.fromkeys(names.unit(line.unit) for line in own)) or ((names.unit(unit),) if unit else ()),
        outlet=found.outlet.name if found.outlet else fact.outlet,
        level=names.level(found.level or ""),
        mode=names.mode(found.mode),
        date=fact.date,
        url=fact.url or "",
        points=sum((line.points for line in counted), ZERO),
        counted=bool(counted),
        clause=telling[0].clause if telling else "",
        reason=telling[0].reason if telling else row.why,
        remark=str(row.told.get(REMARK, "")),
    )


def entries(names: Names, booked: Sequence[EntryRow]) -> tuple[EntryLine, ...]:
    """The lines booked in the period; one that was taken back within it is left out together with its reversal."""
    here = {row.id for row in booked}
    undone = {row.reverses for row in booked if row.reverses in here}
    rows = (r for r in booked if r.id not in undone and r.reverses not in undone)
    return tuple(entry(names, row) for row in rows)


def entry(names: Names, row: EntryRow) -> EntryLine:
    """One line of the ledger in the office's words."""
    return EntryLine(
        unit=names.unit(row.unit),
        subject=row.subject,
        title=names.title(row.subject),
        account=names.account(row.account),
        rule=names.rule(row.rule),
        clause=row.clause,
        points=row.points,
        date=row.day,
        booked=names.period(row.booked),
        counted=row.counted,
        reason=row.reason,
        kind=names.entry_kind(row.kind),
        ranked=names.is_ranked(row.account),
    )


def targets(plan: Scoring) -> frozenset[str]:
    """The duties that are the units' own targets: told of as completion, beside what is owed in pieces."""
    return frozenset(d.id for d in plan.book.duties if d.needs and all(n.at_least is None for n in d.needs))


def duties(names: Names, lines: Iterable[DutyLine], targets: frozenset[str] = frozenset()) -> tuple[DutyRow, ...]:
    """What units owed and have; `targets` are the duties that are no pieces but points."""
    return tuple(
        DutyRow(
            unit=names.unit(d.unit), duty=names.duty(d.duty)[0], period=names.period(d.period), required=d.required,
            done=d.done, met=d.met, clause=names.duty(d.duty)[1], subject=d.subject, late=d.late,
            late_days=d.late_days, target=d.duty in targets,
        )
        for d in lines
    )  # fmt: skip


def calls(session: Session, names: Names, plan: Scoring, lines: Iterable[DutyLine]) -> tuple[CallLine, ...]:
    """How each unit answered each call that fell due."""
    rows = {row.subject: row for row in facts.standing(session, names.bureau, ("call",))}
    found = []
    for line in lines:
        row = rows.get(line.subject)
        fact = fact_from_json("call", row.fact or {}) if row else None
        duty = next((d for d in plan.book.duties if d.id == line.duty), None)
        if row is None or duty is None or not isinstance(fact, Call):
            continue
        answered = [a.date for a in fact.answered if plan.people.unit(a.unit) == line.unit]
        found.append(
            CallLine(
                call=str(row.told.get("title") or fact.id), unit=names.unit(line.unit),
                person=str((row.told.get("persons") or {}).get(line.unit, "")),
                due=add_workdays(fact.issued, duty.calls[fact.kind], plan.holidays), required=int(line.required),
                done=int(line.done), answered=max(answered, default=None), met=line.met, clause=duty.basis.clause,
                late=int(line.late), late_days=line.late_days,
            )
        )  # fmt: skip
    return tuple(found)


def corrections(names: Names, booked: Sequence[EntryRow], plan: Scoring, period: Period) -> tuple[CorrectionLine, ...]:
    """补计 and 核减: by unit, piece and month, the net of what was booked here and belongs to an earlier period."""
    account = plan.book.ranked().id
    nets: dict[tuple[str, str, str], list[EntryRow]] = defaultdict(list)
    for row in booked:
        if row.day < period.first and row.account == account and row.counted:
            nets[row.unit, row.subject, name_of(row.day.year, row.day.month)].append(row)
    return tuple(
        CorrectionLine(
            unit=names.unit(unit), subject=subject, title=names.title(subject), period=names.period(month),
            points=total, reason=_telling(rows, total).reason,
        )
        for (unit, subject, month), rows in sorted(nets.items())
        if (total := sum((row.points for row in rows), ZERO)) != 0
    )  # fmt: skip


def _telling(rows: Sequence[EntryRow], total: Decimal) -> EntryRow:
    """The line whose reason tells a net change: the newest of its sign, else the newest."""
    alike = [row for row in rows if (row.points > 0) == (total > 0)]
    return max(alike or rows, key=lambda row: row.id or 0)


def notes(plan: Scoring) -> tuple[str, ...]:
    """Readings that were chosen, and numbers that were given."""
    found = [
        say("reading", title=title, reading=basis.reading, by=basis.chosen_by)
        for title, basis in _bases(plan)
        if basis.reading
    ]
    given = ((p.title, p.value) for p in plan.book.parameters if p.value is not None)
    found += [say("parameter", title=title, value=plain(value)) for title, value in given]
    return tuple(dict.fromkeys(found))


def waiting(session: Session, names: Names, scored: Scored) -> int:
    """How many facts still wait for the office."""
    return len(facts.waiting(session, names.bureau)) + len(scored.unresolved)


def _bases(plan: Scoring) -> Iterator[tuple[str, Basis]]:
    for component in plan.book.components:
        yield component.title, component.basis
        yield from ((rule.title, rule.basis) for rule in component.rules)
    yield from ((duty.title, duty.basis) for duty in plan.book.duties)
